"""The way through a queue: where the coder stands, what is left, and where to go next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from qualcode.model.document import Document, Segment
from qualcode.model.text import Span, fold, fold_term
from qualcode.review.library import Library
from qualcode.review.queue import Stop

FOUND_AT_MOST = 200
"""Passages a search lists."""


class Route:
    """Stops in their order, one of which is before the coder."""

    def __init__(self, stops: Sequence[Stop]) -> None:
        self.stops = list(stops)
        self.place = 0
        self._places: dict[Stop, int] = {}
        self._open: set[Stop] = set()
        self._number()

    @property
    def stop(self) -> Stop | None:
        """What is before the coder; None in an empty queue."""
        return self.stops[self.place] if self.stops else None

    @property
    def left(self) -> int:
        """How many stops are still to be settled."""
        return len(self._open)

    def settle(self, stops: Iterable[Stop], is_open: Callable[[Stop], bool]) -> None:
        """Look again at which of these stops are left."""
        for stop in stops:
            if stop in self._places and is_open(stop):
                self._open.add(stop)
            else:
                self._open.discard(stop)

    def go(self, stop: Stop) -> None:
        """Stand at a stop; one that was not in the queue is put in ahead of the one the coder leaves."""
        if stop not in self._places:
            self.stops.insert(self.place, stop)
            self._number()
        self.place = self._places[stop]

    def put_in(self, stop: Stop) -> None:
        """Put a stop in after the one before the coder, without going there."""
        if stop not in self._places:
            self.stops.insert(self.place + 1, stop)
            self._number()

    def step(self, step: int) -> bool:
        """Go to the next or previous stop, settled or not; False at either end."""
        place = self.place + step
        if not 0 <= place < len(self.stops):
            return False
        self.place = place
        return True

    def advance(self, is_skipped: Callable[[Stop], bool]) -> bool:
        """Go to the next stop that is left, round from the start again; what was skipped comes last.

        False, and no move, where nothing is left.
        """
        skipped = None
        for offset in range(1, len(self.stops) + 1):
            place = (self.place + offset) % len(self.stops)
            if self.stops[place] not in self._open:
                continue
            if not is_skipped(self.stops[place]):
                self.place = place
                return True
            skipped = place if skipped is None else skipped
        if skipped is None:
            return False
        self.place = skipped
        return True

    def first(self, fits: Callable[[Stop], bool]) -> Stop | None:
        """The first stop left that fits, else the first that fits at all."""
        fitting = [stop for stop in self.stops if fits(stop)]
        return next((stop for stop in fitting if stop in self._open), fitting[0] if fitting else None)

    def left_of(self, fits: Callable[[Stop], bool]) -> int:
        """How many of the stops that fit are left."""
        return sum(1 for stop in self._open if fits(stop))

    def _number(self) -> None:
        self._places = {stop: place for place, stop in enumerate(self.stops)}


def find_words(library: Library, segment_ids: Iterable[str], words: str) -> list[tuple[Segment, Span]]:
    """The passages in which words stand, however they are written, and where."""
    wanted = fold_term(words)
    found: list[tuple[Segment, Span]] = []
    if not wanted:
        return found
    for segment_id in segment_ids:
        segment = library.segments[segment_id]
        folded = fold(segment.text)
        place = folded.text.find(f" {wanted}")
        if place >= 0:
            span = folded.span(place + 1, place + 1 + len(wanted))
            found.append((segment, Span(segment.start + span.start, segment.start + span.end)))
            if len(found) == FOUND_AT_MOST:
                break
    return found


def neighbours(document: Document, segment: Segment, *, around: int = 2) -> Sequence[int]:
    """The turn a passage stands in and those around it, as places in `Document.turns`."""
    here = next(place for place, turn in enumerate(document.turns) if turn.ordinal == segment.turn)
    return range(max(0, here - around), min(len(document.turns), here + around + 1))
