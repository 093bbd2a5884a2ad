from qualcode.tables.population import Population, make_groups
from qualcode.tables.small_groups import without_small
from tests.tables.study import ROSTER

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
