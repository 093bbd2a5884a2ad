"""Picking out some of a passage, by sentence or by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.model.nouns import dataclass
from qualcode.model.text import Span

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A run of whole sentences, or of whole words, being picked out."""

    sentences: tuple[Span, ...]
    words: tuple[Span, ...]
    first: int
    """The sentence or word it begins with."""
    last: int
    """And ends with."""
    by_word: bool = False

    @classmethod
    def over(cls, text: str, sentences: Iterable[Span], span: Span) -> Stretch:
        """The sentences that `span` touches, out of those of a passage or of a turn."""
        among = tuple(sentences)
        words = tuple(
            Span(found.start(), found.end())
            for sentence in among
            for found in _WORD.finditer(text, sentence.start, sentence.end)
        )
        first, last = _touched(among, span)
        return cls(sentences=among, words=words, first=first, last=last)

    @property
    def span(self) -> Span:
        """Where it stands in the document."""
        units = self._units
        return Span(units[self.first].start, units[self.last].end)

    def moved(self, step: int) -> Stretch:
        """One sentence or word: the next; where several are picked out, the last or the first of them."""
        place = self.last if step > 0 else self.first
        if self.first == self.last:
            place = min(max(place + step, 0), len(self._units) - 1)
        return replace(self, first=place, last=place)

    def grown(self, step: int) -> Stretch:
        """Its end that many sentences or words further on."""
        return replace(self, last=min(max(self.last + step, self.first), len(self._units) - 1))

    def grown_back(self, step: int) -> Stretch:
        """Its beginning that many sentences or words further on; a negative number takes in more."""
        return replace(self, first=max(min(self.first + step, self.last), 0))

    def reaching(self, position: int) -> Stretch:
        """Grown, or begun anew, so that it takes in the sentence or word at a position of the document."""
        touched, _ = _touched(self._units, Span(position, position + 1))
        if touched < self.first:
            return replace(self, first=touched)
        return replace(self, last=touched)

    def starting(self, position: int) -> Stretch:
        """The sentence or word at a position of the document."""
        touched, _ = _touched(self._units, Span(position, position + 1))
        return replace(self, first=touched, last=touched)

    def other_unit(self) -> Stretch:
        """The same by word instead of by sentence, or the other way round."""
        turned = replace(self, by_word=not self.by_word)
        first, last = _touched(turned._units, self.span)
        return replace(turned, first=first, last=last)

    @property
    def _units(self) -> tuple[Span, ...]:
        return self.words if self.by_word else self.sentences


def _touched(units: Sequence[Span], span: Span) -> tuple[int, int]:
    """The first and last unit that a span touches; the nearest one where it stands between two."""
    touched = [place for place, unit in enumerate(units) if unit.start < span.end and span.start < unit.end]
    if touched:
        return touched[0], touched[-1]
    nearest = min(range(len(units)), key=lambda place: abs(units[place].start - span.start))
    return nearest, nearest
