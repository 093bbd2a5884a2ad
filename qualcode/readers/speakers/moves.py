"""Which turns went from one role to another when who speaks was told anew."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.model.document import Document, Role
from qualcode.model.nouns import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Turns of one label in one interview that are another role's now."""

    document_id: str
    label: str
    before: Role
    now: Role
    places: tuple[str, ...]
    """The passage each turn begins with."""


def moves_between(earlier: Document, now: Document, first: Mapping[int, str]) -> list[Move]:
    """Find what moved between two tellings of one text; `first` names the passage each turn begins with, by ordinal."""
    moved: dict[tuple[str, Role, Role], list[str]] = {}
    for before, after in zip(earlier.turns, now.turns, strict=True):
        if before.role is not after.role:
            place = first.get(after.ordinal, f"turn {after.ordinal}")
            moved.setdefault((after.speaker, before.role, after.role), []).append(place)
    return [
        Move(document_id=now.id, label=label, before=before, now=role, places=tuple(places))
        for (label, before, role), places in moved.items()
    ]
