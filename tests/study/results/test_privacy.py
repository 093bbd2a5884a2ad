"""What a report would give away, how somebody settles it, and which tables show small groups."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from qualcode.errors import UsageError
from qualcode.model.table import Table
from qualcode.settings import SETTINGS_NAME
from qualcode.study.results.privacy import breaches_table, open_breaches, remedies, settle_as_asked
from qualcode.study.results.results import Results
from qualcode.study.study import Study
from tests.study.make import Heard, cells, configured

KEY = "Key informant (n = 11)"


@pytest.fixture
def few(sample: Study) -> Study:
    """The sample study, where fewer than there are informants can be recognised."""
    (sample.folder / SETTINGS_NAME).write_text("", encoding="utf-8")
    return configured(sample, "[privacy]\nminimum_cell = 12")


def test_a_small_group_stays_open_until_somebody_allows_it_with_a_reason(few: Study) -> None:
    sample = few
    [breach] = open_breaches(sample.results())
    assert breach.what == KEY
    with pytest.raises(UsageError, match="needs a reason"):
        settle_as_asked(sample, sample.results(), allow=breach.id)
    assert open_breaches(sample.results()) == (breach,)

    settle_as_asked(sample, sample.results(), allow=breach.id, reason="agreed in writing")

    assert open_breaches(sample.results()) == ()
    [settled] = [each for each in sample.results().breaches if each.id == breach.id]
    assert "agreed in writing" in settled.settled
    listed = cells(breaches_table(sample.results().breaches, settled_too=True))
    assert "agreed in writing" in next(row for row in listed if row["id"] == breach.id)["remedy"]
    assert breaches_table(sample.results().breaches).rows == ()


@pytest.fixture
def named(coded: Study) -> Study:
    """The small study, groups of any size shown, in which a quote holds the name of an informant."""
    rows = coded.roster_path.read_text("utf-8").splitlines()
    columns = ("name", "Basra", "", "")
    coded.roster_path.write_text("\n".join(map(",".join, zip(rows, columns, strict=True))), "utf-8")
    coded.import_transcripts()
    return configured(coded, "[privacy]\nminimum_cell = 1")


def test_a_name_of_the_list_in_a_quote_is_open_until_it_is_replaced(named: Study, heard: Heard) -> None:
    [breach] = open_breaches(named.results())
    assert (breach.kind, breach.what.startswith("Basra")) == ("name", True)
    assert not any("Basra" in quote.printed for quote in named.results().selection.quotes)

    [settled] = settle_as_asked(named, named.results(), replace=True)

    assert settled.id == breach.id
    assert settled.settled
    assert open_breaches(named.results()) == ()
    assert heard.notes[-1] == "1 name in quotes replaced"


def test_a_name_may_be_printed_as_it_is_for_a_reason(named: Study) -> None:
    [breach] = open_breaches(named.results())

    settle_as_asked(named, named.results(), allow=breach.id, reason="a town, not the informant")

    assert any("Basra" in quote.printed for quote in named.results().selection.quotes)
    settle_as_asked(named, named.results(), reopen=breach.id)
    assert [each.id for each in open_breaches(named.results())] == [breach.id]


def test_what_is_no_question_cannot_be_settled(named: Study) -> None:
    with pytest.raises(UsageError, match="no such privacy question"):
        settle_as_asked(named, named.results(), reopen="P-aaaaaaaaaa")


BY_GOVERNORATE: dict[str, Callable[..., Table]] = {
    "frequencies": Results.frequencies,
    "coverage": Results.coverage,
    "quantifiers": Results.quantifiers,
    "evidence": Results.evidence,
}


@pytest.mark.parametrize("made", BY_GOVERNORATE.values(), ids=BY_GOVERNORATE)
def test_no_table_has_a_column_for_groups_below_the_minimum(made: Callable[..., Table], sample: Study) -> None:
    results = sample.results()

    table = made(results, "governorate", small_groups=False)
    everyone = made(results, "governorate")

    told = [*table.notes, *(str(cell) for row in table.rows for cell in row.cells)]
    assert "put together so that nobody can be recognised" in " ".join(told)
    shown = [column.label for column in everyone.columns]
    told = [*everyone.notes, *shown, *(str(cell) for row in everyone.rows for cell in row.cells)]
    assert "put together so that nobody can be recognised" not in " ".join(told)
    assert any(note.startswith("For the team: a client's copy puts Nineveh") for note in everyone.notes)
    assert table.columns != everyone.columns or table.rows != everyone.rows


def test_groups_below_the_minimum_are_compared_for_the_team_only(sample: Study) -> None:
    results, pair = sample.results(), ("governorate=Nineveh", "governorate=Maysan")

    with pytest.raises(UsageError) as refused:
        results.compare(*pair, small_groups=False)
    assert "without --client" in refused.value.hint
    assert results.compare(*pair).rows


def test_an_open_question_comes_with_the_very_words_that_settle_it(few: Study) -> None:
    [breach] = open_breaches(few.results())

    assert f'qualcode check-privacy --allow {breach.id} --reason "…"' in "\n".join(
        remedies(few.results().breaches, few.results())
    )


@pytest.mark.parametrize("grouped", [True, False], ids=["with groups", "without"])
def test_what_a_client_sees_put_together_can_be_named_by_the_lines_proposed(grouped: bool, sample: Study) -> None:
    settings = sample.folder / SETTINGS_NAME
    if not grouped:
        settings.write_text("", encoding="utf-8")
    study = configured(sample, "")
    assert open_breaches(study.results()) == ()
    said = "\n".join(remedies((), study.results()))

    study = configured(study, "\n".join(said[said.index("[groupings.") :].splitlines()[:2]))

    assert study.results().labels == {
        "CSO": "CSO",
        "Ministry of Health": "Name of the group",
        "UN agency": "Name of the group",
        "International NGO": "International NGO",
    }
    assert list(remedies((), study.results())) == []


def test_the_team_sees_its_own_types_and_which_of_them_a_client_does_not(sample: Study) -> None:
    table = sample.frequencies()

    assert [column.label for column in table.columns[1:5]] == [
        "CSO (n = 3)", "Ministry of Health (n = 1)", "UN agency (n = 3)", "International NGO (n = 4)"
    ]  # fmt: skip
    assert "puts Ministry of Health (n = 1), UN agency (n = 3) together" in table.notes[0]


@pytest.mark.parametrize("by", ["informant_type", "side"])
def test_no_table_of_the_sample_gives_a_client_a_group_below_the_minimum(by: str, sample: Study) -> None:
    table = sample.frequencies(by, small_groups=False)
    sizes = [int(found[1]) for column in table.columns if (found := re.search(r"\(n = (\d+)\)", column.label))]

    assert min(sizes) >= 3
    assert sum(sizes) == 2 * 11
