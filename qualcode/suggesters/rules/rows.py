"""Pieces of evidence as plain tuples, until someone looks at them."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from qualcode.model.document import Passages
from qualcode.model.hits import KEYWORDS, PATTERNS, WIDTH, FoundBy, Hits
from qualcode.model.text import Span
from qualcode.suggesters.rules.matcher import Matcher

FoundRow = tuple[int, int, int, int]
"""Segment ordinal, start, end, place among the matcher's `found`."""


class RowsFound:
    """What the suggesters find in one document, by place of the code among the matcher's."""

    def __init__(self, n_codes: int) -> None:
        self.rows: list[list[FoundRow]] = [[] for _ in range(n_codes)]
        self.unless: dict[int, list[Span]] = defaultdict(list)

    def settle(self, matcher: Matcher) -> None:
        """Put the evidence in reading order, without what `unless` or a child code takes away.

        What is left is the evidence that the matcher was asked for.
        """
        for rows in self.rows:
            rows.sort()
        for code, spans in self.unless.items():
            self.rows[code] = outside(self.rows[code], sorted(spans))
        kept = {
            parent: sorted({Span(start, end) for child in children for _, start, end, _ in self.rows[child]})
            for parent, children in matcher.children.items()
            if self.rows[parent]
        }
        for parent, spans in kept.items():
            self.rows[parent] = outside(self.rows[parent], spans)
        for code in matcher.may_repeat:
            if self.rows[code]:
                self.rows[code] = _own(self.rows[code], matcher, code)

    def hits(self, passages: Passages, matcher: Matcher) -> Iterator[Hits]:
        """Packed, a value for every code that was asked for, in the order of the codebook."""
        for code, rows in zip(matcher.codes, self.rows, strict=True):
            if code.id in matcher.wanted:
                found, columns = _pack(rows, matcher.found)
                yield Hits(
                    document_id=passages.document_id,
                    code_id=code.id,
                    suggester=matcher.suggester,
                    found=found,
                    columns=columns,
                )


def _own(rows: list[FoundRow], matcher: Matcher, code: int) -> list[FoundRow]:
    """The evidence that was asked for, without that of several rules that found the same words.

    A pattern takes no words from the keywords: these are found alone, and which of the two is named is told when both
    are joined.
    """
    by_pattern = matcher.by_pattern.get(code, frozenset())
    if matcher.suggester == KEYWORDS and by_pattern:
        rows = [row for row in rows if row[3] not in by_pattern]
    rows = _one_rule_each(rows)
    return [row for row in rows if row[3] in by_pattern] if matcher.suggester == PATTERNS else rows


def _pack(rows: list[FoundRow], found: list[FoundBy]) -> tuple[tuple[FoundBy, ...], array[int]]:
    """Numbered anew, so that a row of the study holds only the rules that fired.

    By what they are, not by their place in `found`, which depends on the languages that were met before.
    """
    if not rows:
        return (), array("i")
    columns = array("i", chain.from_iterable(rows))
    places = columns[3::WIDTH]
    named: list[FoundBy] = []
    numbers: dict[int, int] = {}
    for what, place in sorted([(found[place], place) for place in set(places)]):
        if not named or named[-1] != what:
            named.append(what)
        numbers[place] = len(named) - 1
    columns[3::WIDTH] = array("i", map(numbers.__getitem__, places))
    return tuple(named), columns


def _one_rule_each(rows: list[FoundRow]) -> list[FoundRow]:
    """Of several rules that found the same words, the one the codebook names first."""
    return list({row[1:3]: row for row in reversed(rows)}.values())[::-1]


def outside(rows: list[FoundRow], spans: list[Span]) -> list[FoundRow]:
    """The rows no span holds."""
    if not spans:
        return rows
    starts = [span.start for span in spans]
    furthest: list[int] = []
    for span in spans:
        furthest.append(max(span.end, furthest[-1] if furthest else 0))
    return [row for row in rows if not _is_held(row, starts, furthest)]


def _is_held(row: FoundRow, starts: list[int], furthest: list[int]) -> bool:
    place = bisect_right(starts, row[1])
    return place > 0 and furthest[place - 1] >= row[2]
