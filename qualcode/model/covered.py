"""A stretch of an interview → the informants' passages it covers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from qualcode.model.document import Segment
from qualcode.model.text import Span

ENOUGH = 3
"""Words of a passage that are enough to code it, however long it is."""
HALF = 0.5
_WORD = re.compile(r"\w+")

Covered = tuple[Segment, Span | None]
"""A passage, and the stretch of it that is covered; None for all of it."""


def covered_passages(span: Span, passages: Sequence[Segment]) -> list[Covered]:
    """The passages, in reading order, of which a stretch holds three words or half; else the one it holds most of."""
    first = bisect_right(passages, span.start, key=attrgetter("end"))
    found: list[tuple[int, int, Covered]] = []
    for passage in passages[first:]:
        if passage.start >= span.end:
            break
        part = Span(max(span.start, passage.start), min(span.end, passage.end))
        words = [match.span() for match in _WORD.finditer(passage.text)]
        inside = [
            word for word in words if passage.start + word[0] >= part.start and passage.start + word[1] <= part.end
        ]
        if inside:
            whole = part == (passage.start, passage.end) or len(inside) == len(words)
            found.append((len(inside), len(words), (passage, None if whole else part)))
    enough = [covered for n, of, covered in found if n >= ENOUGH or n >= HALF * of]
    if enough or not found:
        return enough
    return [max(found, key=lambda each: each[0])[2]]
