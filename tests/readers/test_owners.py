"""Whose every word is, compared with the truth."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from qualcode.model.document import Role
from tests.make import make_document
from tests.readers.owners import Difference, Place, align, compare, owned, places

ASKS, ANSWERS = Role.INTERVIEWER, Role.INFORMANT
READ = make_document(("I", "How is it paid for?"), ("R", "By two donors, for now."), ("I", "And then?"))


@pytest.mark.parametrize(
    ("truth", "difference"),
    [
        (
            [("I", ASKS, "How is it paid for?"), ("R", ANSWERS, "By two donors for now"), ("I", ASKS, "And then")],
            Difference(words=12),
        ),
        (
            [("I", ASKS, "How is it paid for?"), ("R", ANSWERS, "By two donors for now. And then")],
            Difference(words=12, role=2),
        ),
        (
            [("I", ASKS, "How is it paid for?"), ("R", None, "By two donors for now. And then")],
            Difference(words=12, person=2),
        ),
        (
            [("I", ASKS, "How is it paid for?"), ("R", ANSWERS, "By two"), ("R2", ANSWERS, "donors for now")],
            Difference(words=10, person=2, added=2),
        ),
        (
            [("I", ASKS, "How is it paid for, please?"), ("R", ANSWERS, "By donors for now"), ("I", ASKS, "And then")],
            Difference(words=12, lost=1, added=1),
        ),
    ],
)
def test_words_with_another_role_or_person_and_words_lost_and_added_are_counted(
    truth: Sequence[tuple[str, Role | None, str]], difference: Difference
) -> None:
    assert compare(READ, owned(truth)) == difference


def test_places_name_the_owners_and_never_the_words() -> None:
    truth = owned([("I", ASKS, "How is it paid for?"), ("R", ANSWERS, "By two donors for now. And then")])

    assert places(READ, truth) == [Place(11, 2, "R (informant)", "i (interviewer)")]


def test_long_texts_are_paired_where_one_has_a_stretch_more() -> None:
    chance = random.Random(1)
    talk = [f"word{chance.randrange(500)}" for _ in range(20_000)]
    other = [*["the"] * 500, *talk[:9_000], *talk[9_100:]]

    together = [(mine, yours) for mine, yours in align(talk, other) if mine is not None and yours is not None]

    assert len(together) == 19_900
    assert [talk[mine] for mine, _ in together] == [other[yours] for _, yours in together]
