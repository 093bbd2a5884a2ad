"""Who speaks in an interview, and what their labels are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qualcode.model.document import Role
from tests.readers.layouts.talk import ANSWERS, ASKS, Person

Cast = Callable[[int], Sequence[Person]]
"""The people of the interview of that number in a study."""

_GIVEN = ["Amina", "Karim", "Leila", "Omar", "Nadia", "Yusuf", "Salma", "Tariq"]
_FAMILY = ["Haddad", "Saleh", "Darwish", "Khoury", "Nasser", "Barzani", "Mansour", "Aziz", "Farouk"]


def name(number: int) -> str:
    """An informant's name, another for each number below 72."""
    return f"{_GIVEN[number % len(_GIVEN)]} {_FAMILY[number % len(_FAMILY)]}"


def two(asks: str, answers: str) -> Cast:
    """An interviewer and an informant; `{n}` is the interview's number, `{name}` and `{given}` the informant's name."""

    def cast(number: int) -> Sequence[Person]:
        return [Person(_filled(asks, number), ASKS), Person(_filled(answers, number), ANSWERS)]

    return cast


def several(asks: Sequence[str], answers: Sequence[str], together: Sequence[str] = ()) -> Cast:
    """More than two people, with labels as they stand; what informants say `together` is nobody's, for nobody knows."""
    made = [
        *(Person(label, ASKS) for label in asks),
        *(Person(label, ANSWERS) for label in answers),
        *(Person(label, Role.OTHER) for label in together),
    ]
    return lambda _: made


def spelt(asks: Sequence[str], answers: Sequence[str]) -> Cast:
    """An interviewer and an informant, each written in several ways."""
    return lambda _: [Person(asks[0], ASKS, tuple(asks[1:])), Person(answers[0], ANSWERS, tuple(answers[1:]))]


def initials(number: int) -> Sequence[Person]:
    """The initials of Dana Field, who asks in every interview, and of whoever answers."""
    answers = "".join(part[0] for part in name(number).split())
    return [Person("DF", ASKS), Person(answers, ANSWERS)]


def turned(number: int) -> Sequence[Person]:
    """A machine's labels, the first of which is now the interviewer and now the informant."""
    labels = ("Speaker 1", "Speaker 2") if number % 2 else ("Speaker 2", "Speaker 1")
    return [Person(labels[0], ASKS), Person(labels[1], ANSWERS)]


def changing(number: int) -> Sequence[Person]:
    """Dana, who asks in every interview, a colleague who asks in this one, and whoever answers."""
    colleagues = ("Ruth", "Peter", "Marta", "Ivan", "Joan")
    return [Person("Dana", ASKS), Person(colleagues[number % 5], ASKS), Person(name(number).split()[0], ANSWERS)]


def _filled(label: str, number: int) -> str:
    full = name(number)
    return label.format(n=number, name=full, given=full.split()[0])


ROLES = two("Interviewer", "Interviewee")
NAMES = two("Dana", "{given}")
FULL_NAMES = two("Dana Field", "{name}")
MACHINE = two("Speaker 1", "Speaker 2")
