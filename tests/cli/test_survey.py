from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.study.survey.make import JOIN, survey_files


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return survey_files(tmp_path_factory.mktemp("surveys"))


@pytest.fixture
def surveyed(coded: Path, files: Path, qualcode: Command) -> Path:
    """The small study with both surveys, one question joined to a theme."""
    for name, kind in (("cso", ["--type", "CSO"]), ("others", ["--type-from", "orgtype"])):
        form = files / f"{name}-form.xlsx"
        done = qualcode("survey", "import", files / f"{name}.xlsx", "--form", form, "--name", name, *kind, "-p", coded)
        assert done.code == 0, done.err
    with (coded / "survey.yaml").open("a", encoding="utf-8") as plan:
        plan.write(JOIN)
    return coded


def test_counts_are_printed_with_n_and_saved_in_every_format(surveyed: Path, qualcode: Command, tmp_path: Path) -> None:
    done = qualcode("survey", "tables", "cred_comm", "--style", "n", "-p", surveyed)

    assert "n=7" in done.out
    assert "CSO (n = 9)" in done.out
    for ending in ("csv", "xlsx", "md", "json", "html"):
        saved = tmp_path / f"table.{ending}"
        assert qualcode("survey", "tables", "-p", surveyed, "--to", saved).code == 0
        assert saved.stat().st_size


def test_the_display_tells_programs_counts_and_labels(surveyed: Path, qualcode: Command) -> None:
    done = qualcode("survey", "join", "--format", "json", "-p", surveyed)

    first, second = done.cells
    assert first["survey_says"] == {"agrees": 7, "between": 2, "opposes": 0, "others": 0}
    assert second["how_they_stand"]["label"] == "too few to compare"
    assert json.loads(done.out)["basis"] == "suggestions"


def test_questions_answers_and_what_to_look_at_are_listed(surveyed: Path, qualcode: Command) -> None:
    assert "cso.cred_comm" in qualcode("survey", "questions", "-p", surveyed).out
    assert "falls to pieces" in qualcode("survey", "answers", "cso.more", "-p", surveyed).out
    assert "left blank by 4 of 8" in qualcode("survey", "check", "-p", surveyed).out
    assert "cso.email" in qualcode("survey", "questions", "cso", "-p", surveyed).out


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["tables", "--style", "share"], "no such style"),
        (["tables", "--sort", "size"], "no such order"),
        (["questions", "kobo"], "no such survey"),
        (["import", "x.csv", "--name", "x", "--leave-out", "status"], "no condition"),
    ],
)
def test_what_was_asked_wrongly_is_said(arguments: list[str], what: str, surveyed: Path, qualcode: Command) -> None:
    done = qualcode("survey", *arguments, "-p", surveyed)

    assert done.code == 2
    assert what in done.err


def test_a_file_of_a_survey_that_was_changed_is_named_by_the_check(surveyed: Path, qualcode: Command) -> None:
    (surveyed / "survey" / "cso.xlsx").write_bytes(b"changed")

    assert "survey/cso.xlsx: not as it was imported" in qualcode("check", "-p", surveyed).err


def test_the_files_of_surveys_are_no_interviews(surveyed: Path, qualcode: Command) -> None:
    done = qualcode("import", surveyed, "-p", surveyed)

    assert done.code == 0
    assert "left out, of a survey: cso.xlsx, cso-form.xlsx, others.xlsx" in done.err


def test_import_sends_a_table_of_closed_answers_to_the_survey(coded: Path, qualcode: Command, tmp_path: Path) -> None:
    heads = "_id,main/water,main/health,main/roads,main/schools"
    table = tmp_path / "kobo.csv"
    table.write_text("\n".join([heads, *(f"{n},1,0,1,0" for n in range(100, 110))]), encoding="utf-8")

    done = qualcode("import", table, "-p", coded)

    assert done.code == 4
    assert "qualcode survey import" in done.err
