import pytest

from qualcode.model.one_of import one_of, singular


@pytest.mark.parametrize(
    ("label", "noun"),
    [
        ("CSO", "CSO informant"),
        ("CSOs", "CSO informant"),
        ("UN agencies", "UN agency informant"),
        ("International NGOs", "International NGO informant"),
        ("Stakeholders", "Stakeholder"),
        ("Key informants", "Key informant"),
        ("Health workers", "Health worker"),
        ("Women", "Woman"),
        ("Members of parliament", "Member of parliament"),
        ("Ministry of Foreign Affairs", "Ministry of Foreign Affairs informant"),
        ("Donors (bilateral)", "Donor (bilateral) informant"),
        ("Partners, local", "Partner, local informant"),
        ("United Nations", "United Nations informant"),
        ("NGO staff", "NGO staff"),
        ("International", "International informant"),
        ("WASH", "WASH informant"),
    ],
)
def test_one_of_several_is_said_in_the_singular_and_once(label: str, noun: str) -> None:
    assert one_of(label) == noun


@pytest.mark.parametrize("label", ["", "s", "Business", "Médecins Sans Frontières", "منظمة", "News"])
def test_what_is_not_known_to_be_several_stays(label: str) -> None:
    assert singular(label) == label
