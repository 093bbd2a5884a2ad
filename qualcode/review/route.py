"""The way through a queue: where the coder stands, what is left, and where to go next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice

from qualcode.model.document import Document, Segment
from qualcode.model.text import Span, fold_term, fold_text
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
        self._skipped: set[Stop] = set()
        self._number()

    @property
    def stop(self) -> Stop | None:
        """What is before the coder; None in an empty queue."""
        return self.stops[self.place] if self.stops else None

    @property
    def left(self) -> int:
        """How many stops are still to be settled."""
        return len(self._open)

    def is_left(self, stop: Stop) -> bool:
        """Whether a stop of the queue is still to be settled."""
        return stop in self._open

    def settle(
        self, stops: Iterable[Stop], is_open: Callable[[Stop], bool], is_skipped: Callable[[Stop], bool]
    ) -> None:
        """Look again at which of these stops are left, and which of them were put off."""
        for stop in stops:
            if stop in self._places and is_open(stop):
                self._open.add(stop)
            else:
                self._open.discard(stop)
            if stop in self._open and is_skipped(stop):
                self._skipped.add(stop)
            else:
                self._skipped.discard(stop)

    def go(self, stop: Stop) -> None:
        """Stand at a stop; one that was not in the queue is put in ahead of the one the coder leaves."""
        if stop not in self._places:
            self.stops.insert(self.place, stop)
            self._number()
        self.place = self._places[stop]

    def put_in(self, stop: Stop, *, after: Stop | None = None) -> None:
        """Put a stop in after another, or after the one before the coder, without going there."""
        if stop in self._places:
            return
        place = self._place_of(after) + 1
        self.stops.insert(place, stop)
        self._number()
        if place <= self.place:
            self.place += 1

    def extend(self, stops: Iterable[Stop]) -> None:
        """Put stops behind all others; those that are there already stay where they are."""
        self.stops += [stop for stop in dict.fromkeys(stops) if stop not in self._places]
        self._number()

    def step(self, step: int) -> bool:
        """Go to the next or previous stop, settled or not; False at either end."""
        beside = self.beside(self.stop, step)
        if beside is not None:
            self.place = self._places[beside]
        return beside is not None

    def beside(self, stop: Stop | None, step: int) -> Stop | None:
        """The next or previous stop, settled or not; None at either end. Goes nowhere."""
        place = self._place_of(stop) + step
        return self.stops[place] if 0 <= place < len(self.stops) else None

    def advance(self) -> bool:
        """Go to the next stop that is left. False, and no move, where nothing is left."""
        following = self.after(self.stop)
        if following is not None:
            self.place = self._places[following]
        return following is not None

    def after(self, stop: Stop | None) -> Stop | None:
        """The next stop that is left after one, round from the start again; what was skipped comes last. Goes nowhere.

        It is the stop itself where nothing else is left; None where nothing is.
        """
        skipped = None
        place = self._place_of(stop)
        for following in chain(islice(self.stops, place + 1, None), islice(self.stops, place + 1)):
            if following in self._open:
                if following not in self._skipped:
                    return following
                skipped = skipped or following
        return skipped

    def _place_of(self, stop: Stop | None) -> int:
        """Where a stop stands; of one that is not in the queue where its passage ends, else where the coder stands."""
        if stop is None or stop in self._places:
            return self.place if stop is None else self._places[stop]
        on_passage = (place for place, each in enumerate(self.stops) if each.segment_id == stop.segment_id)
        return max(on_passage, default=self.place)

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
        folded = fold_text(segment.text)
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
