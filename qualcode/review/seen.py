"""What a coder saw when they decided, and what became of what they said."""

from __future__ import annotations

import json
from enum import StrEnum

from qualcode.model.coding import Decision, Mark
from qualcode.model.nouns import dataclass
from qualcode.model.plain import from_plain, to_plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A code on a passage as it was shown to a coder. It is sent along with what they decide on it."""

    segment_id: str
    code_id: str = ""
    """Empty for a passage without a code."""
    text_sha256: str
    """Of the words of the passage."""
    evidence_sha256: str = ""
    """Of what prompted the suggestion."""
    decisions: tuple[str, ...] = ()
    """Ids of the last words on it that were shown: the coder's own, and those of others."""

    def written(self) -> str:
        """On a line, for a form."""
        return json.dumps(to_plain(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, line: str) -> Seen:
        """As it was written; ValueError for anything else."""
        try:
            return from_plain(cls, json.loads(line))
        except (TypeError, ValueError, RecursionError):
            raise ValueError("not what was seen of a passage") from None


class Changed(StrEnum):
    """Why a coder is asked again: what they decided on is not what is there."""

    WORDS = "words"
    """The passage was corrected, or is gone."""
    EVIDENCE = "evidence"
    """The rules find something else in it."""
    DECISION = "decision"
    """The coder said something else meanwhile, in another window."""


class Fate(StrEnum):
    """What became of what a coder said."""

    KEPT = "kept"
    BESIDE = "kept beside"
    """Kept, beside what somebody else decided since it was shown."""
    ASK_AGAIN = "ask again"
    """Nothing was kept."""
    NOTHING_NEW = "nothing new"
    """It was said before, or there was nothing to say it of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of what a coder said: the decisions that are kept now, or why none are."""

    decisions: tuple[Decision, ...] = ()
    """Those that were kept, or had been kept when the same request came before."""
    again: bool = False
    """They had been."""
    beside: tuple[Decision, ...] = ()
    """What others decided on the same passage and code since it was shown."""
    changed: Changed | None = None
    unsaved: tuple[Mark, ...] = ()
    """Marks that were not kept, since no code is on the passage."""

    @property
    def fate(self) -> Fate:
        """In a word."""
        if self.changed:
            return Fate.ASK_AGAIN
        if not self.decisions:
            return Fate.NOTHING_NEW
        return Fate.BESIDE if self.beside else Fate.KEPT
