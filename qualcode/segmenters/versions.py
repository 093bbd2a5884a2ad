"""A corrected transcript beside the earlier one: which passages are the same, which changed, which are new or gone.

Where a decision's words stand now is for `review.anchors` to say; this is about passages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qualcode.model.document import Segment
from qualcode.model.nouns import dataclass
from qualcode.model.place import Found, Place

_PARAGRAPH = re.compile(r".+?(?:\n{2,}|\Z)", re.DOTALL)
_WORD = re.compile(r"\w+|[^\w\s]|\s+")
_Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What became of the passages of an earlier version."""

    old_ids: dict[str, str]
    """For each new passage that is an earlier one, perhaps edited, the earlier one's id."""
    same: int
    changed: int
    new: int
    gone: int


@dataclass(frozen=True, slots=True)
class _Same:
    """A stretch that both texts have, in the same order."""

    old: int
    new: int
    length: int


class Alignment:
    """Which stretches of an old text stand unchanged in a new one."""

    def __init__(self, old: str, new: str) -> None:
        self._same = list(_joined(_common(old, new)))
        self._starts = [same.old for same in self._same]

    def place_of(self, start: int, end: int) -> Place:
        """Where a stretch of the old text stands in the new one: as it was, edited in its place, or nowhere."""
        kept = [
            (max(start, same.old), min(end, same.old + same.length), same.new - same.old)
            for same in self._same[max(0, bisect_right(self._starts, start) - 1) :]
            if same.old < end and same.old + same.length > start
        ]
        if len(kept) == 1 and kept[0][:2] == (start, end):
            shift = kept[0][2]
            return Place(found=Found.MOVED if shift else Found.EXACT, start=start + shift, end=end + shift)
        if sum(stop - begin for begin, stop, _ in kept) * 2 < end - start or not kept:
            return Place(found=Found.LOST)
        return Place(found=Found.EDITED, start=kept[0][0] + kept[0][2], end=kept[-1][1] + kept[-1][2])


def carry_segments(old_text: str, old: Sequence[Segment], new_text: str, new: Sequence[Segment]) -> Carried:
    """Which new passage is which earlier one; passages go together one to one, in reading order."""
    alignment = Alignment(old_text, new_text)
    starts = [segment.start for segment in new]
    old_ids: dict[str, str] = {}
    same = 0
    for segment in old:
        place = alignment.place_of(segment.start, segment.end)
        number = bisect_right(starts, (place.start + place.end) // 2) - 1
        if place.found is Found.LOST or number < 0 or place.start >= new[number].end or new[number].id in old_ids:
            continue
        old_ids[new[number].id] = segment.id
        same += new[number].text == segment.text
    return Carried(
        old_ids=old_ids,
        same=same,
        changed=len(old_ids) - same,
        new=len(new) - len(old_ids),
        gone=len(old) - len(old_ids),
    )


def with_carried_ids(segments: Sequence[Segment], old_ids: Mapping[str, str], first_free: int) -> tuple[Segment, ...]:
    """New passages under the ids of the earlier ones they are; the others get numbers no version ever had."""
    made = []
    for segment in segments:
        if segment.id in old_ids:
            ordinal = int(old_ids[segment.id].rpartition(":")[2])
        else:
            ordinal, first_free = first_free, first_free + 1
        made.append(replace(segment, id=f"{segment.document_id}:{ordinal}", ordinal=ordinal))
    return tuple(made)


def _common(old: str, new: str) -> Iterator[_Same]:
    """Paragraphs that are the same first, then words inside those that are not: quick, and no jumps between turns."""
    for old_part, new_part, equal in _matched(old, new, 0, 0, _PARAGRAPH):
        if equal:
            yield _Same(old_part[0], new_part[0], old_part[1] - old_part[0])
        else:
            words = _matched(old[slice(*old_part)], new[slice(*new_part)], old_part[0], new_part[0], _WORD)
            yield from (_Same(a[0], b[0], a[1] - a[0]) for a, b, same in words if same)


def _matched(
    old: str, new: str, old_at: int, new_at: int, pattern: re.Pattern[str]
) -> Iterator[tuple[_Stretch, _Stretch, bool]]:
    """Stretches of both texts that go together, and whether they are equal."""
    from rapidfuzz.distance import Indel

    old_pieces, new_pieces = pattern.findall(old), pattern.findall(new)
    old_ends, new_ends = _ends(old_pieces, old_at), _ends(new_pieces, new_at)
    done_old = done_new = 0
    for block in Indel.opcodes(old_pieces, new_pieces).as_matching_blocks():
        if block.a > done_old or block.b > done_new:
            yield (old_ends[done_old], old_ends[block.a]), (new_ends[done_new], new_ends[block.b]), False
        done_old, done_new = block.a + block.size, block.b + block.size
        if block.size:
            yield (old_ends[block.a], old_ends[done_old]), (new_ends[block.b], new_ends[done_new]), True


def _ends(pieces: Sequence[str], at: int) -> list[int]:
    ends = [at]
    for piece in pieces:
        ends.append(ends[-1] + len(piece))
    return ends


def _joined(stretches: Iterator[_Same]) -> Iterator[_Same]:
    """Neighbouring stretches made one."""
    last: _Same | None = None
    for same in stretches:
        if last and last.old + last.length == same.old and last.new + last.length == same.new:
            last = _Same(last.old, last.new, last.length + same.length)
        else:
            if last:
                yield last
            last = same
    if last:
        yield last
