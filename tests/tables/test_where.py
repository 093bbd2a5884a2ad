import pytest

from qualcode.errors import UsageError
from qualcode.tables.where import read_where
from tests.tables.study import GROUPINGS, ROSTER

INTERNATIONAL = ("UN agency", "International NGO")


@pytest.mark.parametrize(
    ("conditions", "filter"),
    [
        ([], {}),
        (["round=2"], {"round": ("2",)}),
        (["round = 1, 2"], {"round": ("1", "2")}),
        (["round=1", "round=2"], {"round": ("1", "2")}),
        (["region=north", "type=cso"], {"region": ("North",), "informant_type": ("CSO",)}),
        (["side=International"], {"informant_type": ("UN agency", "International NGO")}),
        (["side=International", "type=UN agency"], {"informant_type": ("UN agency",)}),
        (["informant_type=UN agency", "side=International"], {"informant_type": ("UN agency",)}),
        (["type=UN agency", "informant_type=CSO"], {"informant_type": ("UN agency", "CSO")}),
        (["Region=north", "SIDE=international"], {"region": ("North",), "informant_type": INTERNATIONAL}),
    ],
)
def test_conditions_make_a_filter(conditions: list[str], filter: dict[str, tuple[str, ...]]) -> None:
    assert read_where(conditions, ROSTER, groupings=GROUPINGS) == filter


def test_conditions_that_nobody_can_meet_at_once_are_refused() -> None:
    with pytest.raises(UsageError, match="at once"):
        read_where(["side=International", "type=CSO"], ROSTER, groupings=GROUPINGS)


@pytest.mark.parametrize("condition", ["round", "=2", "round=7", "shoes=red"])
def test_a_condition_that_cannot_be_met_is_refused_with_a_remedy(condition: str) -> None:
    with pytest.raises(UsageError) as error:
        read_where([condition], ROSTER)
    assert error.value.hint
