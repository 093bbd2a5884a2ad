from collections.abc import Callable

import pytest

from qualcode.errors import UsageError
from qualcode.model.table import Table
from qualcode.tables.coverage import coverage_table
from qualcode.tables.evidence import evidence_table
from qualcode.tables.frequencies import theme_frequencies
from qualcode.tables.population import Population, make_groups
from qualcode.tables.quantifier_table import quantifier_table
from qualcode.tables.scope import Scope
from qualcode.tables.small_groups import expect_large, without_small
from tests.tables.study import CODEBOOK, CODINGS, ROSTER

REGIONS = make_groups(ROSTER, "region")


def test_groups_that_are_large_enough_stay() -> None:
    assert without_small(REGIONS, ROSTER, minimum=3) == (REGIONS, ())
    assert without_small(REGIONS, ROSTER) == (REGIONS, ())


def test_small_groups_are_put_together_until_nobody_can_be_told() -> None:
    groups, notes = without_small(make_groups(ROSTER, "organisation"), ROSTER, minimum=3)

    sizes = {group.label: len(Population(roster=ROSTER).members(group.filter)) for group in groups}
    assert all(size >= 3 for size in sizes.values())
    assert sum(sizes.values()) == len(ROSTER.informants)
    assert any("Other" in note for note in notes)


def test_a_filter_can_make_groups_small_and_leaves_none_empty() -> None:
    where = {"round": ("2",)}
    groups, notes = without_small(make_groups(ROSTER), ROSTER, minimum=3, where=where)

    population = Population(roster=ROSTER, where=where)
    assert [group.label for group in groups] == ["Other"]
    assert population.members(groups[0].filter) == population.members({})
    assert "for the study's team" in notes[0]


def test_a_group_that_somebody_names_has_to_be_large_enough() -> None:
    population = Population(roster=ROSTER)
    small = make_groups(ROSTER, "organisation")

    with pytest.raises(UsageError, match="could be recognised"):
        expect_large(small, population, minimum=3)
    expect_large(small, population, minimum=3, allowed={group.label for group in small})
    expect_large(make_groups(ROSTER), population, minimum=3)


def test_small_crossed_groups_are_left_out_never_one_alone() -> None:
    crossed = make_groups(ROSTER, "type,region")
    groups, notes = without_small(crossed, ROSTER, minimum=2)

    left = len(crossed) - len(groups)
    assert left >= 2
    assert all(len(Population(roster=ROSTER).members(group.filter)) >= 2 for group in groups)
    assert notes[0].startswith("Left out")


def test_types_are_left_to_their_own_rule_and_allowed_groups_stay() -> None:
    types = make_groups(ROSTER)
    assert without_small(types, ROSTER, minimum=3) == (types, ())
    organisations = make_groups(ROSTER, "organisation")
    allowed = {group.label for group in organisations}
    assert without_small(organisations, ROSTER, minimum=3, allowed=allowed) == (organisations, ())


@pytest.mark.parametrize("table", [theme_frequencies, coverage_table, quantifier_table, evidence_table])
def test_no_table_has_a_column_for_a_group_so_small_that_it_points_at_people(table: Callable[..., Table]) -> None:
    made = table(CODINGS, ROSTER, CODEBOOK, scope=Scope(minimum=3), by="organisation")

    shown = {str(cell) for row in made.rows for cell in row.cells} | {column.label for column in made.columns}
    large, *small = ("Org CSO", "Org MOH", "Org UN", "Org NGO")
    assert any(name.startswith(large) for name in shown)
    assert not {name for name in shown if name.startswith(tuple(small))}
    assert any("put together so that nobody can be recognised" in note for note in made.notes)
