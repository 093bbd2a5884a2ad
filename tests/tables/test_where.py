import pytest

from qualcode.errors import UsageError
from qualcode.tables.where import read_where
from tests.tables.study import GROUPINGS, ROSTER


@pytest.mark.parametrize(
    ("conditions", "filter"),
    [
        ([], {}),
        (["round=2"], {"round": ("2",)}),
        (["round = 1, 2"], {"round": ("1", "2")}),
        (["round=1", "round=2"], {"round": ("1", "2")}),
        (["region=north", "type=cso"], {"region": ("North",), "informant_type": ("CSO",)}),
        (["side=International"], {"informant_type": ("UN agency", "International NGO")}),
    ],
)
def test_conditions_make_a_filter(conditions: list[str], filter: dict[str, tuple[str, ...]]) -> None:
    assert read_where(conditions, ROSTER, groupings=GROUPINGS) == filter


@pytest.mark.parametrize("condition", ["round", "=2", "round=7", "shoes=red"])
def test_a_condition_that_cannot_be_met_is_refused_with_a_remedy(condition: str) -> None:
    with pytest.raises(UsageError) as error:
        read_where([condition], ROSTER)
    assert error.value.hint
