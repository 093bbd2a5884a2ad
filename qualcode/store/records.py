"""What a decision, a memo, an event or a read mark has to be, before it is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from qualcode.model.codebook import Redirect
from qualcode.model.coding import Decision
from qualcode.model.edits import QuoteChange
from qualcode.model.journal import Event, EventKind, Memo, ReadMark
from qualcode.model.plain import from_plain, to_plain

LARGEST = 2**53
"""Of the numbers that put records in order: room for more than anybody decides."""

KINDS: dict[str, type[Any]] = {"decision": Decision, "memo": Memo, "event": Event, "read": ReadMark}


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

    def __post_init__(self) -> None:
        if self.change in (QuoteChange.EDIT, QuoteChange.TRANSLATE) and not self.verbatim:
            raise ValueError("the words that were edited or translated are missing")


@dataclass(frozen=True, kw_only=True)
class _Settled:
    breach: str
    how: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class _Withdrawn:
    informants: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


DETAILS: dict[EventKind, type[Any]] = {
    EventKind.EXCLUDE: _Reason,
    EventKind.INCLUDE: _Reason,
    EventKind.FORGET: _Withdrawn,
    EventKind.REDIRECT: Redirect,
    EventKind.ASSIGN: _Assigned,
    EventKind.QUOTE: _Quoted,
    EventKind.PRIVACY: _Settled,
}
"""What has to stand in the detail of an event."""


def expect_record(kind: str, noun: Any) -> None:
    """Raise one of `rows.MALFORMED` where a record could not be kept, or not be read again."""
    plain = to_plain(noun)
    json.dumps(plain, ensure_ascii=False).encode()  # a lone surrogate is no text
    from_plain(KINDS[kind], plain)
    if kind != "read" and not 0 <= noun.sequence <= LARGEST:
        raise ValueError("a number that leaves no room for the next")
    if kind == "event":
        from_plain(DETAILS[noun.kind], plain["detail"])
