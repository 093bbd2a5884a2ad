"""Codings where their words stand, whose they are, and what of them is private."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import islice, takewhile
from operator import attrgetter
from typing import NamedTuple

from qualcode.model.coding import PRIVATE, Coding, Decision, Mark
from qualcode.model.document import Document, Role, Turn
from qualcode.model.nouns import dataclass
from qualcode.model.place import Found, Place
from qualcode.review.anchors import locate
from qualcode.review.standing import CODED, Target, joined_marks


def stands(decision: Decision, documents: Mapping[str, Document]) -> Place:
    """Where a decision's words stand now; lost where the document is gone."""
    document = documents.get(decision.anchor.document_id)
    return locate(decision.anchor, document) if document else Place(found=Found.LOST)


@dataclass(slots=True)
class Placed:
    """Codings where their words stand, by whom they count for."""

    codings: list[Coding] = field(default_factory=list)
    unattributed: list[Coding] = field(default_factory=list)
    of_others: list[Coding] = field(default_factory=list)


class Private(NamedTuple):
    """A stretch that someone marked as private."""

    place: Place
    segment_id: str
    marks: frozenset[Mark]

    def holds(self, coding: Coding) -> bool:
        """Whether a coding is of these words, or of their passage."""
        overlaps = self.place.counts and self.place.start < coding.end and coding.start < self.place.end
        return overlaps or coding.segment_id == self.segment_id


def private_stretches(latest: Iterable[Decision], documents: Mapping[str, Document]) -> dict[str, list[Private]]:
    """By document, what any coder marked *do not quote* or *off record*, whatever they coded it as."""
    found: dict[str, list[Private]] = {}
    for decision in latest:
        if decision.verdict in CODED and (marks := frozenset(PRIVATE).intersection(decision.marks)):
            stretch = Private(stands(decision, documents), decision.anchor.segment_id, marks)
            found.setdefault(decision.anchor.document_id, []).append(stretch)
    return found


def place_codings(
    agreed: Mapping[str, list[tuple[Target, list[Decision]]]],
    documents: Mapping[str, Document],
    private: Mapping[str, list[Private]],
) -> Placed:
    """Codings where their words stand, by whom they count for; what is private is so under every code."""
    placed = Placed()
    for document in documents.values():
        made: list[Coding] = []
        for target, decisions in agreed.get(document.id, []):
            place = stands(decisions[-1], documents)
            coding = _coding(target, decisions, document, place.start, place.end)
            held = [each.marks for each in private.get(document.id, ()) if each.holds(coding)]
            coding = replace(coding, marks=_in_order({*coding.marks}.union(*held))) if held else coding
            made += of_each(coding)
        for coding in sorted(made, key=lambda coding: (coding.start, coding.end, coding.code_id)):
            if coding.informant_id:
                placed.codings.append(coding)
            elif _is_informants(document, coding.start, coding.end):
                placed.unattributed.append(coding)
            else:
                placed.of_others.append(coding)
    return placed


def _coding(target: Target, decisions: Sequence[Decision], document: Document, start: int, end: int) -> Coding:
    people = speakers_of(document, start, end)
    return Coding(
        id=decisions[-1].id,
        code_id=target.code_id,
        document_id=document.id,
        segment_id=target.segment_id,
        informant_id=people[0] if people else "",
        start=start,
        end=end,
        text=document.text[start:end],
        also=people[1:],
        coder=", ".join(dict.fromkeys(decision.coder for decision in decisions)),
        marks=joined_marks(decision.marks for decision in decisions),
    )


def _in_order(marks: Collection[Mark]) -> tuple[Mark, ...]:
    return tuple(mark for mark in Mark if mark in marks) if marks else ()


def of_each(coding: Coding) -> Sequence[Coding]:
    """A coding of each informant who says the words it is on, alone or together."""
    people = (coding.informant_id, *coding.also)
    return [coding] + [
        replace(coding, informant_id=person, also=tuple(other for other in people if other != person))
        for person in coding.also
    ]


def speakers_of(document: Document, start: int, end: int) -> tuple[str, ...]:
    """The informants whose words a stretch holds, of its first turn where it holds several turns."""
    return next((turn.informants for turn in _informants_turns(document, start, end) if turn.informants), ())


def _is_informants(document: Document, start: int, end: int) -> bool:
    """Whether an informant speaks in a stretch, known or not."""
    return any(_informants_turns(document, start, end))


def _informants_turns(document: Document, start: int, end: int) -> Iterator[Turn]:
    """Turns of informants that reach into a stretch."""
    first = bisect_right(document.turns, start, key=attrgetter("end"))
    reaching = takewhile(lambda turn: turn.start < end, islice(document.turns, first, None))
    return (turn for turn in reaching if turn.role == Role.INFORMANT)
