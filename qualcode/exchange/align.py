"""Two texts of one interview, word by word: where a stretch of theirs stands in ours."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from qualcode.model.text import Span, fold_term

FEW = 1_500
"""Words of a gap that are compared at once: above it, words that occur once part it first."""
HALF = 0.5
_WORD = re.compile(r"\w+")


class Alignment:
    """Their text beside ours. Labels, times and headers that one of them lacks do no harm."""

    def __init__(self, theirs: str, ours: str) -> None:
        self._theirs, self._ours = theirs, ours
        self._their_words = [match.span() for match in _WORD.finditer(theirs)]
        self._our_words = [match.span() for match in _WORD.finditer(ours)]
        self._to = [-1] * len(self._their_words)
        one = [_folded(theirs[start:end]) for start, end in self._their_words]
        other = [_folded(ours[start:end]) for start, end in self._our_words]
        for mine, yours, length in _equal_runs(one, other):
            self._to[mine : mine + length] = range(yours, yours + length)
        self._their_starts = [start for start, _ in self._their_words]
        self._their_ends = [end for _, end in self._their_words]

    def span(self, start: int, end: int) -> Span | None:
        """Where a stretch of their text stands in ours; None where less than half of its words are there.

        A word belongs to the stretch if more than half of it lies inside.
        """
        first = bisect_right(self._their_ends, start)
        last = bisect_left(self._their_starts, end)
        if first < last and not self._belongs(first, start, end):
            first += 1
        if first < last and not self._belongs(last - 1, start, end):
            last -= 1
        here = [place for place in range(first, last) if self._to[place] >= 0]
        if not here or len(here) < HALF * (last - first):
            return None
        begin, stop = self._our_words[self._to[here[0]]][0], self._our_words[self._to[here[-1]]][1]
        return Span(
            begin - self._signs_before(begin, self._their_words[here[0]][0], start),
            stop + self._signs_after(stop, self._their_words[here[-1]][1], end),
        )

    @property
    def share(self) -> float:
        """How much of our text is in theirs, by words."""
        return sum(place >= 0 for place in self._to) / max(1, len(self._our_words))

    def _belongs(self, word: int, start: int, end: int) -> bool:
        begin, stop = self._their_words[word]
        return min(stop, end) - max(begin, start) > HALF * (stop - begin)

    def _signs_before(self, ours: int, theirs: int, start: int) -> int:
        """How many characters before a word are the same in both texts, and selected: a quotation mark."""
        n = 0
        while theirs - n > start and ours - n > 0 and self._same(theirs - n - 1, ours - n - 1):
            n += 1
        return n

    def _signs_after(self, ours: int, theirs: int, end: int) -> int:
        """How many characters after a word are the same in both texts, and selected: a full stop."""
        n = 0
        while theirs + n < end and ours + n < len(self._ours) and self._same(theirs + n, ours + n):
            n += 1
        return n

    def _same(self, theirs: int, ours: int) -> bool:
        sign = self._theirs[theirs]
        return sign == self._ours[ours] and not sign.isspace()


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    return fold_term(word) or word


Run = tuple[int, int, int]


def _equal_runs(one: Sequence[str], other: Sequence[str]) -> Iterator[Run]:
    """Runs of equal words, in order: place in the one, place in the other, length."""
    waiting = [(0, len(one), 0, len(other))]
    while waiting:
        start, end, begin, stop = waiting.pop()
        if start == end or begin == stop:
            continue
        same = 0
        while start + same < end and begin + same < stop and one[start + same] == other[begin + same]:
            same += 1
        if same:
            yield start, begin, same
            waiting.append((start + same, end, begin + same, stop))
        elif max(end - start, stop - begin) <= FEW or not (anchors := _anchors(one[start:end], other[begin:stop])):
            yield from _compared(one, other, start, end, begin, stop)
        else:
            waiting += _gaps(anchors, start, end, begin, stop)
            yield from ((start + mine, begin + yours, 1) for mine, yours in anchors)


def _compared(one: Sequence[str], other: Sequence[str], start: int, end: int, begin: int, stop: int) -> Iterator[Run]:
    from rapidfuzz.distance import Indel

    for block in Indel.opcodes(list(one[start:end]), list(other[begin:stop])):
        if block.tag == "equal":
            yield start + block.src_start, begin + block.dest_start, block.src_end - block.src_start


def _anchors(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Places of words that occur once in both, as many of them as stand in the same order (patience sorting)."""
    mine, yours = Counter(one), Counter(other)
    there = {word: place for place, word in enumerate(other) if yours[word] == 1 and mine[word] == 1}
    pairs = [(place, there[word]) for place, word in enumerate(one) if word in there]
    tops: list[int] = []
    piles: list[int] = []
    before = [-1] * len(pairs)
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before[number] = piles[pile - 1] if pile else -1
        tops[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [number]
    found, number = [], piles[-1] if piles else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _gaps(
    anchors: Sequence[tuple[int, int]], start: int, end: int, begin: int, stop: int
) -> Iterator[tuple[int, int, int, int]]:
    """What lies between the anchors."""
    last = (-1, -1)
    for mine, yours in [*anchors, (end - start, stop - begin)]:
        yield start + last[0] + 1, start + mine, begin + last[1] + 1, begin + yours
        last = mine, yours
