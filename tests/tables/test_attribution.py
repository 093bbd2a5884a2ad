import pytest

from qualcode.errors import UsageError
from qualcode.tables.attribution import attributions
from tests.tables.study import ROSTER


def test_the_type_alone_by_default() -> None:
    assert attributions(ROSTER)["cso-1"] == "– CSO informant"


def test_a_label_that_says_informant_says_it_once() -> None:
    assert attributions(ROSTER, {"Ministry": "Key informant"})["moh-1"] == "– Key informant"


def test_what_narrows_an_attribution_down_to_a_few_people_falls_back_to_the_type() -> None:
    found = attributions(ROSTER, template="– {informant_type}, {region}", minimum=2)

    assert found["cso-1"] == "– CSO, North"
    assert found["cso-2"] == "– CSO informant"
    assert found["moh-1"] == "– Ministry informant"


def test_allowed_types_may_be_narrowed_down() -> None:
    found = attributions(ROSTER, template="– {informant_type}, {region}", minimum=2, allowed={"Ministry"})

    assert found["moh-1"] == "– Ministry, South"


@pytest.mark.parametrize(
    "template", ["– {colour} informant", "– {informant_type", "– {}", "{informant_type.__class__}"]
)
def test_a_template_that_cannot_be_filled_is_refused(template: str) -> None:
    with pytest.raises(UsageError):
        attributions(ROSTER, template=template)
