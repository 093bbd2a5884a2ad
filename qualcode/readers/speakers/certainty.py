"""How sure it is that an interview's words are given to the right people."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from qualcode.model.document import Document, Role
from qualcode.readers.speakers.parts import is_guess

FEWEST = 0.1
"""Share of an interview's words that are an informant's; below it something is wrong, since informants talk most."""


class Certainty(StrEnum):
    """Whether a person should look at how an interview was read."""

    SURE = "sure"
    LOOK = "look"
    WRONG = "wrong"


class Assessment(NamedTuple):
    """How sure the reading of an interview is, and why it is not."""

    certainty: Certainty
    reasons: tuple[str, ...]
    """In words that go behind `look at kii-03:`; empty where it is sure."""


def assess(document: Document) -> Assessment:
    """Judge an interview after its roles were assigned: by doubts of its reader, guesses, and who says how much."""
    few = _too_few(document)
    reasons = [*few, *document.doubts]
    if is_guess(document.roles_reason):
        reasons.append(f"who speaks is a guess: {document.roles_reason.removeprefix('a guess: ')}")
    if few:
        return Assessment(Certainty.WRONG, tuple(reasons))
    return Assessment(Certainty.LOOK if reasons else Certainty.SURE, tuple(reasons))


def _too_few(document: Document) -> list[str]:
    words: dict[Role, int] = dict.fromkeys(Role, 0)
    for turn in document.turns:
        words[turn.role] += len(document.text[turn.start : turn.end].split())
    said, all_words = words[Role.INFORMANT], sum(words.values())
    if not said:
        return ["no word of it is an informant's"]
    if said < FEWEST * all_words:
        return [f"only {said:,} of its {all_words:,} words are an informant's"]
    return []
