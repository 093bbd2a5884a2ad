"""Every figure of a survey has an id, by which it is traced to the respondents it was counted from."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import UsageError
from qualcode.model.survey_plan import SurveyEntry
from qualcode.model.table import Figure, Table
from qualcode.study.study import Study
from qualcode.study.survey.coding import code_open_answers, open_answers_of
from qualcode.study.survey.importing import import_survey
from qualcode.study.survey.showing import survey_tables
from tests.study.make import cells
from tests.study.survey.make import take_in


def figure(table: Table, row: str, column: str) -> Figure:
    """The figure of a row, named by its words, in a column."""
    place = [each.label.partition(" (")[0] for each in table.columns].index(column)
    found = next(each.cells[place] for each in table.rows if each.cells[0] == row)
    assert isinstance(found, Figure)
    return found


def test_every_figure_of_every_table_is_traced_to_as_many_respondents(coded: Study, files: Path) -> None:
    take_in(coded, files)

    for by in ("type", "form"):
        for small in (True, False):
            for one in [*survey_tables(coded, "eff_direct", "issues", by=by, small_groups=small).figures()]:
                rows = cells(coded.trace(one.id))
                counted = sum(int(row["respondents"]) for row in rows if row["counted"] == "yes")
                in_n = sum(int(row["respondents"]) for row in rows if row["in_n"] == "yes")
                assert counted == one.value
                assert in_n == (one.value if "asked" in one.shown else one.of)


def test_a_figure_tells_the_forms_what_became_of_the_question_and_of_whom_it_was_asked(
    coded: Study, files: Path
) -> None:
    take_in(coded, files)
    chosen = figure(survey_tables(coded, "others.eff_direct", by="form"), "Slightly effective", "others")

    table = coded.trace(chosen.id.upper())

    assert table.title == f"{chosen.id}: How effective is direct support? “Slightly effective”; others: 3 of 7"
    rows = [(row["form"], row["what_became_of_it"], row["respondents"], row["in_n"]) for row in cells(table)]
    assert rows == [
        ("others", "answered", "3", "yes"),
        ("others", "answered otherwise", "4", "yes"),
        ("others", "not asked", "1", "no"),
    ]
    assert "others.eff_direct is asked where ${direct} = 'yes'." in table.notes


def test_without_a_form_n_is_who_answered_and_the_trace_says_so(coded: Study, tmp_path: Path) -> None:
    data = tmp_path / "answers.csv"
    data.write_text("Timestamp,Are you ready?\n2022,Yes\n2022,No\n2022,\n2022,Yes\n", encoding="utf-8")
    import_survey(coded, data, None, SurveyEntry(name="clinics"))
    ready = figure(survey_tables(coded), "Yes", "type unknown")

    table = coded.trace(ready.id)

    assert "2 of 3" in table.title
    assert any("without the form who was asked cannot be known" in note for note in table.notes)


def test_a_figure_of_the_open_answers_is_traced_from_the_study_around_them(coded: Study, files: Path) -> None:
    take_in(coded, files)
    code_open_answers(coded)
    with open_answers_of(coded, read_only=False) as own:
        assert own is not None
        row = next(each for each in own.frequencies().rows if each.key == "funding")
        (total,) = (cell for cell in row.cells if isinstance(cell, Figure) and cell.of == 5)

    assert len(coded.trace(total.id).rows) == 2


def test_a_figure_that_nothing_has_is_refused(coded: Study, files: Path) -> None:
    take_in(coded, files)

    with pytest.raises(UsageError, match="no table of this study"):
        coded.trace("F-aaaaaaaaaa")
