"""What a report says of a survey, and that nothing else of it changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.model.report import Audience, Report
from qualcode.reports import REPORT_WRITERS
from qualcode.study.report.report import ReportOptions, make_report
from qualcode.study.study import Study
from tests.study.survey.make import survey_files, take_in

CHAPTERS = ["The survey", "Survey and interviews side by side", "How the survey was done"]
TABLES = ["survey", "joint"]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return survey_files(tmp_path_factory.mktemp("surveys"))


def made(study: Study, audience: Audience = Audience.TEAM) -> Report:
    return make_report(study, study.results(), ReportOptions(audience=audience))


def without_survey(report: Report) -> Report:
    return replace(
        report,
        tables=tuple(table for table in report.tables if table.name not in TABLES),
        charts=tuple(chart for chart in report.charts if not chart.name.startswith("survey-")),
        chapters=tuple(chapter for chapter in report.chapters if chapter.heading not in CHAPTERS),
        method=tuple(text for text in report.method if not text.startswith(("Survey “", "Respondents are those"))),
    )


def test_everything_about_the_interviews_is_the_same_with_and_without_a_survey(coded: Study, files: Path) -> None:
    before = made(coded)
    take_in(coded, files, join=True)
    after = made(coded)

    assert [chapter.heading for chapter in after.chapters if chapter.heading in CHAPTERS] == CHAPTERS
    assert {table.name for table in after.tables} >= {*TABLES}
    assert without_survey(after) == before


def test_the_method_says_who_was_asked_how_many_answered_and_that_they_are_no_sample(coded: Study, files: Path) -> None:
    take_in(coded, files, ["cso"])
    plan = coded.folder / "survey.yaml"
    said = plan.read_text(encoding="utf-8").replace("# invited: 14", "invited: 14").replace("# fielded", "fielded")
    plan.write_text(said, encoding="utf-8")

    first, last = made(coded).method[-2:]

    assert first.startswith("Survey “cso” (2022-03-10 to 2022-03-31): 9 people of 14 invited answered. ")
    assert "24 questions, 6 of them asked of some only" in first
    assert "no sample" in last


def test_a_client_sees_no_type_of_too_few_respondents(coded: Study, files: Path) -> None:
    take_in(coded, files, join=True)

    report = made(coded, Audience.CLIENT)

    (table,) = (table for table in report.tables if table.name == "survey")
    assert [column.label for column in table.columns[1:]] == ["CSO (n = 9)", "Others (n = 8)", "All (n = 17)"]
    assert all("Ministry" not in str(row.cells[0]) for row in table.rows)
    assert all("Ministry" not in row for chart in report.charts for row in chart.rows)


@pytest.mark.parametrize("ending", sorted(REPORT_WRITERS))
def test_every_format_holds_the_display(ending: str, coded: Study, files: Path, tmp_path: Path) -> None:
    take_in(coded, files, join=True)
    path = tmp_path / f"report{ending}"

    REPORT_WRITERS[ending](made(coded), path)

    assert path.stat().st_size
