from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qualcode.errors import CodebookError
from qualcode.model.codebook import Near
from qualcode.readers.codebooks import check_codebook, inspect_codebook, read_codebook, read_codebook_text
from tests.examples import examples

GOLDEN = Path(__file__).parent / "golden"

WHOLE = """\
# Made for the tests.
codebook: CSO roles
version: 1.10
languages: [en, ar, no]
codes:
  - id: funding
    name: Funding
    definition: >
      Money the organisation has,
      lacks or loses.
    include: donors
    exclude: salaries
    terms: {en: [fund, "run out of money", financ*, =FCDO, no, 012, 12:30], ar: [تمويل]}
    near: [{words: [money, enough], within: 6}]
    patterns: [[{LEMMA: lack}, {LOWER: {IN: [of, "1"]}}, {OP: "*", IS_PUNCT: false, LENGTH: 3}]]
    unless: ["fund of knowledge"]
    question: EQ2
    color: "#1f77b4"
    tests:
      match: ["Not many donors: none."]
      no_match: [The children had fun.]
    codes:
      - id: short
        name: Short grants
        codes:
          - id: very_short
            name: Very short
  - id: access
    name: Access
"""


def test_a_codebook_is_read_whole() -> None:
    codebook = read_codebook_text(WHOLE)
    funding = codebook.code("funding")

    assert (codebook.name, codebook.version, codebook.languages) == ("CSO roles", "1.10", ("en", "ar", "no"))
    assert [(code.id, code.parent) for code in codebook.codes] == [
        ("funding", None),
        ("short", "funding"),
        ("very_short", "short"),
        ("access", None),
    ]
    assert funding.definition == "Money the organisation has, lacks or loses."
    assert funding.terms["en"] == ("fund", "run out of money", "financ*", "=FCDO", "no", "012", "12:30")
    assert funding.terms["ar"] == ("تمويل",)
    assert funding.near == (Near(words=("money", "enough"), within=6),)
    assert funding.patterns == (
        ({"LEMMA": "lack"}, {"LOWER": {"IN": ("of", "1")}}, {"OP": "*", "IS_PUNCT": False, "LENGTH": 3}),
    )
    assert (funding.match, funding.no_match) == (("Not many donors: none.",), ("The children had fun.",))
    assert (funding.colour, funding.question, funding.line) == ("#1f77b4", "EQ2", 6)
    assert codebook.source == WHOLE


BROKEN = """\
codebok: X
languages: [english]
codes:
  - id: funding
    term: [fund]
    terms: fund, donor
    near: [{words: [money], within: 6}, {words: [a, b], within: many}]
    tests: [x]
  - name: No id
  - id: funding
    terms: ["***", &x donor, *x]
    colour: rgb(1,2,3)
  - id: has space
    terms: {fr: [fonds]}
    patterns: [LEMMA]
    id: again
  - just words
"""


def test_every_problem_is_told_at_once_with_line_and_remedy(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN, encoding="utf-8")

    with pytest.raises(CodebookError) as caught:
        read_codebook(path)

    assert caught.value.message + "\n" == (GOLDEN / "broken_codebook.txt").read_text(encoding="utf-8")
    assert len([problem for problem in caught.value.problems if problem.is_error]) == 18


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is not a codebook"),
        ("- a\n- b", "is not a codebook"),
        ("codes:\n\t- id: x", "line 2: holds a tab"),
        ("codes: a: b", "line 1: the text holds ': '"),
        ("codes: !!python/object:os.system x", "a tag (!name)"),
        ("codes: 'x", "line 1: a quotation mark is opened and not closed"),
        ("codes: " + "[" * 500 + "]" * 500, "lists within lists"),
        ("codes: []", "has no codes"),
        ("codes: 5", "'codes' is not a list"),
        ("a\x00b", "a character that YAML does not allow"),
    ],
)
def test_what_is_no_codebook_is_refused_in_one_sentence(text: str, reason: str) -> None:
    with pytest.raises(CodebookError) as caught:
        read_codebook_text(text)

    assert reason in caught.value.message


def test_what_could_not_be_read_is_not_said_to_lack_name_and_codes(tmp_path: Path) -> None:
    path = tmp_path / "tabs.yaml"
    path.write_text("codebook: X\ncodes:\n\t- id: x\n", encoding="utf-8")

    _, problems = inspect_codebook(path)

    assert [problem.where for problem in problems] == ["tabs.yaml: line 3"]


def test_a_file_that_is_not_utf_8_says_in_which_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"codebook: X\ncodes: [caf\xe9]")

    with pytest.raises(CodebookError, match=r"latin\.yaml: line 2: is not UTF-8 text"):
        read_codebook(path)


@pytest.mark.parametrize("name", ["codebook.docx", "missing.yaml", "folder.yaml"])
def test_a_path_that_holds_no_codebook_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.yaml").mkdir()

    with pytest.raises(CodebookError):
        read_codebook(tmp_path / name)


def test_warnings_do_not_keep_a_codebook_from_being_used() -> None:
    codebook = read_codebook_text(
        "codebook: X\ncodes:\n  - {id: a, terms: [fund, Fund]}\n"
        "  - {id: b, terms: [FUND], tests: {match: [Fund.]}}\n  - id: c\n"
    )
    warnings = [str(problem) for problem in check_codebook(codebook, "x.yaml")]

    assert warnings == [
        "x.yaml: line 3: a: has no definition",
        "x.yaml: line 4: b: has no definition",
        "x.yaml: line 4: b: has no 'no_match'",
        "x.yaml: line 5: c: has no definition",
        "x.yaml: line 5: c: has no terms, so nothing is suggested for it",
        "x.yaml: line 3: a: has no tests",
        "x.yaml: line 3: a: the term 'Fund' stands twice",
        "x.yaml: line 4: b: the term 'fund' also stands in a",
    ]


def test_a_term_of_a_parent_may_stand_in_its_child() -> None:
    codebook = read_codebook_text("codebook: X\ncodes:\n  - {id: a, terms: [fund], codes: [{id: b, terms: [fund]}]}\n")

    assert not [problem for problem in check_codebook(codebook) if "also stands" in problem.message]


@settings(max_examples=examples(150), deadline=None)
@example("\x85:")
@example("\u2028- [a")
@example("\r:")
@given(st.text(alphabet="codes:id-[]{}'\"*&!|>#%@`,\n \t\\ab0?é\x85\u2028\x07", max_size=80))
def test_no_text_raises_anything_but_a_codebook_error(text: str) -> None:
    try:
        read_codebook_text("codes:\n" + text)
    except CodebookError as error:
        assert error.message  # noqa: PT017


def test_a_long_codebook_is_read_whole() -> None:
    text = "codebook: X\ncodes:\n" + "".join(
        f"  - id: c{n}\n    definition: Money.\n    terms: [fund{n}, donor{n}, short grant{n}, financ{n}*]\n"
        for n in range(130)
    )
    assert [code.id for code in read_codebook_text(text).codes] == [f"c{n}" for n in range(130)]
