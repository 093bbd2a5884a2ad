"""Where decided words stand in the transcript as it is now."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import takewhile

from qualcode.model.coding import CONTEXT, Anchor
from qualcode.model.document import Document, Segment
from qualcode.model.place import Found, Place

CLEAR = 8
"""Characters around that have to be the same for words that stand in several places, or are few."""

LONG = 24
"""Characters from which words that stand in one place alone are beyond doubt."""

SIMILAR = 85.0
"""How like the old words, in percent, edited words have to be to be found."""


def make_anchor(document: Document, segment: Segment, *, start: int | None = None, end: int | None = None) -> Anchor:
    """An anchor on a passage, or on a stretch that begins in it."""
    start = segment.start if start is None else start
    end = segment.end if end is None else end
    return Anchor(
        document_id=document.id,
        document_sha256=document.sha256,
        start=start,
        end=end,
        text=document.text[start:end],
        before=document.text[max(0, start - CONTEXT) : start],
        after=document.text[end : end + CONTEXT],
        segment_id=segment.id,
    )


def locate(anchor: Anchor, document: Document) -> Place:
    """Find decided words in a document, which may have been corrected since."""
    if anchor.document_sha256 == document.sha256:
        return Place(found=Found.EXACT, start=anchor.start, end=anchor.end)
    places = _occurrences(anchor.text, document.text)
    if not places:
        return _most_alike(anchor, document.text)
    ranked = sorted(((_agreement(anchor, document.text, place), -place) for place in places), reverse=True)
    (best, place), others = ranked[0], ranked[1:]
    doubtful = best < CLEAR or best < 2 * others[0][0] if others else best < CLEAR and len(anchor.text) < LONG
    if doubtful:
        return Place(found=Found.AMBIGUOUS)
    found = Found.EXACT if -place == anchor.start else Found.MOVED
    return Place(found=found, start=-place, end=-place + len(anchor.text))


def passage_at(segments: Sequence[Segment], start: int, end: int, before: str) -> Segment | None:
    """The passage a stretch lies in: the one it lay in before where that still holds some of it, else the first."""
    last = bisect_right([segment.start for segment in segments], max(start, end - 1))
    held = [segment for segment in segments[:last] if segment.end > start]
    return next((segment for segment in held if segment.id == before), held[0] if held else None)


def _agreement(anchor: Anchor, text: str, place: int) -> int:
    """How many characters on either side are still the same."""
    before = text[max(0, place - CONTEXT) : place]
    after = text[place + len(anchor.text) :][:CONTEXT]
    return _same(reversed(before), reversed(anchor.before)) + _same(after, anchor.after)


def _same(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _occurrences(words: str, text: str) -> list[int]:
    places, place = [], text.find(words) if words else -1
    while place >= 0:
        places.append(place)
        place = text.find(words, place + 1)
    return places


def _most_alike(anchor: Anchor, text: str) -> Place:
    from rapidfuzz.fuzz import partial_ratio_alignment

    if not anchor.text or len(text) < len(anchor.text):
        return Place(found=Found.LOST)
    best = partial_ratio_alignment(anchor.text, text, score_cutoff=SIMILAR)
    if best is None:
        return Place(found=Found.LOST)
    return Place(found=Found.EDITED, start=best.dest_start, end=best.dest_end)
