"""The interview guide as people write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import GuideError
from qualcode.model.guide import Question, asked_codes, check_guide
from qualcode.readers.codebooks import read_codebook
from qualcode.readers.guide import parse_guide, read_guide
from tests.make import make_codebook

ROOT = Path(__file__).parents[2]


def test_a_question_has_an_id_one_or_more_wordings_and_codes() -> None:
    text = """\
        guide: Health
        questions:
          - id: q1
            wording: How is the work
              paid for?
            codes: funding
          - id: q2
            wording: [And the staff?, "ماذا عن الموظفين؟"]
            codes: [staff, low_pay]
        """

    guide, problems = parse_guide(text.encode(), "guide.yaml")

    assert problems == []
    assert guide.name == "Health"
    assert guide.questions == (
        Question(id="q1", wordings=("How is the work paid for?",), codes=("funding",), line=3),
        Question(id="q2", wordings=("And the staff?", "ماذا عن الموظفين؟"), codes=("staff", "low_pay"), line=7),
    )


def test_every_problem_is_told_at_once_with_its_line_and_remedy(tmp_path: Path) -> None:
    path = tmp_path / "guide.yaml"
    path.write_text(
        "questions:\n  - wording: And?\n  - id: q1\n    words: How?\n  - id: Q1\n    wording: '…'\n  - just text\n",
        "utf-8",
    )

    with pytest.raises(GuideError) as caught:
        read_guide(path)

    assert caught.value.message.splitlines() == [
        "guide.yaml: 6 problems",
        "guide.yaml: line 2: a question has no id (give it one that will never change: 'id: q1')",
        "guide.yaml: line 3: q1: has no wording (write it as it is asked: 'wording: How …?')",
        "guide.yaml: line 4: q1: unknown key 'words' (did you mean 'wording'?)",
        "guide.yaml: line 5: Q1: has a wording without a word (write it as it is asked)",
        "guide.yaml: line 5: Q1: this id is taken, first in line 3 (give each question an id of its own)",
        "guide.yaml: line 7: a question is not a mapping (begin every question with '- id:')",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is not a guide"),
        (b"- q1\n", "is not a guide"),
        (b"questions: []\n", "has no questions"),
        (b"questions: q1\n", "is not a list"),
        (b"questions: [\n", "a comma or a bracket is missing"),
        (b"questions: &a [*a]\n", "holds an alias"),
        (b"\xff\xfe", "is UTF-16"),
        (b"questions: caf\xe9", "is not UTF-8 text"),
    ],
)
def test_what_is_no_guide_is_refused_in_plain_words(data: bytes, said: str) -> None:
    _, problems = parse_guide(data, "guide.yaml")

    assert any(said in problem.message for problem in problems)


@pytest.mark.parametrize("name", ["guide.docx", "missing.yaml"])
def test_a_file_that_cannot_be_a_guide_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(GuideError):
        read_guide(tmp_path / name)


def test_codes_the_codebook_lacks_and_questions_without_codes_are_named() -> None:
    text = "questions:\n  - id: q1\n    wording: Why?\n    codes: [fundng]\n  - id: q2\n    wording: How?\n"
    guide, _ = parse_guide(text.encode(), "guide.yaml")

    wrong, vague = check_guide(guide, make_codebook("funding"), "guide.yaml")

    assert (str(wrong), wrong.hint) == (
        "guide.yaml: line 2: q1: the codebook has no code 'fundng'",
        "did you mean funding?",
    )
    assert (vague.is_error, vague.message) == (False, "names no codes")


def test_a_question_on_a_theme_asks_about_those_under_it() -> None:
    text = "questions:\n  - id: q1\n    wording: Why?\n    codes: [funding, gone]\n"
    guide, _ = parse_guide(text.encode(), "guide.yaml")

    assert asked_codes(guide, make_codebook("funding", "funding/donors", "staff"), ["q1"]) == {"funding", "donors"}


def test_a_theme_with_a_question_of_its_own_is_asked_about_by_that_one_alone() -> None:
    text = (
        "questions:\n  - {id: q1, wording: Why?, codes: [funding]}\n  - {id: q2, wording: Who?, codes: [donors]}\n"
        "  - {id: q3, wording: What else?, codes: [funding, donors]}\n"
    )
    guide, _ = parse_guide(text.encode(), "guide.yaml")
    book = make_codebook("funding", "funding/donors", "donors/leaving", "funding/short")

    assert asked_codes(guide, book, ["q1"]) == {"funding", "short"}
    assert asked_codes(guide, book, ["q2"]) == {"donors", "leaving"}
    assert asked_codes(guide, book, ["q3"]) == {"funding", "short", "donors", "leaving"}


def test_the_guide_of_the_sample_study_fits_its_codebook() -> None:
    guide = read_guide(ROOT / "transcripts_sample" / "guide.yaml")

    assert check_guide(guide, read_codebook(ROOT / "codebooks" / "cso_health.yaml"), "guide.yaml") == []
