"""The lines that a page carries besides its text: headers, footers and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from qualcode.model.naming import fold, words
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers.labels import read_head

_EDGE = 3
"""So many lines at the top of a page and at its foot may be a header or footer."""
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|página|p\.?|صفحة)?\s*(\d{1,4})(?:\s*(?:/|of|von|de|sur|من)\s*\d{1,4})?\W*", re.IGNORECASE
)
_PART = words(
    """
    question questions q interview interviews entretien entrevista kii fgd participant respondent informant interviewee
    speaker person part transcript section theme topic chapter case site group سؤال السؤال مقابلة المقابلة پرسیار
    چاوپێکەوتن
    """
)
"""`Question 3` at the top of page 3 is a heading of the text, whatever page it stands on."""
_PART_NUMBER = re.compile(r"\W*(?:\d{1,3}[.)]\s+)?([^\W\d]+)\W+(?:n(?:o\b|r\b|umber\b|°)\W*)?(\d+)", re.IGNORECASE)
_SENTENCE = re.compile(r"[.?!؟۔][\"'”’»)\]]*\s*\Z")
_TWICE, _SHORT = 2, 10
"""Pages on which a line stands, and words of it, that may be chance."""
_NEAR = 3.0
"""Points between two lines that stand at the same place of their pages."""
_SHARE, _NEARLY_ALL = 0.5, 0.8
_APART = 1.3
"""How much further from the text a header stands than lines stand from each other."""
_OFTEN = 0.1
"""What stands within the text so often, measured by how often it stands at the edge, is no header."""


class PageLine(NamedTuple):
    """A line of a page and where it stands."""

    text: str
    top: float | None = None
    """Points below the page's upper edge; None where the PDF does not tell."""
    foot: float | None = None
    """Points above its lower edge."""


class _Edge(NamedTuple):
    """A line near the upper or lower edge of its page."""

    page: int
    line: int
    text: str
    place: float
    """How far from that edge: points, or lines where the points are not known."""


def without_running_lines(
    pages: Sequence[Sequence[PageLine]], questions: Set[str] = frozenset()
) -> tuple[list[str], list[list[PageLine]]]:
    """What headers, footers and page numbers say, and the pages without them.

    They stand at one place of most pages, or count the pages. A speaker's label or a question of the guide
    (`questions`, folded) is never taken for one, and a whole sentence only where it comes back word for word.
    """
    left_out: list[str] = []
    kept = [_without_number_column(lines, left_out) for lines in pages]
    if len(kept) < 2:
        return left_out, kept
    places = _Places(kept, questions)
    running = [edge for side in ("top", "foot") for edge in places.running(side)]
    keys = {_key(edge.text) for edge in running}
    gone = {(edge.page, edge.line) for edge in running}
    for number, lines in enumerate(kept):
        out = _reached(lines, {line for page, line in gone if page == number})
        left_out += [line.text.strip() for n, line in enumerate(lines) if n in out]
        kept[number] = _cut_footer([line for n, line in enumerate(lines) if n not in out], keys, left_out)
    return left_out, kept


class _Places:
    """Which lines stand where, over all pages."""

    def __init__(self, pages: Sequence[Sequence[PageLine]], questions: Set[str]) -> None:
        self.pages = pages
        self.questions = questions
        self.n_of = Counter(fold(line.text) for lines in pages for line in lines)
        heads = [head for lines in pages for line in lines if (head := read_head(line.text))]
        self.labels = Counter(fold(head.label) for head in heads if head.shape in {"colon", "timed"})
        self.kinds = Counter(fold(head.label) for head in heads if label_words.kind(head.label))

    def running(self, side: str) -> Iterator[_Edge]:
        """The lines near one edge that are no part of the text."""
        alike: dict[str, list[_Edge]] = defaultdict(list)
        for number, lines in enumerate(self.pages):
            for edge in _edges(number, lines, side):
                alike[_key(edge.text)].append(edge)
        for edges in alike.values():
            if _PAGE_NUMBER.fullmatch(edges[0].text) and _count_the_pages(edges):
                yield from edges
                continue
            together = _at_one_place(edges)
            if self._is_often(together) and self._is_running(together):
                yield from together

    def _is_often(self, edges: Sequence[_Edge]) -> bool:
        """Whether they stand on most pages, or on most of the left or right ones."""
        numbers = {edge.page for edge in edges}
        one_side = len({number % 2 for number in numbers}) == 1
        among = len(self.pages) / 2 if one_side and len(self.pages) > 3 else len(self.pages)
        return len(numbers) >= max(2.0, among * _SHARE)

    def _is_running(self, edges: Sequence[_Edge]) -> bool:
        text, n = edges[0].text, len(edges)
        if fold(text) in self.questions or self._is_label(text, n):
            return False
        same = len({fold(edge.text) for edge in edges}) == 1
        if _SENTENCE.search(text) or (":" in text and not _PAGE_NUMBER.fullmatch(text)):
            known = all(self.pages[edge.page][edge.line].top is not None for edge in edges)
            if not (same and known):
                return False
            return n > max(2, len(self.pages) * _SHARE) or (n == len(self.pages) and self._are_apart(edges))
        if same and n == _TWICE and len(text.split()) > _SHORT:
            return self._are_apart(edges)  # on two pages the same may be said at one place
        return same or (_count_the_pages(edges) and not _number_parts(edges))

    def _are_apart(self, edges: Sequence[_Edge]) -> bool:
        """Whether lines end no sentence, are not said by somebody who is named elsewhere, and keep off the text."""
        text = edges[0].text
        head = read_head(text)
        if head is not None and not label_words.kind(head.label) and self.labels[fold(head.label)] > len(edges):
            return False
        return not _SENTENCE.search(text) and all(self._is_apart(edge) for edge in edges)

    def _is_apart(self, edge: _Edge) -> bool:
        """Whether the nearest line is further away than lines of one paragraph are from each other."""
        own = self.pages[edge.page][edge.line].top
        away = [abs(top - own) for top in _tops(self.pages[edge.page]) if own is not None and abs(top - own) > _NEAR]
        return bool(away) and min(away) > _APART * self._step

    @cached_property
    def _step(self) -> float:
        """How far lines of one paragraph are from each other: on a page of short turns there may be hardly any."""
        steps = sorted(
            below - top for lines in self.pages for top, below in pairwise(_tops(lines)) if below - top > _NEAR
        )
        return steps[len(steps) // 10] if steps else 0.0

    def _is_label(self, text: str, n: int) -> bool:
        """Whether it is a speaker's label, alone or with what is said, or a line that the text itself says again."""
        said = fold(text)
        elsewhere = self.n_of[said] - n
        if self.labels[said] or elsewhere > max(1, n * _OFTEN):
            return True
        head = read_head(text)
        if head is not None and head.rest and label_words.kind(head.label):
            return bool(_SENTENCE.search(text))  # what somebody says, and not `Interviewer: Dana`
        names_somebody = head is not None and not head.rest and bool(label_words.kind(head.label))
        others = self.kinds.total() - self.kinds[said]
        return names_somebody and (elsewhere > 0 or others <= len(self.pages))


def _edges(number: int, lines: Sequence[PageLine], side: str) -> Iterator[_Edge]:
    order = _downwards(lines)
    for rank, n in enumerate((order if side == "top" else order[::-1])[:_EDGE]):
        line = lines[n]
        away = line.top if side == "top" else line.foot
        yield _Edge(number, n, line.text.strip(), 100.0 * rank if away is None else away)


def _tops(lines: Sequence[PageLine]) -> list[float]:
    return sorted(line.top for line in lines if line.top is not None)


def _downwards(lines: Sequence[PageLine]) -> list[int]:
    """The lines of the page from its top to its foot, or in reading order where their places are not known."""
    if any(line.top is None for line in lines):
        return list(range(len(lines)))
    within = [n for n, line in enumerate(lines) if min(line.top or 0.0, line.foot or 0.0) > -_NEAR]
    return sorted(within, key=lambda n: lines[n].top or 0.0)


def _at_one_place(edges: Sequence[_Edge]) -> list[_Edge]:
    """Of some lines the most that stand equally far from the edge."""
    return max(
        ([edge for edge in edges if abs(edge.place - place) <= _NEAR] for place in {edge.place for edge in edges}),
        key=len,
    )


def _count_the_pages(edges: Sequence[_Edge]) -> bool:
    """Whether a number in the lines goes up with the page, and the others stay."""
    told = [[int(number) for number in re.findall(r"\d+", edge.text)] for edge in edges]
    enough = max(2.0, len(edges) * _NEARLY_ALL)
    counting = 0
    for values in zip(*told, strict=False):
        ahead = Counter(value - edge.page for value, edge in zip(values, edges, strict=True))
        if max(ahead.values()) >= enough:
            counting += 1
        elif max(Counter(values).values()) < enough:
            return False
    return counting > 0


def _number_parts(edges: Sequence[_Edge]) -> bool:
    """Whether the lines count interviews, questions or the like: `Interview 3 of 27`, and not `Interview 3, page 7`."""
    found = [_PART_NUMBER.match(edge.text) for edge in edges]
    return all(each is not None and fold(each[1]) in _PART for each in found) and len({e[2] for e in found if e}) > 1


def _key(line: str) -> str:
    """A line with its numbers made alike."""
    return re.sub(r"\d+", "#", line.strip().casefold())


def _reached(lines: Sequence[PageLine], found: set[int]) -> set[int]:
    """Of the lines found to be running those that can be: where no places are known, no text stands outside them."""
    order = list(range(len(lines)))
    if all(line.top is not None for line in lines):
        return found
    reached: set[int] = set()
    for way in (order, order[::-1]):
        for n in way[:_EDGE]:
            if n not in found:
                break
            reached.add(n)
    return reached


def _cut_footer(lines: list[PageLine], keys: Set[str], left_out: list[str]) -> list[PageLine]:
    """The lines without a footer that stands behind a divided word: `long\ufffePage 9`."""
    before, hyphen, behind = lines[-1].text.rpartition("\ufffe") if lines else ("", "", "")
    if not hyphen or _key(behind) not in keys:
        return lines
    left_out.append(behind.strip())
    return [*lines[:-1], lines[-1]._replace(text=before + hyphen)]


def _without_number_column(lines: Sequence[PageLine], left_out: list[str]) -> list[PageLine]:
    """Paragraph numbers that a program prints beside the text come out as lines of their own at the page's end."""
    end = len(lines)
    while end and re.fullmatch(r"\s*\d{1,4}\s*", lines[end - 1].text):
        end -= 1
    numbers = [int(line.text) for line in lines[end:]]
    if len(numbers) < 3 or not all(a < b for a, b in pairwise(numbers)):
        return list(lines)
    left_out += [line.text.strip() for line in lines[end:]]
    return list(lines[:end])
