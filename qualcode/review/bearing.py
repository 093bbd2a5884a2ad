"""Which passages speak for a finding and which against it, from what coders marked."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qualcode.model.document import Document, Segment
from qualcode.model.finding import Bearing, Stance
from qualcode.model.journal import Event, EventKind
from qualcode.model.nouns import dataclass
from qualcode.model.short_id import short_sha256
from qualcode.review.placing import speakers_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearings:
    """What counts of the marks, and how many do not."""

    marks: tuple[Bearing, ...] = ()
    n_differ: int = 0
    """Passages that one coder marked for a finding and another against it: they count for neither."""
    n_lost: int = 0
    """Marks on words that are not in the transcript as it is now, or are no informant's."""


def bearing_event(segment: Segment, finding: str, stance: Stance, coder: str) -> Event:
    """A coder's mark on a passage, to be kept. It holds a hash of the words and not the words."""
    detail = {"finding": finding, "stance": stance.value, "coder": coder, "text_sha256": short_sha256(segment.text)}
    return Event(id=str(uuid.uuid4()), kind=EventKind.FINDING, target=segment.id, detail=detail)


def bearings_of(events: Iterable[Event], segmented: Iterable[tuple[Document, Sequence[Segment]]]) -> Bearings:
    """Find what the marks say today: of one coder the latest, on the passage that has the words that were marked."""
    latest: dict[tuple[str, str, str], Mapping[str, Any]] = {}
    for event in events:
        latest[str(event.detail["finding"]), event.target, str(event.detail["coder"])] = event.detail
    pairs = list(segmented)
    documents = {document.id: document for document, _ in pairs}
    segments = {segment.id: segment for _, passages in pairs for segment in passages}
    said: dict[tuple[str, str], dict[str, Stance]] = defaultdict(dict)
    n_lost = 0
    for (finding, target, coder), detail in latest.items():
        stance = Stance(detail["stance"])
        segment = _now(target, str(detail["text_sha256"]), segments)
        if stance is Stance.NEITHER:
            continue
        if segment is None or not _speakers(segment, documents):
            n_lost += 1
        else:
            said[finding, segment.id][coder] = stance
    marks = tuple(
        Bearing(
            finding=finding,
            stance=next(iter(by_coder.values())),
            document_id=segments[segment_id].document_id,
            segment_id=segment_id,
            informant_id=person,
            coders=tuple(sorted(by_coder)),
        )
        for (finding, segment_id), by_coder in sorted(said.items())
        if len({*by_coder.values()}) == 1
        for person in _speakers(segments[segment_id], documents)
    )
    n_differ = sum(len({*by_coder.values()}) > 1 for by_coder in said.values())
    return Bearings(marks=marks, n_differ=n_differ, n_lost=n_lost)


def _speakers(segment: Segment, documents: Mapping[str, Document]) -> tuple[str, ...]:
    return speakers_of(documents[segment.document_id], segment.start, segment.end)


def _now(target: str, text_sha256: str, segments: Mapping[str, Segment]) -> Segment | None:
    """The passage that was marked, or the only one of its interview that has its words now."""
    here = segments.get(target)
    if here is not None and short_sha256(here.text) == text_sha256:
        return here
    document_id = target.rpartition(":")[0]
    found = [
        each for each in segments.values() if each.document_id == document_id and short_sha256(each.text) == text_sha256
    ]
    return found[0] if len(found) == 1 else None
