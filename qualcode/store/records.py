"""What a decision, a memo, an event or a read mark has to be, before it is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from qualcode.model.codebook import Redirect
from qualcode.model.coding import Anchor, Decision
from qualcode.model.edits import QuoteChange
from qualcode.model.finding import Stance
from qualcode.model.journal import Event, EventKind, Memo, ReadMark
from qualcode.model.moments import day_of
from qualcode.model.nouns import dataclass
from qualcode.model.plain import from_plain, to_plain
from qualcode.model.summary import By

LARGEST = 2**53
"""The numbers that put records in order stay below it: room for more than anybody decides."""
MOST_FORGOTTEN = 1_000_000
"""Records that may have been removed for good from every copy: of them only the numbers are left."""

KINDS: dict[str, type[Any]] = {"decision": Decision, "memo": Memo, "event": Event, "read": ReadMark}

NAMED = {
    "decision": ("id", "coder", "code_id"),
    "memo": ("id", "coder"),
    "event": ("id",),
    "read": ("coder", "segment_id", "document_id"),
}
"""What may not be empty."""
MOMENTS = {"decision": "decided_at", "memo": "written_at", "event": "happened_at", "read": "read_at"}


@dataclass(frozen=True, kw_only=True)
class _Reason:
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class _Assigned:
    coder: str


@dataclass(frozen=True, kw_only=True)
class _Quoted:
    quote: str
    change: QuoteChange
    reason: str = ""
    verbatim: str = ""
    edits: tuple[tuple[int, int, str], ...] = ()
    translation: str = ""
    translated: str = ""
    order: int = 0

    def __post_init__(self) -> None:
        if self.change in (QuoteChange.EDIT, QuoteChange.TRANSLATE) and not self.verbatim:
            raise ValueError("the words that were edited or translated are missing")


@dataclass(frozen=True, kw_only=True)
class _Settled:
    breach: str
    how: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class _Borne:
    finding: str
    stance: Stance
    coder: str
    text_sha256: str


@dataclass(frozen=True, kw_only=True)
class _Summed:
    by: By
    of: str
    text: str
    coder: str
    passages: dict[str, str]
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Numbered:
    number: int
    group: str = ""

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError("no number from 1 on")


@dataclass(frozen=True, kw_only=True)
class _Withdrawn:
    informants: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    secret: str = ""
    texts: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


DETAILS: dict[EventKind, type[Any]] = {
    EventKind.EXCLUDE: _Reason,
    EventKind.INCLUDE: _Reason,
    EventKind.FORGET: _Withdrawn,
    EventKind.REDIRECT: Redirect,
    EventKind.ASSIGN: _Assigned,
    EventKind.QUOTE: _Quoted,
    EventKind.PRIVACY: _Settled,
    EventKind.FINDING: _Borne,
    EventKind.SUMMARY: _Summed,
    EventKind.ALIAS: _Numbered,
}
"""What has to stand in the detail of an event."""


def expect_record(kind: str, noun: Any) -> None:
    """Raise one of `rows.MALFORMED` where a record could not be kept, or not be read again."""
    plain = to_plain(noun)
    json.dumps(plain, ensure_ascii=False).encode()  # a lone surrogate is no text
    from_plain(KINDS[kind], plain)
    if kind != "read" and not 0 <= noun.sequence < LARGEST:
        raise ValueError("a number that leaves no room for the next")
    if not all(plain[name].strip() for name in NAMED[kind]):
        raise ValueError("it does not say whose it is, or what it is about")
    if (moment := plain[MOMENTS[kind]]) and day_of(moment) is None:
        raise ValueError("no time")
    if kind == "decision":
        _expect_place(noun.anchor)
    if kind == "event":
        from_plain(DETAILS[noun.kind], plain["detail"])


def _expect_place(anchor: Anchor) -> None:
    if not (anchor.document_id and anchor.segment_id and 0 <= anchor.start <= anchor.end):
        raise ValueError("it does not say which passage it is about")


def expect_room(records: Iterable[tuple[str, Any]], highest: int) -> None:
    """ValueError where a number is higher than any copy of the study can have come to.

    A copy counts on from the highest number it has seen: what came before a record is here, or comes with it.
    """
    numbers = [noun.sequence for kind, noun in records if kind != "read"]
    if max(numbers, default=0) > highest + len(numbers) + MOST_FORGOTTEN:
        raise ValueError("a number that leaves too little room for the next")
