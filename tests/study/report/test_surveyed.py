"""What a report says of a survey, and that nothing else of it changes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.model.quote import Quote
from qualcode.model.report import Annex, Audience, Report
from qualcode.model.wording import number_in_words
from qualcode.model.writing import Block, Chapter, Paragraph
from qualcode.reports import REPORT_WRITERS
from qualcode.study.report.report import ReportOptions, make_report
from qualcode.study.study import Study
from qualcode.study.survey.coding import code_open_answers, open_answers_of
from tests.study.make import accept_all, counts
from tests.study.survey.make import survey_files, take_in

CHAPTERS = [
    "The survey",
    "Survey and interviews side by side",
    "How the survey was done",
    "Answers to the survey",
]
TABLES = ["survey", "joint"]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return survey_files(tmp_path_factory.mktemp("surveys"))


def made(study: Study, audience: Audience = Audience.TEAM) -> Report:
    return make_report(study, study.results(), ReportOptions(audience=audience))


SPACE = "[To be written: how respondents were chosen"


def _without_references(chapter: Chapter) -> Chapter:
    """The chapter without what leads from a finding to the survey."""

    def leads(block: Block) -> bool:
        return isinstance(block, Paragraph) and block.text.startswith("The survey asked about ")

    kept = (block for block in chapter.blocks if not leads(block))
    return replace(chapter, heading=called(chapter), blocks=tuple(_uncounted(block) for block in kept))


def called(chapter: Chapter) -> str:
    """Its heading, that of an annex without a letter."""
    return re.sub(r"^Annex [A-Z]: ", "", chapter.heading)


def headings(report: Report) -> list[str]:
    return [called(chapter) for chapter in report.chapters]


def _uncounted(block: Block) -> Block:
    """A paragraph without how many quotes are printed: some stand beside answers of the survey."""
    if not isinstance(block, Paragraph):
        return block
    return replace(block, pieces=tuple(replace(each, text=_without_printed(each.text)) for each in block.pieces))


def _without_printed(text: str) -> str:
    return re.sub(r"Of these, .* printed in this report.*?\. The workbook", "The workbook", text)


def without_survey(report: Report) -> Report:
    return replace(
        report,
        in_tables=(),
        tables=tuple(table for table in report.tables if table.name not in TABLES),
        charts=tuple(chart for chart in report.charts if not chart.name.startswith("survey-")),
        chapters=tuple(_without_references(each) for each in report.chapters if called(each) not in CHAPTERS),
        method=tuple(
            _without_printed(text)
            for text in report.method
            if not text.startswith(
                ("The survey ", "The first ", "The second ", "Counts are of those who answered", SPACE)
            )
        ),
    )


def test_everything_about_the_interviews_is_the_same_with_and_without_a_survey(coded: Study, files: Path) -> None:
    before = made(coded)
    take_in(coded, files, join=True)
    after = made(coded)

    assert [heading for heading in headings(after) if heading in CHAPTERS] == CHAPTERS
    assert {table.name for table in after.tables} >= {*TABLES}
    assert without_survey(after) == without_survey(before)


def test_quotes_beside_answers_are_counted_with_all_that_are_printed(coded: Study, files: Path) -> None:
    take_in(coded, files, join=True)
    report = made(coded)
    in_text = [quote.id for chapter in report.chapters for quote in chapter.quotes]

    assert report.in_tables
    assert not {quote.id for quote in report.in_tables} & {*in_text}
    n = number_in_words(len(in_text) + len(report.in_tables))
    assert f"{n} are printed in this report" in " ".join(report.method)


def test_themes_of_open_answers_stand_in_a_table_of_their_own_once_they_are_coded(coded: Study, files: Path) -> None:
    take_in(coded, files)
    code_open_answers(coded)
    assert "open_answers" not in {table.name for table in made(coded).tables}
    with open_answers_of(coded, read_only=False) as own:
        assert own is not None
        accept_all(own)

    (table,) = (table for table in made(coded).tables if table.name == "open_answers")

    assert counts(table)["funding"] == "2 of 5"
    assert not [*table.figures()]  # what is traced in a report are figures of the interviews


def test_the_method_says_who_was_asked_how_many_answered_and_leaves_for_whom_to_its_authors(
    coded: Study, files: Path
) -> None:
    take_in(coded, files, ["cso"])
    plan = coded.folder / "survey.yaml"
    said = plan.read_text(encoding="utf-8").replace("# invited: 14", "invited: 14").replace("# fielded", "fielded")
    plan.write_text(said, encoding="utf-8")

    first, last, space = made(coded).method[-3:]

    assert first.startswith("The survey (2022-03-10 to 2022-03-31): 9 of the 14 people invited answered. ")
    assert "24 questions, six of which were put to some respondents only" in first
    assert "Whether they stand for anybody else cannot be told from the answers" in last
    assert space.startswith(SPACE)


def test_a_survey_is_called_by_its_title_and_never_by_its_file(coded: Study, files: Path) -> None:
    take_in(coded, files)
    plan = coded.folder / "survey.yaml"
    untitled = " ".join(made(coded, Audience.CLIENT).method)
    plan.write_text(plan.read_text(encoding="utf-8").replace("  cso:\n", "  cso:\n    title: What CSOs say\n"), "utf-8")
    titled = " ".join(made(coded, Audience.CLIENT).method)

    assert "The first survey: 9 people answered." in untitled
    assert "What CSOs say: 9 people answered." in titled
    assert "“cso”" not in untitled + titled


def test_a_client_sees_no_type_of_too_few_respondents(coded: Study, files: Path) -> None:
    take_in(coded, files, join=True)

    report = made(coded, Audience.CLIENT)

    (table,) = (table for table in report.tables if table.name == "survey")
    assert [column.label for column in table.columns[1:]] == [
        "CSO (n = 9)",
        "Other respondents (n = 8)",
        "All (n = 17)",
    ]
    assert all("Ministry" not in str(row.cells[0]) for row in table.rows)
    assert all("Ministry" not in row for chart in report.charts for row in chart.rows)
    said = [block.text for block in report.blocks if isinstance(block, Paragraph)]
    lead = "The first survey was answered by nine and the second survey by eight. Other"
    assert any(f"{lead} respondents are of several types" in text for text in said)


def test_a_client_finds_all_answers_in_the_workbook_and_in_an_annex_where_asked_for(coded: Study, files: Path) -> None:
    take_in(coded, files, join=True)
    asked = ReportOptions(annexes=[Annex.SURVEY])

    plain, annexed = made(coded, Audience.CLIENT), make_report(coded, coded.results(), asked)

    assert [heading for heading in headings(plain) if heading in CHAPTERS] == CHAPTERS[:3]
    assert [heading for heading in headings(annexed) if heading in CHAPTERS] == CHAPTERS
    assert "survey" in {table.name for table in plain.tables}


@pytest.mark.parametrize("ending", sorted(REPORT_WRITERS))
def test_every_format_holds_the_display(ending: str, coded: Study, files: Path, tmp_path: Path) -> None:
    take_in(coded, files, join=True)
    path = tmp_path / f"report{ending}"

    REPORT_WRITERS[ending](made(coded), path)

    assert path.stat().st_size


def test_the_display_says_when_both_sides_were_held_and_has_no_row_without_a_question(
    coded: Study, files: Path
) -> None:
    take_in(coded, files, join=True)
    plan = coded.folder / "survey.yaml"
    said = plan.read_text(encoding="utf-8").replace("# fielded", "fielded").replace(", others.cred_comm]", "]")
    plan.write_text(said, encoding="utf-8")

    (joint,) = (table for table in made(coded).tables if table.name == "joint")

    assert any(note.startswith("Held: survey 2022-03-10 to 2022-03-31") for note in joint.notes)
    assert [row.cells[1] for row in joint.rows] == ["CSO"]


def test_a_finding_leads_to_what_the_survey_says_of_its_theme_and_that_back_to_the_question(
    coded: Study, files: Path
) -> None:
    text = coded.codebook_path.read_text("utf-8").replace(
        "    name: Funding\n", "    name: Funding\n    question: EQ2\n"
    )
    coded.codebook_path.write_text(text, "utf-8")
    coded.suggest()
    take_in(coded, files, join=True)
    report = made(coded)

    leads = [
        block for block in report.blocks if isinstance(block, Paragraph) and block.text.startswith("The survey asked")
    ]
    assert leads
    named = {piece.refers_to for block in leads for piece in block.pieces} - {""}
    assert named <= {block.name for block in report.blocks if not isinstance(block, Paragraph | Quote)}
    assert "joint" in named
