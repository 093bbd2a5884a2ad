"""Where informants say who they are without a name."""

from __future__ import annotations

import pytest

from qualcode.privacy.candidates import Printed, find_candidates
from qualcode.privacy.names import Names
from qualcode.privacy.roles import telling_words


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("I used to attend on behalf of the directorate.", "I used to attend on behalf of [workplace]"),
        ("I’m the director of the hospital, so I know.", "I’m [role]"),
        ("As the mayor, I sign it.", "As [role]"),
        ("I was a manager for ten years.", "I was [role]"),
        ("They went to our department first.", "our [workplace]"),
        ("I have a ward without a nurse.", "I have [workplace]"),
        ("I have a centre for the blind.", "I have [workplace]"),
        ("I worked in the provincial health directorate.", "I worked in [workplace]"),
        ("Here at the council nobody asks.", "Here at [workplace]"),
    ],
)
def test_an_office_and_a_place_of_work_tell_who_speaks(said: str, printed: str) -> None:
    assert [each.printed for each in telling_words(said)] == [printed]
    assert all(each.phrase in said for each in telling_words(said))


@pytest.mark.parametrize(
    "said",
    [
        "They asked the director, and the ministry never answers.",
        "He speaks as a coordinator would.",
        "I am a mother of three.",
        "We work with the Ministry of Health every day.",
        "I have a schoolbook.",
    ],
)
def test_those_whom_somebody_speaks_of_tell_nothing_of_the_speaker(said: str) -> None:
    assert telling_words(said) == []


def test_roles_are_proposed_beside_names() -> None:
    found = find_candidates([Printed(where="kii-01:1", text="I'm the mayor. I live in Tilburg.")], Names([]))

    assert [(each.name, each.kind, each.printed) for each in found] == [
        ("Tilburg", "name", "[place]"),
        ("I'm the mayor", "role", "I'm [role]"),
    ]
