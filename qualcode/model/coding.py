"""What was proposed, what a person decided, and what counts in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Protocol

from qualcode.model.nouns import dataclass


class Flag(StrEnum):
    """How the words near the evidence change its sense; never a reason to drop a suggestion."""

    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that prompted a suggestion, and the rule that found them."""

    code_id: str
    segment_id: str
    start: int
    """First character, counted in code points of `Document.text`."""
    end: int
    """One past the last, as in a slice."""
    text: str
    """`Document.text[start:end]`."""
    suggester: str = ""
    """Filled in where what a suggester finds is taken in (`suggesters/work.py`)."""
    rule: str
    """The codebook entry that fired, as written: `financ*`."""
    form: str = ""
    """The word form that matched: `financing`."""
    flags: tuple[Flag, ...] = ()
    cue: str = ""
    """The word that set the flags."""


PICKED, DEFINED = "picked by hand", "definition"
"""In place of a suggester: the stretch a coder chose, and words of a passage that the code's definition has, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A code proposed for a segment, with the words that prompted it."""

    id: str
    """Hash of document, segment and code: the same proposal keeps its id."""
    document_id: str
    segment_id: str
    code_id: str
    evidence: tuple[Evidence, ...]
    """In reading order, from any of the suggesters."""
    score: float = 1.0

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Every flag on any piece of the evidence."""
        return tuple(sorted({flag for evidence in self.evidence for flag in evidence.flags}))


class Verdict(StrEnum):
    """What a coder says of a code on a passage."""

    ACCEPT = "accept"
    REJECT = "reject"
    SKIP = "skip"
    ADD = "add"
    WITHDRAW = "withdraw"


class Mark(StrEnum):
    """What else a coder says of a coded passage."""

    GOOD_QUOTE = "good quote"
    CONTRARY = "contrary"
    DO_NOT_QUOTE = "do not quote"
    OFF_RECORD = "off record"


PRIVATE = (Mark.DO_NOT_QUOTE, Mark.OFF_RECORD)
"""Marks that are about a passage, whatever it is coded as."""

CONTRARY_ENDING = " – contrary"
"""Ends the code under which other programs, which have no such mark, keep the passages that deny a theme."""

CONTEXT = 32
"""Characters an anchor keeps on either side of its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a decision's words stand, told so that it can be found again in a corrected transcript."""

    document_id: str
    document_sha256: str
    start: int
    end: int
    text: str
    before: str
    """The 32 characters before."""
    after: str
    """The 32 characters after."""
    segment_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A coder's word on a code and a passage. Appended, never rewritten."""

    id: str
    """A UUID."""
    writer: str
    """The copy of the study that wrote it."""
    sequence: int
    """Counts up within one writer; the order of decisions, whatever the clocks say."""
    decided_at: str
    """UTC, ISO 8601."""
    coder: str
    code_id: str
    verdict: Verdict
    anchor: Anchor
    marks: tuple[Mark, ...] = ()
    origin: str = ""
    """The suggestion it answers; empty for a code added by hand."""
    evidence_sha256: str = ""
    """Of the evidence the coder saw."""
    codebook_sha256: str = ""
    supersedes: tuple[str, ...] = ()
    """Ids of the decisions it replaces."""
    note: str = ""
    batch: str = ""
    """Shared by decisions that were made in one go, and are undone in one go."""
    undoes: str = ""
    """Id of the decision it takes back, where it is an undo."""


class DecisionLog(Protocol):
    """Where decisions are kept: the study's database, or a list in a test."""

    def append_after(
        self, number: int, make: Callable[[Sequence[Decision]], Sequence[Decision]], *, id: str = ""
    ) -> tuple[Decision, ...]:
        """Keep what `make` makes of all decisions with a higher number, while nobody else writes.

        The decision of that id is among them whatever its number, so that no id is kept twice.
        """

    def append_all(self, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
        """Keep several, all or none."""

    def append(self, decision: Decision) -> Decision:
        """Keep it; it is safe once this returns. Returns it with writer, sequence and time filled in."""

    def decisions(self, *, after: int = 0) -> Iterable[Decision]:
        """All of them, or those with a higher number than `after`; oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A code on an informant's passage, as tables count and quote it."""

    id: str
    """Of the decision, or of the suggestion where nobody has reviewed it."""
    code_id: str
    document_id: str
    segment_id: str
    informant_id: str
    start: int
    end: int
    text: str
    """`Document.text[start:end]`."""
    also: tuple[str, ...] = ()
    """The other informants who said the same words together with this one; each has a coding of their own."""
    coder: str = ""
    """Empty where nobody has reviewed it."""
    marks: tuple[Mark, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What people made of the passages by one theme so far: ids of passages, `kii-03:128`."""

    coded: frozenset[str] = frozenset()
    """They count as coded: settled between the coders, where these differed."""
    rejected: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()
    """Read by someone who looked for the theme, whatever was made of them."""
