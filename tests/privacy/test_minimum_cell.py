import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.informant import Informant, Roster
from qualcode.model.people import INFORMANTS
from qualcode.privacy.minimum_cell import cell_warnings, display_types

KEY_INFORMANT = INFORMANTS.unnamed

SIDE = {"side": {"International": ["UN", "NGO"], "National": ["CSO", "MOH"]}}


def roster(**sizes: int) -> Roster:
    return Roster(
        informants=tuple(
            Informant(id=f"{type}-{number}", informant_type=type)
            for type, size in sizes.items()
            for number in range(size)
        )
    )


@pytest.mark.parametrize(
    ("sizes", "groupings", "allowed", "expected"),
    [
        ({"CSO": 3, "UN": 3}, {}, [], {"CSO": "CSO", "UN": "UN"}),
        ({"CSO": 3, "MOH": 1}, {}, [], {"CSO": KEY_INFORMANT, "MOH": KEY_INFORMANT}),
        ({"CSO": 4, "MOH": 2, "UN": 1}, {}, [], {"CSO": "CSO", "MOH": KEY_INFORMANT, "UN": KEY_INFORMANT}),
        (
            {"CSO": 3, "MOH": 1, "UN": 3, "NGO": 4},
            {},
            [],
            {"CSO": "CSO", "MOH": KEY_INFORMANT, "UN": KEY_INFORMANT, "NGO": "NGO"},
        ),
        ({"CSO": 3, "MOH": 1, "UN": 3}, {}, ["UN"], {"CSO": KEY_INFORMANT, "MOH": KEY_INFORMANT, "UN": "UN"}),
        ({"CSO": 3, "MOH": 1}, {}, ["MOH"], {"CSO": "CSO", "MOH": "MOH"}),
        ({"UN": 2, "NGO": 4}, SIDE, [], {"UN": "International", "NGO": "International"}),
        ({"UN": 1, "NGO": 1}, SIDE, [], {"UN": KEY_INFORMANT, "NGO": KEY_INFORMANT}),
        ({"CSO": 3, "MOH": 1, "UN": 4}, SIDE, [], {"CSO": "National", "MOH": "National", "UN": "UN"}),
        ({"UN": 1, "NGO": 2}, SIDE, ["NGO"], {"UN": KEY_INFORMANT, "NGO": "NGO"}),
        (
            {"A": 1, "B": 3, "C": 6},
            {"g": {"Large": ["A", "B", "C"], "Small": ["A", "B"]}},
            [],
            {"A": "Small", "B": "Small", "C": "C"},
        ),
        (
            {"A": 1, "B": 3, "C": 1},
            {"g": {"One": ["A", "B"]}, "h": {"Two": ["B", "C"]}},
            [],
            {"A": KEY_INFORMANT, "B": KEY_INFORMANT, "C": KEY_INFORMANT},
        ),
    ],
)
def test_small_types_take_the_name_of_their_smallest_sufficient_group(
    sizes: dict[str, int], groupings: dict[str, dict[str, list[str]]], allowed: list[str], expected: dict[str, str]
) -> None:
    assert display_types(roster(**sizes), groupings, 3, allowed) == expected


@given(
    st.dictionaries(st.sampled_from(["CSO", "MOH", "UN", "NGO"]), st.integers(1, 6), min_size=1),
    st.sampled_from([{}, SIDE, {"x": {"All": ["CSO", "MOH", "UN", "NGO"]}}]),
    st.integers(1, 5),
)
def test_no_label_stands_for_fewer_than_the_minimum_unless_all_do(
    sizes: dict[str, int], groupings: dict[str, dict[str, list[str]]], minimum: int
) -> None:
    labels = display_types(roster(**sizes), groupings, minimum)

    for label in set(labels.values()):
        assert sum(size for type, size in sizes.items() if labels[type] == label) >= min(minimum, sum(sizes.values()))


def test_warnings_say_what_was_renamed_and_what_remains_open() -> None:
    warnings = cell_warnings(roster(CSO=3, MOH=1, UN=1, NGO=4), {"s": {"International": ["UN", "NGO"]}}, 3)

    assert any("MOH (1 informant): fewer than 3, so CSO, MOH are called Key informant" in each for each in warnings)
    assert any("UN, NGO are called International" in warning for warning in warnings)
    (*_, last) = cell_warnings(roster(CSO=1, MOH=1), {}, 3)
    assert last.startswith("Key informant stands for 2 informants only")


def test_warnings_repeat_the_reason_for_what_is_allowed() -> None:
    [warning] = cell_warnings(roster(MOH=1), {}, 3, {"MOH": "the minister agreed in writing"})

    assert warning.endswith("the minister agreed in writing")
