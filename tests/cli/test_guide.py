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


def test_not_asked_stands_beside_the_figure_and_under_the_table(guided: Path, qualcode: Command) -> None:
    table = json.loads(qualcode("frequencies", "--project", guided, "-f", "json").out)
    coverage = json.loads(qualcode("frequencies", "--coverage", "--project", guided, "-f", "json").out)

    access = next(row for row in table["rows"] if row["key"] == "access")
    assert any("1 not asked" in str(cell) for cell in access["cells"].values())
    notes = " ".join(table["notes"])
    assert "Not asked: no question of the interview guide" in notes
    assert "In 1 interview no question of the guide was recognised" in notes
    assert any("n_not_asked" in str(row) for row in coverage["rows"])


def test_without_a_guide_nobody_is_said_not_to_have_been_asked(guided: Path, qualcode: Command) -> None:
    (guided / "guide.yaml").unlink()

    done = qualcode("frequencies", "--project", guided)

    assert "not asked" not in done.out.casefold()
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


def test_a_question_follows_its_code_when_that_is_merged(guided: Path, qualcode: Command) -> None:
    def beside() -> str:
        table = json.loads(qualcode("frequencies", "--project", guided, "-f", "json").out)
        return next(str(row["cells"]) for row in table["rows"] if row["key"] == "access")

    assert qualcode("codebook", "add", "roads", "--term", "potholes", "--project", guided).code == 0
    assert qualcode("suggest", "--project", guided).code == 0
    before = beside()
    (guided / "guide.yaml").write_text(GUIDE.replace("[access]", "[roads]"), "utf-8")
    assert beside() != before

    assert qualcode("codebook", "merge", "roads", "access", "--project", guided).code == 0
    assert qualcode("suggest", "--project", guided).code == 0

    assert beside() == before
    assert qualcode("guide", "--project", guided).code == 0


def test_a_code_of_the_guide_that_is_nowhere_is_named_beside_the_tables(guided: Path, qualcode: Command) -> None:
    (guided / "guide.yaml").write_text(GUIDE.replace("[access]", "[acess]"), "utf-8")

    done = qualcode("frequencies", "--project", guided)

    assert done.code == 0
    assert "guide.yaml: line 6: roads: the codebook has no code 'acess'" in done.err
