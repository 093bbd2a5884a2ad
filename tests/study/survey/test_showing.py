from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import UsageError
from qualcode.model.table import Table
from qualcode.study.study import Study
from qualcode.study.survey.joining import survey_join
from qualcode.study.survey.showing import survey_answers, survey_check, survey_questions, survey_tables, told_style
from tests.study.make import configured
from tests.study.survey.make import take_in


@pytest.fixture
def surveyed(coded: Study, files: Path) -> Study:
    take_in(coded, files, join=True)
    return coded


def labels(table: Table) -> list[str]:
    return [column.label for column in table.columns]


def cells(table: Table) -> dict[str, list[str]]:
    return {row.key: [str(cell) for cell in row.cells[1:]] for row in table.rows}


def test_types_of_too_few_respondents_stand_together_unless_the_team_asks(surveyed: Study) -> None:
    table = survey_tables(surveyed, "cred_comm")

    assert labels(table) == ["Question", "CSO (n = 9)", "Other respondents (n = 8)", "All (n = 17)"]
    assert any("put together" in note for note in table.notes)
    both = "cso.cred_comm+others.cred_comm"
    assert cells(table)[f"{both}=some"] == ["2 of 9", "5 of 8", "7 of 17"]
    wide = survey_tables(surveyed, "cred_comm", small_groups=True)
    assert labels(wide)[2:-1] == ["Ministry of Health (n = 1)", "UN agency (n = 1)", "International NGO (n = 6)"]


def test_respondents_stand_by_form_or_by_a_grouping_of_the_settings(surveyed: Study) -> None:
    grouped = configured(surveyed, '[groupings.side]\nInternational = ["International NGO", "UN agency"]')

    assert labels(survey_tables(surveyed, "cred_comm", by="form"))[1:3] == ["cso (n = 9)", "others (n = 8)"]
    assert "International (n = 7)" in labels(survey_tables(grouped, "cred_comm", by="side", small_groups=True))
    with pytest.raises(UsageError, match="in no such groups"):
        survey_tables(surveyed, by="colour")


def test_a_question_is_named_with_or_without_its_survey_and_all_are_counted_without_a_name(surveyed: Study) -> None:
    assert [*cells(survey_tables(surveyed, "cso.exp_gov"))] == [*cells(survey_tables(surveyed, "exp_gov"))]
    assert len(survey_tables(surveyed).rows) > len(survey_tables(surveyed, "cso").rows) > 30
    with pytest.raises(UsageError, match="no such question"):
        survey_tables(surveyed, "email")


def test_open_answers_are_listed_by_type(surveyed: Study) -> None:
    table = survey_answers(surveyed, "others.more")

    assert [row.cells[1] for row in table.rows][-1] == "Their reports come late."
    with pytest.raises(UsageError, match="several questions"):
        survey_answers(surveyed, "more")


def test_the_check_names_what_everybody_was_asked_and_half_left_blank(surveyed: Study) -> None:
    with (surveyed.folder / "survey.yaml").open("a", encoding="utf-8") as plan:
        plan.write("    # the end\n")

    assert [row.cells for row in survey_check(surveyed).rows] == [
        ("others", "eff_advocacy", "asked of everybody, and left blank by 4 of 8")
    ]


def test_the_check_names_options_and_questions_that_survey_yaml_has_and_no_form(surveyed: Study) -> None:
    plan = surveyed.folder / "survey.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("agrees: [yes]", "agrees: [aye]"), encoding="utf-8")
    with plan.open("a", encoding="utf-8") as file:
        file.write("  - {theme: access, question: [cso.roads], agrees: [yes]}\n")

    said = [row.cells[1:] for row in survey_check(surveyed).rows]
    assert ("cred_comm", "joined to funding by aye, which is none of its options: no, some, yes") in said
    assert ("roads", "named in survey.yaml, and in no form") in said


def test_the_display_has_a_row_per_form_with_its_reading(surveyed: Study) -> None:
    table = survey_join(surveyed, surveyed.results())

    rows = {row.cells[1]: row for row in table.rows}
    assert set(rows) == {"CSO", "Other respondents"}
    assert "7 yes, 2 to some extent, 0 no: 9 answered" in str(rows["CSO"].cells[2])
    assert str(rows["CSO"].cells[3]) == "raised by 1 of 2"
    assert rows["CSO"].cells[4] == "Too few to compare"
    assert rows["Other respondents"].cells[6] == "They speak of different communities. (A. Karim)"
    assert table.title == "Survey and interviews side by side (suggestions, not reviewed)"


def test_the_display_may_be_by_type_or_of_one_theme(surveyed: Study) -> None:
    by_type = survey_join(surveyed, surveyed.results(), by="type")

    assert [row.cells[1] for row in by_type.rows] == ["CSO", "Ministry of Health", "UN agency", "International NGO"]
    assert survey_join(surveyed, surveyed.results(), theme="access").rows == ()
    with pytest.raises(UsageError, match="no such code"):
        survey_join(surveyed, surveyed.results(), theme="nothing")


def test_a_study_without_a_survey_says_how_to_read_one(coded: Study) -> None:
    tables = (
        survey_questions(coded),
        survey_tables(coded),
        survey_answers(coded, "q"),
        survey_check(coded),
        survey_join(coded, coded.results()),
    )

    assert all("qualcode survey import" in table.notes[0] and not table.rows for table in tables)


def test_interview_tables_are_the_same_with_and_without_a_survey(coded: Study, files: Path) -> None:
    def made() -> list[Table]:
        results = coded.results()
        return [results.frequencies(), results.coverage(), results.matrix(), results.how_much(), results.heard()]

    before = made()
    take_in(coded, files, join=True)

    assert made() == before


def test_a_style_that_is_none_is_named() -> None:
    with pytest.raises(UsageError, match="no such style"):
        told_style("share")
