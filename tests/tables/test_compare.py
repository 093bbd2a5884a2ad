import io
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.errors import UsageError
from qualcode.model.informant import Informant, Roster
from qualcode.model.table import Figure, Table
from qualcode.reports import TABLE_WRITERS
from qualcode.tables.behind import Trail, codings_behind
from qualcode.tables.compare import compare_groups
from qualcode.tables.design import design_sentence
from qualcode.tables.named_group import named_group
from qualcode.tables.population import make_groups
from qualcode.tables.scope import Scope
from tests.tables.study import CODEBOOK, CODINGS, GROUPINGS, ROSTER, figures

BY_SIDE = Scope(groupings=GROUPINGS)
GOLDEN = Path(__file__).parent / "golden"
LABELS = {"CSO": "CSO", "Ministry": "Key informant", "UN agency": "International", "International NGO": "International"}


def compared(*names: str, scope: Scope = BY_SIDE, intervals: bool = False, test: bool = False) -> Table:
    return compare_groups(
        CODINGS, ROSTER, CODEBOOK, names, scope=scope, intervals=intervals, test=test, sort="codebook"
    )


def column(table: Table, key: str) -> dict[str, str]:
    place = [column.key for column in table.columns].index(key)
    return {row.key: str(row.cells[place]) for row in table.rows}


def test_the_comparison_an_evaluator_sees() -> None:
    stream = io.StringIO()
    TABLE_WRITERS["table"](compared("CSO", "International", intervals=True, test=True), stream)

    assert stream.getvalue() == (GOLDEN / "compare.txt").read_text(encoding="utf-8")


def test_k_of_n_for_both() -> None:
    table = compared("CSO", "International")

    assert column(table, "CSO.n_informants")["turnover"] == "3 of 3"
    assert column(table, "International.n_informants")["turnover"] == "1 of 4"


def test_the_order_of_themes_in_each_group_with_ties_marked() -> None:
    table = compared("CSO", "International")

    assert column(table, "CSO.order") == {
        "funding": "2", "short_grants": "2", "donors_leaving": "1", "access": "–", "turnover": "1"
    }  # fmt: skip
    assert column(table, "International.order")["funding"] == "1="


def test_what_only_one_group_raised() -> None:
    table = compared("CSO", "International")

    assert column(table, "only") == {
        "funding": "", "short_grants": "", "donors_leaving": "CSO", "access": "International", "turnover": ""
    }  # fmt: skip
    assert "Raised only by CSO: Donors leaving." in table.notes


@pytest.mark.parametrize("others", [(), ("un-1",)], ids=["nobody reviewed", "not all reviewed"])
def test_silence_of_a_group_is_none_until_all_of_it_is_reviewed(others: tuple[str, ...]) -> None:
    reviewed = {code.id: frozenset({"cso-1", "cso-2", "cso-3", *others}) for code in CODEBOOK.codes}

    table = compared("CSO", "International", scope=replace(BY_SIDE, reviewed=reviewed))

    assert column(table, "only") == {
        "funding": "", "short_grants": "", "donors_leaving": "", "access": "International", "turnover": ""
    }  # fmt: skip


def test_no_order_of_themes_is_told_of_a_group_in_which_some_are_open() -> None:
    reviewed = {code.id: frozenset({"cso-1", "cso-2", "cso-3"}) for code in CODEBOOK.codes}
    table = compared("CSO", "International", scope=replace(BY_SIDE, reviewed=reviewed), intervals=True, test=True)

    assert column(table, "CSO.order")["turnover"] == "1"
    assert set(column(table, "International.order").values()) == {"–"}
    assert set(column(table, "International.wilson").values()) == {"–"}
    assert set(column(table, "difference").values()) == {"–"}
    assert set(column(table, "p_fisher").values()) == {"–"}


def test_a_sentence_says_what_the_design_can_show() -> None:
    assert design_sentence(3, 7).startswith("With 3 against 7, 4 of the 32 possible tables")
    assert "not even all against none" in design_sentence(2, 2)
    for options, said in (({}, False), ({"test": True}, True), ({"intervals": True}, True)):
        notes = compared("CSO", "International", **options).notes
        assert any(note.startswith("With 3 against 4") for note in notes) is said


def test_the_largest_differences_in_points_come_first_and_a_sub_theme_under_its_theme() -> None:
    table = compare_groups(CODINGS, ROSTER, CODEBOOK, ["CSO", "International"], scope=BY_SIDE)

    assert list(column(table, "difference").items()) == [
        ("turnover", "+75"), ("funding", "+42"), ("donors_leaving", "+67"), ("short_grants", "+8"), ("access", "−25")
    ]  # fmt: skip
    with pytest.raises(UsageError, match="cannot be sorted"):
        compare_groups(CODINGS, ROSTER, CODEBOOK, ["CSO", "International"], scope=BY_SIDE, sort="size")


def test_of_several_groups_it_is_told_how_far_the_furthest_lie_apart() -> None:
    table = compare_groups(CODINGS, ROSTER, CODEBOOK, make_groups(ROSTER))
    behind = codings_behind(figures(table)["turnover", "spread"].spec, CODINGS, ROSTER, CODEBOOK)

    assert column(table, "spread")["turnover"] == "+100"
    assert {coding.informant_id for coding in behind} == {"cso-1", "cso-2", "cso-3", "ngo-1"}


def test_tests_are_said_to_be_descriptive() -> None:
    table = compared("CSO", "International", test=True)

    assert any(note.startswith("Tests are descriptive") for note in table.notes)
    assert column(table, "p_fisher")["turnover"] == "0.143"
    assert column(table, "p_boschloo")["turnover"] < "0.143"
    assert column(table, "p_adjusted")["turnover"] == "0.357"


def test_three_groups_are_tested_over_seeded_draws() -> None:
    table = compared("CSO", "UN agency", "International NGO", test=True)

    assert column(table, "p_fisher") == column(compared("CSO", "UN agency", "International NGO", test=True), "p_fisher")
    assert "difference" not in [
        column.key for column in compared("CSO", "UN agency", "International NGO", intervals=True).columns
    ]


def test_intervals_stand_beside_shares_and_difference() -> None:
    table = compared("CSO", "International", intervals=True)

    assert column(table, "CSO.wilson")["turnover"] == "44% to 100%"
    assert column(table, "difference")["turnover"].startswith("+75 (")


@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("cso", ("CSO",)),
        ("International", ("UN agency", "International NGO")),
        ("UN agency", ("UN agency",)),
        ("region=North", ("North",)),
    ],
)
def test_groups_are_named_as_people_would(name: str, types: tuple[str, ...]) -> None:
    [values] = named_group(name, ROSTER, groupings=GROUPINGS).filter.values()

    assert values == types


def test_the_name_of_a_type_may_hold_an_equals_sign() -> None:
    roster = Roster(informants=(Informant(id="a", informant_type="NGO (budget >= 1m)"),), appearances=())

    group = named_group("ngo (budget >= 1m)", roster)

    assert group.filter == {"informant_type": ("NGO (budget >= 1m)",)}


def test_a_type_that_reports_merge_is_compared_as_merged() -> None:
    group = named_group("UN agency", ROSTER, labels=LABELS)

    assert group.label == "International"
    assert set(group.filter["informant_type"]) == {"UN agency", "International NGO"}


@pytest.mark.parametrize(
    "names", [["CSO"], ["CSO", "Martians"], ["International", "UN agency"], ["CSO", "region=North"]]
)
def test_what_cannot_be_compared_is_refused_with_a_remedy(names: list[str]) -> None:
    with pytest.raises(UsageError) as error:
        compared(*names)
    assert error.value.hint


def test_behind_a_difference_stand_the_codings_of_both_groups() -> None:
    table = compared("CSO", "International", intervals=True, test=True)
    trail = Trail(CODINGS, ROSTER, CODEBOOK)
    figures = [figure for row in table.rows for figure in row.cells if isinstance(figure, Figure)]

    for figure in figures:
        if "against" in figure.spec and figure.spec["code"] == "turnover":
            behind = {coding.informant_id for coding in trail.codings(figure.spec)}
            assert behind == {"cso-1", "cso-2", "cso-3", "ngo-1"}


def test_a_data_frame_has_ranks_and_the_ends_of_intervals_as_numbers() -> None:
    table = compared("CSO", "International", intervals=True)

    tidy = table.to_pandas(tidy=True)
    numbers = {(line.row, line.column): line.value for line in tidy.itertuples()}

    assert (numbers["turnover", "CSO.order"], numbers["funding", "International.order"]) == (1, 1)
    assert ("access", "CSO.order") not in numbers
    for name in ("CSO.wilson", "International.wilson"):
        low, high = numbers["turnover", f"{name}.low"], numbers["turnover", f"{name}.high"]
        assert column(table, name)["turnover"] == f"{low:.0%} to {high:.0%}"
    assert numbers["turnover", "difference.low"] < numbers["turnover", "difference"]
    assert numbers["turnover", "difference"] < numbers["turnover", "difference.high"]
