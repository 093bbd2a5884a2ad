"""What a study holds at one moment, in a few short texts that can be compared."""

from __future__ import annotations

from dataclasses import fields

from qualcode.model.nouns import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A study at one moment. Two stamps are equal while nobody changed anything, in this process or beside it.

    A face that holds a study open asks for it now and then, and reads anew what changed.
    """

    decisions: str
    memos: str
    reads: str
    """Which passages were read."""
    events: str
    """What became of codes, who was given which interview, who is left out of the counts, quotes, privacy."""
    codebook: str
    """Hash of the codebook in force."""
    roster: str
    documents: str
    suggestions: str

    def changed_since(self, earlier: Stamp) -> frozenset[str]:
        """Name what changed: `decisions`, `memos`, `reads`, `events`, `codebook`, `roster`, `documents` …"""
        names = (field.name for field in fields(self))
        return frozenset(name for name in names if getattr(self, name) != getattr(earlier, name))
