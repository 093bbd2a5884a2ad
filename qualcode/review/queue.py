"""In which order a coder meets what is left to decide."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from qualcode.model.document import Role, Segment
from qualcode.model.nouns import dataclass
from qualcode.review.library import Item, Library, informants_of, types_of
from qualcode.review.session import Session

T = TypeVar("T")


class Order(StrEnum):
    """The ways through a study."""

    DOCUMENT = "document"
    """Interview by interview, in reading order."""
    CODE = "code"
    """Theme by theme, in the order of the codebook."""
    TYPE = "type"
    """By type of informant, in the order of the roster."""
    FLAGGED = "flagged"
    """Negated, hypothetical and reported speech first."""
    SAMPLE = "sample"
    """A random sample, the same for everyone who draws it with that seed."""
    CHANGED = "changed"
    """Only what changed since the codebook was edited: decided on other evidence, or new where the coder has been."""
    LIKELY = "likely"
    """What is most likely to be right first, as far as that was learned."""
    RECODE = "recode"
    """Coded with a code that was split since: which part is it?"""


ROUND = 10
"""Passages that are chosen at a time by what is likely; every further round is a tenth longer."""
SOON = 0.2
"""The share of passages that has to be read before it is said that one may stop: earlier, the estimate is too low."""


class Goal(StrEnum):
    """What reading is to find."""

    INFORMANTS = "informants"
    """Which informants raise which themes: what the tables count."""
    CODINGS = "codings"
    """As many passages of a theme as possible."""


class StopRule(StrEnum):
    """When it is said that reading may stop."""

    EXPECTED = "expected"
    """Once enough is probably found, by how likely the unread passages are."""
    STRICT = "strict"
    """Once a test of what was read lately leaves little chance that it is not: later, and with less to believe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which suggestions to go through; empty means all."""

    order: Order = Order.DOCUMENT
    code_id: str = ""
    """This code and those under it."""
    document_id: str = ""
    informant_type: str = ""
    informant_ids: frozenset[str] = frozenset()
    """Only what these say: those of whom a figure says that something is left."""
    rule: str = ""
    """The codebook entry that fired, as written."""
    size: int = 50
    """Of a random sample."""
    seed: int = 1
    decided: bool = False
    """Those that are decided already, too."""
    whole: bool = False
    """Every passage the informants said, also those without a suggestion."""
    assigned: bool | None = None
    """Only interviews given to this coder, or all; None: theirs where some were, and no interview is named."""
    goal: Goal = Goal.INFORMANTS
    """Where what is most worth reading comes first."""


class Stop(NamedTuple):
    """Where a coder halts: a code on a passage, or a passage to read."""

    segment_id: str
    code_id: str = ""


def queue(session: Session, wanted: Wanted = Wanted()) -> list[Item]:
    """What is left to decide, in the order wanted; what was skipped comes last."""
    theirs = assigned_to(session, wanted)
    items = [item for item in session.items() if _is_in(item.segment, theirs) and _fits(session, item, wanted)]
    if wanted.order is Order.CHANGED:
        return [item for item in items if _is_changed(session, item)]
    if wanted.order is Order.RECODE:
        return [item for item in items if item.recodes and session.is_open(item)]
    if wanted.order is Order.SAMPLE:
        proposed = (item for item in items if item.suggestion)
        items = draw(proposed, wanted.size, wanted.seed, key=lambda item: "\n".join(item.target))
    if not wanted.decided:
        items = [item for item in items if session.is_open(item)]
    return items if wanted.order is Order.SAMPLE else sorted(items, key=_ORDERS[wanted.order](session))


def assigned_to(session: Session, wanted: Wanted) -> frozenset[str] | None:
    """The interviews to which a queue is kept since they were given to the coder; None where it is not."""
    theirs = frozenset(document for coder, document in session.library.assigned if coder == session.coder)
    if wanted.assigned is None:
        return theirs if theirs and not wanted.document_id else None
    return theirs if wanted.assigned else None


def stops(session: Session, wanted: Wanted = Wanted()) -> list[Stop]:
    """The way through what is wanted, what is decided included, so that a coder can go back over it."""
    found = [
        Stop(item.target.segment_id, item.target.code_id) for item in queue(session, replace(wanted, decided=True))
    ]
    if not wanted.whole:
        return found
    codes: dict[str, list[Stop]] = {}
    for stop in found:
        codes.setdefault(stop.segment_id, []).append(stop)
    return [
        stop
        for segment_id in passages(session, wanted)
        for stop in sorted(codes.get(segment_id, [Stop(segment_id)]), key=_place_in_codebook(session))
    ]


def draw(items: Iterable[T], size: int, seed: int, *, key: Callable[[T], str]) -> list[T]:
    """A random sample that everyone draws alike, whatever else is in the study."""

    return sorted(items, key=lambda item: _lot(seed, key(item)))[:size]


def draw_evenly(
    items: Iterable[T], size: int, seed: int, *, key: Callable[[T], str], kind: Callable[[T], str]
) -> list[T]:
    """A random sample in which every kind has the share it has of all; a larger one keeps what a smaller one has."""
    of_kind: dict[str, list[T]] = {}
    for item in items:
        of_kind.setdefault(kind(item), []).append(item)
    placed = [
        ((place + 0.5) / len(several), _lot(seed, key(item)), item)
        for several in of_kind.values()
        for place, item in enumerate(draw(several, len(several), seed, key=key))
    ]
    return [item for *_, item in sorted(placed, key=lambda each: each[:2])[:size]]


def _lot(seed: int, name: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{name}".encode()).digest()


def hits_of_rule(session: Session, rule: str, *, code_id: str = "") -> list[Item]:
    """What a rule alone proposes and nobody decided: a preview of a decision on all of it."""
    return [
        item
        for item in queue(session, Wanted(rule=rule, code_id=code_id))
        if item.suggestion and {piece.rule for piece in item.suggestion.evidence} == {rule}
    ]


def passages(session: Session, wanted: Wanted) -> Iterable[str]:
    """What informants said, in the order of documents and of the text; of the documents and types wanted."""
    library = session.library
    spoken = {
        document.id: {turn.ordinal for turn in document.turns if turn.role is Role.INFORMANT}
        for document in library.documents.values()
    }
    theirs = assigned_to(session, wanted)
    for segment in library.segments.values():
        if segment.turn not in spoken[segment.document_id]:
            continue
        if wanted.document_id and segment.document_id != wanted.document_id:
            continue
        if not _is_in(segment, theirs):
            continue
        if _says(library, segment, wanted):
            yield segment.id


def _is_in(segment: Segment, documents: frozenset[str] | None) -> bool:
    return documents is None or segment.document_id in documents


def _place_in_codebook(session: Session) -> Callable[[Stop], int]:
    places = {code.id: place for place, code in enumerate(session.library.codebook.codes)}
    return lambda stop: places.get(stop.code_id, len(places))


def _is_changed(session: Session, item: Item) -> bool:
    seen = session.codebooks_seen(item.target.segment_id)
    new = bool(seen) and session.library.codebook.sha256 not in seen
    return item.is_changed or (new and session.is_open(item))


def _fits(session: Session, item: Item, wanted: Wanted) -> bool:
    library = session.library
    if wanted.code_id and item.target.code_id not in library.codebook.family(wanted.code_id):
        return False
    if wanted.document_id and item.target.document_id != wanted.document_id:
        return False
    if not _says(library, item.segment, wanted):
        return False
    rules = {piece.rule for piece in item.suggestion.evidence} if item.suggestion else set()
    return not wanted.rule or wanted.rule in rules


def _says(library: Library, segment: Segment, wanted: Wanted) -> bool:
    """Whether somebody wanted says a passage."""
    people = informants_of(library, segment)
    if wanted.informant_ids and wanted.informant_ids.isdisjoint(people):
        return False
    return not wanted.informant_type or wanted.informant_type in library.roster.types_of(people)


def _by_document(_: Session) -> Callable[[Item], Any]:
    return lambda item: (item.is_skipped,)


def _by_code(session: Session) -> Callable[[Item], Any]:
    places = {code.id: place for place, code in enumerate(session.library.codebook.codes)}
    return lambda item: (item.is_skipped, places.get(item.target.code_id, len(places)))


def _by_type(session: Session) -> Callable[[Item], Any]:
    types = session.library.roster.informant_types
    places = {informant_type: place for place, informant_type in enumerate(types)}

    def place(item: Item) -> tuple[bool, int]:
        found = (places[type_] for type_ in types_of(session.library, item.segment))
        return item.is_skipped, min(found, default=len(places))

    return place


def _flagged_first(_: Session) -> Callable[[Item], Any]:
    return lambda item: (item.is_skipped, not (item.suggestion and item.suggestion.flags))


def _likely_first(_: Session) -> Callable[[Item], Any]:
    return lambda item: (item.is_skipped, -(item.suggestion.score if item.suggestion else 0.0))


_ORDERS: dict[Order, Callable[[Session], Callable[[Item], Any]]] = {
    Order.DOCUMENT: _by_document,
    Order.CODE: _by_code,
    Order.TYPE: _by_type,
    Order.FLAGGED: _flagged_first,
    Order.LIKELY: _likely_first,
}
