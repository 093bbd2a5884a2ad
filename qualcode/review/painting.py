"""What is to be seen on the words of a passage: which stretches, in which lanes, in which direction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol, TypeVar

from qualcode.model.direction import is_right_to_left
from qualcode.model.document import Turn
from qualcode.model.text import Span
from qualcode.review.library import Item
from qualcode.review.look import Look
from qualcode.review.overview import Overview
from qualcode.review.reanchor import is_current
from qualcode.review.standing import CODED
from qualcode.review.stretch import Stretch


class Layer(NamedTuple):
    """Something that makes words stand out while a code is decided: `evidence`, `quoted` or `picked`."""

    span: Span
    name: str
    is_wanted: bool
    """To be in sight first."""


class Stroke(NamedTuple):
    """A code on some words, for a line under them."""

    span: Span
    code_id: str
    is_coded: bool
    """Otherwise it is only proposed."""
    coders: tuple[str, ...]
    """Who put it there, where this coder did not."""
    lane: int
    """Lines in one lane never lie on one another; of the lanes 0 is next to the words."""


class _HasSpan(Protocol):
    @property
    def span(self) -> Span: ...


T = TypeVar("T", bound=_HasSpan)


def layers(look: Look, *, found: Span | None = None, picked: Stretch | None = None) -> list[Layer]:
    """What stands out of the words around a stop, the later over the earlier.

    `found` is what was searched for, `picked` is being picked out.
    """
    evidence = look.evidence or ((found,) if found else ())
    made = [Layer(span, "evidence", is_wanted=picked is None) for span in evidence]
    if look.quoted:
        made.append(Layer(look.quoted, "quoted", is_wanted=False))
    if found and look.evidence:
        made.append(Layer(found, "evidence", is_wanted=True))
    if picked:
        made.append(Layer(picked.span, "picked", is_wanted=True))
    return made


def pieces(within: Span, over: Sequence[T], *, cuts: Iterable[Span] = ()) -> Iterator[tuple[Span, tuple[T, ...]]]:
    """Cut a stretch wherever something begins or ends, with what lies over each piece; together they are all of it."""
    bounds = (bound for span in (*cuts, *(each.span for each in over)) for bound in span)
    places = sorted({*within, *(bound for bound in bounds if within.start < bound < within.end)})
    for start, end in pairwise(places):
        yield Span(start, end), tuple(each for each in over if each.span.start <= start and end <= each.span.end)


def stretches(look: Look, turn: Turn) -> Iterator[tuple[Span, bool]]:
    """A turn in pieces, and whether each is the passage: before the passage, the passage, after it."""
    here = look.segment
    if turn.ordinal != here.turn:
        yield Span(turn.start, turn.end), False
        return
    for start, end in pairwise((turn.start, here.start, here.end, turn.end)):
        if look.document.text[start:end].strip():
            yield Span(start, end), start == here.start and end == here.end


def strokes(overview: Overview, segment_ids: Iterable[str]) -> list[Stroke]:
    """The codes on passages of one turn, as far as this coder may see them: those they or others put there, proposals.

    Each code has one lane, the nearest to the words in which no other code crosses it.
    """
    found = [
        each for segment_id in segment_ids for item in overview.on_passage(segment_id) for each in _of(item, overview)
    ]
    lanes = lanes_of((each.code_id, each.span) for each in found)
    return [each._replace(lane=lanes[each.code_id]) for each in found]


def lanes_of(spans: Iterable[tuple[str, Span]]) -> dict[str, int]:
    """A lane for each code, given where it stands: two codes of one lane never stand on the same words."""
    by_code: dict[str, list[Span]] = {}
    for code_id, span in spans:
        by_code.setdefault(code_id, []).append(span)
    taken: list[list[Span]] = []
    lanes: dict[str, int] = {}
    for code_id, own in by_code.items():
        free = (
            lane for lane, others in enumerate(taken) if not any(_cross(one, other) for one in own for other in others)
        )
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].extend(own)
        lanes[code_id] = lane
    return lanes


def right_to_left_lines(text: str) -> Iterator[bool]:
    """Of each line of a text whether it runs from right to left: as the passage does of which it is a line."""
    passages = text.split("\n\n")
    for number, passage in enumerate(passages):
        turned = is_right_to_left(passage)
        yield from [turned] * (passage.count("\n") + 1)
        if number < len(passages) - 1:
            yield turned


def _of(item: Item, overview: Overview) -> Iterator[Stroke]:
    """The words that a code on a passage stands on, if it is not rejected."""
    code_id = item.target.code_id
    if item.is_coded:
        yield Stroke(overview.stretch(item), code_id, is_coded=True, coders=(), lane=0)
        return
    if item.is_decided:
        return
    documents = overview.library.documents
    coded = (each for each in overview.decisions_of_others(item.target) if each.verdict in CODED)
    others = [each for each in coded if is_current(each, documents)]
    for span in dict.fromkeys(Span(each.anchor.start, each.anchor.end) for each in others):
        coders = tuple(each.coder for each in others if span == (each.anchor.start, each.anchor.end))
        yield Stroke(span, code_id, is_coded=True, coders=coders, lane=0)
    if item.suggestion and not others:
        for piece in item.suggestion.evidence:
            yield Stroke(Span(piece.start, piece.end), code_id, is_coded=False, coders=(), lane=0)


def _cross(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
