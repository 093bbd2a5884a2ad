"""In which order a coder meets what is left to decide."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from qualcode.model.coding import Verdict
from qualcode.review.session import Item, Session, type_of


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
    """Decided, but the rules find other evidence since the codebook was edited."""
    RECODE = "recode"
    """Coded with a code that was split since: which part is it?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which suggestions to go through; empty means all."""

    order: Order = Order.DOCUMENT
    code_id: str = ""
    """This code and those under it."""
    document_id: str = ""
    informant_type: str = ""
    rule: str = ""
    """The codebook entry that fired, as written."""
    size: int = 50
    """Of a random sample."""
    seed: int = 1
    decided: bool = False
    """Those that are decided already, too."""


def queue(session: Session, wanted: Wanted = Wanted()) -> list[Item]:
    """What is left to decide, in the order wanted; what was skipped comes last."""
    items = [item for item in session.items() if _fits(session, item, wanted)]
    if wanted.order is Order.CHANGED:
        return [item for item in items if item.is_changed]
    if wanted.order is Order.RECODE:
        return [item for item in items if item.recodes and session.is_open(item)]
    if not wanted.decided:
        items = [item for item in items if session.is_open(item)]
    if wanted.order is Order.SAMPLE:
        return draw(items, wanted.size, wanted.seed, key=lambda item: "\n".join(item.target))
    return sorted(items, key=_ORDERS[wanted.order](session))


def draw(items: Iterable[Any], size: int, seed: int, *, key: Callable[[Any], str]) -> list[Any]:
    """A random sample that everyone draws alike, whatever else is in the study."""

    def lot(item: Any) -> bytes:
        return hashlib.sha256(f"{seed}\n{key(item)}".encode()).digest()

    return sorted(items, key=lot)[:size]


def hits_of_rule(session: Session, rule: str, *, code_id: str = "") -> list[Item]:
    """What a rule alone proposes and nobody decided: a preview of a decision on all of it."""
    return [
        item
        for item in queue(session, Wanted(rule=rule, code_id=code_id))
        if item.suggestion and {piece.rule for piece in item.suggestion.evidence} == {rule}
    ]


def _fits(session: Session, item: Item, wanted: Wanted) -> bool:
    library = session.library
    if wanted.code_id and item.target.code_id not in library.codebook.family(wanted.code_id):
        return False
    if wanted.document_id and item.target.document_id != wanted.document_id:
        return False
    if wanted.informant_type and type_of(library, item.segment) != wanted.informant_type:
        return False
    rules = {piece.rule for piece in item.suggestion.evidence} if item.suggestion else set()
    return not wanted.rule or wanted.rule in rules


def _skipped(item: Item) -> bool:
    return item.decision is not None and item.decision.verdict is Verdict.SKIP


def _by_document(_: Session) -> Callable[[Item], Any]:
    return lambda item: (_skipped(item),)


def _by_code(session: Session) -> Callable[[Item], Any]:
    places = {code.id: place for place, code in enumerate(session.library.codebook.codes)}
    return lambda item: (_skipped(item), places.get(item.target.code_id, len(places)))


def _by_type(session: Session) -> Callable[[Item], Any]:
    types = session.library.roster.informant_types
    places = {informant_type: place for place, informant_type in enumerate(types)}
    return lambda item: (_skipped(item), places.get(type_of(session.library, item.segment), len(places)))


def _flagged_first(_: Session) -> Callable[[Item], Any]:
    return lambda item: (_skipped(item), not (item.suggestion and item.suggestion.flags))


_ORDERS: dict[Order, Callable[[Session], Callable[[Item], Any]]] = {
    Order.DOCUMENT: _by_document,
    Order.CODE: _by_code,
    Order.TYPE: _by_type,
    Order.FLAGGED: _flagged_first,
}
