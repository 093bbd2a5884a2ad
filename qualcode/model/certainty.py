"""How sure it is that an interview's words are given to the right people."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from qualcode.model.nouns import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a table says of how an interview was read."""

    certainty: Certainty
    reasons: tuple[str, ...] = ()
    known_by: str = ""
    """By what the speakers were told: `label`, `list`, `you` (the settings), `study`, `file name`, `guess`."""


def is_hardly_informants(n_words: int, n_words_in_all: int) -> bool:
    """Whether hardly a word of an interview is an informant's, or none."""
    return n_words_in_all > 0 and n_words < FEWEST * n_words_in_all
