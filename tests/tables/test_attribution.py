import pytest

from qualcode.errors import UsageError
from qualcode.tables.attribution import attributions, narrowed_note
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


def test_a_number_stands_for_one_person_without_saying_who() -> None:
    found = attributions(ROSTER, template="– {alias}", minimum=1)
    of_all = attributions(ROSTER, template="– KII {number}, {informant_type}", minimum=1)

    assert min(found[row.id] for row in ROSTER.informants if row.informant_type == "CSO") == "– CSO-1"
    assert len(set(found.values())) == len(set(of_all.values())) == len(ROSTER.informants)
    assert all(said.startswith("– KII 0") for said in of_all.values())


def test_a_type_of_too_few_has_no_numbers_either() -> None:
    found = attributions(ROSTER, template="– {alias}", minimum=2)

    assert found["moh-1"] == "– Ministry informant"
    assert found["cso-1"].startswith("– CSO-")


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("– {informant_id}", "an id is one person's"),
        ("– {document}, {informant_type}", "an interview is one person's"),
        ("– {round}", "an informant may have several"),
        ("– {colour}", "no such column"),
        ("– {region}", "holds names"),
    ],
)
def test_why_a_field_is_refused_is_said(template: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        attributions(ROSTER, template=template, personal={"region"})


def test_how_many_attributions_are_plainer_is_said() -> None:
    def told(template: str) -> tuple[str, ...]:
        return narrowed_note(ROSTER, {}, template=template, minimum=2, allowed=frozenset())

    assert told("– {informant_type} informant") == ()
    [note] = told("– {informant_type}, {region}")
    assert note.startswith("By {informant_type} and {region}, 6 informants would be one of fewer than 2")
