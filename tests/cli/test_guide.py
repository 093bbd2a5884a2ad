"""The interview guide of a study: 'not asked' is told from 'not raised'."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.study.make import GUIDE


@pytest.fixture
def guided(small: Path, qualcode: Command) -> Path:
    (small / "guide.yaml").write_text(GUIDE, "utf-8")
    assert qualcode("import", small / "transcripts", "--project", small).code == 0
    assert qualcode("suggest", "--project", small).code == 0
    return small


def test_each_question_is_shown_with_where_it_was_asked(guided: Path, qualcode: Command) -> None:
    done = qualcode("guide", "--project", guided, "-f", "json")

    assert done.code == 0
    rows = done.cells
    assert [(row["question"], row["asked_in"], row["not_recognised_in"]) for row in rows] == [
        ("money", "1 of 3", "basim, carol"),
        ("roads", "1 of 3", "amira, carol"),
    ]


def test_the_turns_of_one_interview_are_shown_with_their_questions(guided: Path, qualcode: Command) -> None:
    table = json.loads(qualcode("guide", "basim", "--project", guided, "-f", "json").out)

    assert [list(row["cells"].values()) for row in table["rows"]] == [
        ["What about checkpoints?", "roads", "What about checkpoints?"]
    ]
    assert table["notes"] == ["Not recognised: money."]


def test_not_asked_stands_beside_the_figure_until_there_is_no_guide(guided: Path, qualcode: Command) -> None:
    assert "1 not asked" in qualcode("frequencies", "--project", guided, "-f", "json").out

    (guided / "guide.yaml").unlink()

    assert "not asked" not in qualcode("frequencies", "--project", guided).out.casefold()
    assert qualcode("guide", "--project", guided).code == 2


def test_a_guide_with_problems_names_them_all(guided: Path, qualcode: Command) -> None:
    (guided / "guide.yaml").write_text(GUIDE.replace("[access]", "[acess]"), "utf-8")

    done = qualcode("guide", "--project", guided)

    assert done.code == 3
    assert "guide.yaml: line 6: roads: the codebook has no code 'acess'" in done.err
    assert "did you mean access?" in done.err


def test_run_takes_a_guide_and_refuses_a_wrong_one_before_anything_is_made(
    small: Path, tmp_path: Path, qualcode: Command
) -> None:
    (small / "guide.yaml").write_text(GUIDE, "utf-8")
    (small / "wrong.yaml").write_text(GUIDE.replace("[access]", "[acess]"), "utf-8")
    common = [small / "transcripts", "--codebook", small / "codebook.yaml", "--informants", small / "informants.csv"]

    refused = qualcode("run", *common, "--guide", small / "wrong.yaml", "--out", tmp_path / "refused")
    done = qualcode("run", *common, "--guide", small / "guide.yaml", "--out", tmp_path / "out")

    assert (refused.code, (tmp_path / "refused").exists()) == (3, False)
    assert done.code == 0
    assert "(1*)" in done.out
    assert "* not asked" in done.out.replace("\u00a0", " ")
    assert (tmp_path / "out" / "guide.yaml").read_text("utf-8") == GUIDE


def test_questions_of_the_guide_are_the_interviewers_where_nobody_is_labelled(small: Path, qualcode: Command) -> None:
    (small / "guide.yaml").write_text(GUIDE, "utf-8")
    notes = "Do donors still give grants\n\nThey do, but less.\n\nWhat about checkpoints\n\nTwo of them on the road.\n"
    (small / "amira.txt").write_text(notes, "utf-8")

    done = qualcode("import", small / "amira.txt", "--project", small, "-f", "json")

    assert "2 of 4 paragraphs are taken as the interviewer's (questions of the guide)" in done.out
