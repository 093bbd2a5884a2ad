"""What editors settled about quotes: which are printed or never, their edited words, their translations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from qualcode.model.coding import Coding
from qualcode.model.edits import Edit, QuoteChange
from qualcode.model.journal import Event, EventKind
from qualcode.model.nouns import dataclass
from qualcode.model.quote import quote_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The stretch that was edited or translated, and what became of it."""

    verbatim: str
    edits: tuple[Edit, ...] = ()
    translation: str = ""
    translated: str = ""
    """By whom, and when."""

    def place(self, coding: Coding) -> int | None:
        """Where the stretch stands in a coding's text; None where the words are no longer there."""
        found = coding.text.find(self.verbatim)
        return found if found >= 0 and self.verbatim else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """What editors settled about quotes, by `Quote.id`."""

    pinned: frozenset[str] = frozenset()
    """Always printed."""
    dropped: frozenset[str] = frozenset()
    """Never printed, nor another in their place; they count all the same."""
    passed: frozenset[str] = frozenset()
    """Never printed: the next one is, instead."""
    order: Mapping[str, int] = field(default_factory=dict)
    """Places among the quotes on a theme, from 1 on; quotes without one come after."""
    wordings: Mapping[str, Wording] = field(default_factory=dict)

    def is_settled(self, quote_id: str) -> bool:
        """Whether somebody said of a quote that it is printed, in which place or in which words."""
        return quote_id in self.pinned or quote_id in self.order or quote_id in self.wordings

    def wording(self, coding: Coding) -> Wording | None:
        """The edited words of a coding's quote, where there are any and the passage still holds them."""
        found = self.wordings.get(id_of(coding))
        return found if found is not None and found.place(coding) is not None else None

    def stale(self, codings: Iterable[Coding]) -> tuple[str, ...]:
        """Passages whose words have changed since their quote was edited or translated."""
        if not self.wordings:
            return ()
        return tuple(
            dict.fromkeys(
                coding.segment_id
                for coding in codings
                if id_of(coding) in self.wordings and self.wording(coding) is None
            )
        )


UNEDITED = Editing()


def id_of(coding: Coding) -> str:
    """What the quote of a coding is called, whatever part of the passage it takes."""
    return quote_id(coding.document_id, coding.segment_id, coding.code_id)


STANDING = (QuoteChange.PIN, QuoteChange.DROP, QuoteChange.NEXT, QuoteChange.RELEASE)
"""What says whether a quote is printed: of one quote the latest holds."""


def read_editing(events: Iterable[Event]) -> Editing:
    """What holds after some events, oldest first."""
    standing: dict[str, QuoteChange] = {}
    order: dict[str, int] = {}
    wordings: dict[str, Wording] = {}
    for event in events:
        if event.kind is not EventKind.QUOTE:
            continue
        detail: Mapping[str, Any] = event.detail
        quote, change = str(detail["quote"]), QuoteChange(detail["change"])
        if change in STANDING:
            standing[quote] = change
        elif change is QuoteChange.ORDER:
            order[quote] = int(detail.get("order", 0))
        elif change is QuoteChange.RESTORE:
            wordings.pop(quote, None)
        else:
            wordings[quote] = Wording(
                verbatim=str(detail["verbatim"]),
                edits=tuple(Edit(*edit) for edit in detail.get("edits", ())),
                translation=str(detail.get("translation", "")),
                translated=str(detail.get("translated", "")),
            )
    by_change = {
        wanted: frozenset(quote for quote, change in standing.items() if change is wanted) for wanted in STANDING
    }
    return Editing(
        pinned=by_change[QuoteChange.PIN],
        dropped=by_change[QuoteChange.DROP],
        passed=by_change[QuoteChange.NEXT],
        order={quote: place for quote, place in order.items() if place},
        wordings=wordings,
    )
