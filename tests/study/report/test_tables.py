"""Which tables a report holds, for whom."""

from __future__ import annotations

import pytest

from qualcode.model.report import Audience
from qualcode.study.report.tables import report_charts, report_tables, saturation_sentence
from qualcode.study.study import Study
from tests.study.make import configured

GROUPINGS = '[groupings.side]\nlocal = ["CSO"]\nforeign = ["UN agency"]'


@pytest.mark.parametrize("audience", Audience)
def test_a_client_gets_no_table_in_which_a_row_is_a_person(shown: Study, audience: Audience) -> None:
    tables = {table.name: table for table in report_tables(shown.results(), audience)}

    assert ("matrix" in tables) is (audience is Audience.TEAM)
    named = [str(cell) for row in tables["saturation"].rows for cell in row.cells]
    assert any("amira" in cell for cell in named) is (audience is Audience.TEAM)
    assert all(table.rows for table in tables.values())
    assert not any("`qualcode" in note for table in tables.values() for note in table.notes)


@pytest.mark.parametrize(
    ("settings", "compared"),
    [("", ["compare"]), (GROUPINGS, ["compare_side"])],
    ids=["two types", "a grouping"],
)
def test_groups_are_compared_under_one_heading(shown: Study, settings: str, compared: list[str]) -> None:
    tables = report_tables(configured(shown, settings).results(), Audience.CLIENT)

    found = [table for table in tables if table.name.startswith("compare")]
    assert [table.name for table in found] == compared
    assert [table.heading for table in found] == ["Groups compared"]


def test_of_many_groups_their_frequencies_are_shown_in_place_of_a_comparison(shown: Study) -> None:
    rows = shown.roster_path.read_text("utf-8").splitlines()
    more = [f"p{number},Type {number}," for number in range(1, 4)]
    shown.roster_path.write_text("\n".join([*rows, *more]) + "\n", "utf-8")
    for number in range(1, 4):
        path = shown.folder / "transcripts" / f"p{number}.txt"
        path.write_text(f"Interviewer: And you?\nP{number}: There are {number + 2} checkpoints on our road.\n", "utf-8")
    roster = shown.roster_path.read_text("utf-8")
    for number in range(1, 4):
        roster = roster.replace(f"p{number},Type {number},", f"p{number},Type {number},p{number}.txt")
    shown.roster_path.write_text(roster, "utf-8")
    types = ["CSO", "UN agency", "Type 1", "Type 2", "Type 3"]
    groups = "\n".join(f'"G{place}" = ["{type_}"]' for place, type_ in enumerate(types))
    study = configured(shown, f"[groupings.each]\n{groups}")
    study.import_transcripts()
    study.suggest()

    tables = report_tables(study.results(), Audience.CLIENT)

    assert "frequencies_each" in [table.name for table in tables]
    assert not any(table.name.startswith("compare") for table in tables)


def test_charts_are_drawn_of_what_is_counted_and_saturation_is_said_in_a_sentence(shown: Study) -> None:
    tables = report_tables(shown.results(), Audience.CLIENT)

    assert report_charts(tables)
    assert report_charts([table for table in tables if table.name == "evidence"]) == ()
    [saturation] = [table for table in tables if table.name == "saturation"]
    assert saturation_sentence(tables) == saturation.notes[0]
    assert saturation_sentence(()) == ""
