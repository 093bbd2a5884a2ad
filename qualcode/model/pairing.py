"""An interview and its translation, turn by turn."""

from __future__ import annotations

from qualcode.model.document import Document, Turn
from qualcode.model.nouns import dataclass

APART = 3.0
"""Seconds by which the same turn may begin later in one than in the other."""


class UnpairedError(Exception):
    """The turns of an interview and its translation do not match; the message says where, without their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """What became of a translation."""

    language: str
    """Its code, as the file's name has it."""
    turns: tuple[str, ...] = ()
    """The translation of each turn of the interview, in order; none where they do not match."""
    problem: str = ""
    """Where they do not."""

    def of(self, turn: Turn) -> str:
        """The translation of a turn; empty where nothing is paired."""
        return self.turns[turn.ordinal - 1] if 0 < turn.ordinal <= len(self.turns) else ""


def pair_turns(original: Document, translated: Document) -> tuple[str, ...]:
    """Give each turn of an interview its translation: as many turns, the same labels taking turns, the same times.

    Labels may be translated, too, as long as each stands for one. Raises UnpairedError at the first turn that does not
    match.
    """
    there: dict[str, str] = {}
    back: dict[str, str] = {}
    for turn, other in zip(original.turns, translated.turns, strict=False):
        label, name = turn.speaker.casefold(), other.speaker.casefold()
        if there.setdefault(label, name) != name or back.setdefault(name, label) != label:
            raise UnpairedError(
                f"turn {turn.ordinal}: {turn.speaker or 'nobody named'} speaks in the original, "
                f"{other.speaker or 'nobody named'} in the translation"
            )
        if _apart(turn, other):
            raise UnpairedError(f"turn {turn.ordinal}: begins at another time in the translation")
    n, m = len(original.turns), len(translated.turns)
    if n != m:
        raise UnpairedError(
            f"the original has {n:,} turns, the translation {m:,}: none match from turn {min(n, m) + 1} on"
        )
    return tuple(translated.text[turn.start : turn.end] for turn in translated.turns)


def _apart(turn: Turn, other: Turn) -> bool:
    if turn.started_at is None or other.started_at is None:
        return False
    return abs(turn.started_at - other.started_at) > APART
