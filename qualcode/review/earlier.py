"""A decision followed from the version of a transcript it was made on to the one of today, correction by correction."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from qualcode.model.coding import Anchor
from qualcode.model.document import Document, Segment
from qualcode.model.place import Found, Place
from qualcode.review.anchors import LONG, locate, make_anchor, passage_at

_BREAK = "\n\n"
"""Between two turns, and between two paragraphs of one."""

Version = tuple[Document, Sequence[Segment]]
"""A transcript as it was, with its passages."""

Earlier = Callable[[str], Sequence[Version]]
"""Gives every version of a document, the newest last; none where they are not kept."""


def not_kept(_document_id: str) -> Sequence[Version]:
    """Give no version: decisions are looked for in the newest alone."""
    return ()


def followed(anchor: Anchor, versions: Sequence[Version]) -> Anchor:
    """The anchor in the newest version, where its words are found beyond doubt on every version on the way, or in it.

    Elsewhere the anchor stays as it is, but names the passage that holds now what its passage came to. What surrounds
    few words may change a little with every correction; looked for at each of them, they are still the same.
    """
    made_on = [
        place
        for place, (document, segments) in enumerate(versions)
        if document.sha256 == anchor.document_sha256 and any(each.id == anchor.segment_id for each in segments)
    ]
    now = anchor
    for before, after in pairwise(versions[made_on[-1] :] if made_on else ()):
        now = _next(now, before, after)
    document, _ = versions[-1]
    if now.document_sha256 == document.sha256:
        return now
    now = replace(anchor, segment_id=now.segment_id)
    place = locate(anchor, document)  # words that were gone for a while, or come from a version of another copy
    return (_anchored(now, place, versions[-1]) if place.counts else None) or now


def _anchored(anchor: Anchor, place: Place, version: Version) -> Anchor | None:
    document, segments = version
    segment = passage_at(segments, place.start, place.end, anchor.segment_id)
    return make_anchor(document, segment, start=place.start, end=place.end) if segment else None


def _next(anchor: Anchor, before: Version, after: Version) -> Anchor:
    """One correction on: the same words, or the passage that holds what they came to."""
    old, old_segments = before
    new, segments = after
    if anchor.document_sha256 == old.sha256:
        place = locate(anchor, new)
        if place.found is Found.AMBIGUOUS or len(anchor.text) < LONG:
            in_order = _between_the_same(anchor, old.text, new.text)
            place = in_order if in_order.counts else place
        if place.counts and (found := _anchored(anchor, place, after)):
            return found
    passage = next((each for each in old_segments if each.id == anchor.segment_id), None)
    place = locate(make_anchor(old, passage), new) if passage else Place(found=Found.LOST)
    segment = passage_at(segments, place.start, place.end, anchor.segment_id) if place.counts else None
    return replace(anchor, segment_id=segment.id) if segment else anchor


def _between_the_same(anchor: Anchor, old: str, new: str) -> Place:
    """Words of a paragraph that stands as often as before between paragraphs that stand once in both versions."""
    before, after = old.split(_BREAK), new.split(_BREAK)
    ends = list(accumulate(len(each) + len(_BREAK) for each in before))
    at = bisect_right(ends, anchor.start)
    start = ends[at] - len(_BREAK) - len(before[at])
    once = {each for each, n in Counter(before).items() if n == 1} & {
        each for each, n in Counter(after).items() if n == 1
    }
    once.discard(before[at])
    low = next((place for place in range(at - 1, -1, -1) if before[place] in once), None)
    high = next((place for place in range(at + 1, len(before)) if before[place] in once), None)
    was = range(0 if low is None else low, len(before) if high is None else high)
    now = range(
        0 if low is None else after.index(before[low]), len(after) if high is None else after.index(before[high])
    )
    old_places = [place for place in was if before[place] == before[at]]
    places = [place for place in now if after[place] == before[at]]
    is_held = (low, high) != (None, None) and anchor.end <= start + len(before[at])
    if not is_held or len(places) != len(old_places):
        return Place(found=Found.AMBIGUOUS)
    place = places[old_places.index(at)]
    begins = sum(len(each) + len(_BREAK) for each in after[:place]) + anchor.start - start
    return Place(found=Found.MOVED, start=begins, end=begins + anchor.end - anchor.start)
