"""Decisions as they stand on the transcripts as they are now: each on the passage that holds its words."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from qualcode.model.coding import CONTEXT, Anchor, Decision, Mark
from qualcode.model.document import Document, Segment
from qualcode.review.anchors import locate, make_anchor
from qualcode.review.standing import ADJUDICATION, CODED, DECIDED, sort_decisions

_Passage = tuple[str, str, str]
"""Coder, code and passage."""


def reanchored(
    decisions: Iterable[Decision], documents: Mapping[str, Document], segments: Mapping[str, Segment]
) -> list[Decision]:
    """The log, oldest first, with anchors in the newest version of every document.

    What is found beyond doubt is anchored anew, in the passage that holds it now; so is what stands in a passage that
    was cut anew. Where one passage now holds what a coder decided on several, the code stays if any of them had it. All
    other decisions keep the anchor they have, and with it the older version's hash: those are in doubt.
    """
    log = sort_decisions(decisions)
    homeless = {
        decision.id
        for decision in log
        if decision.anchor.document_id in documents
        and not (is_current(decision, documents) and decision.anchor.segment_id in segments)
    }
    stale = {decision.anchor.document_id for decision in log if decision.id in homeless}
    if not stale:
        return log
    passages: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments.values():
        if segment.document_id in stale:
            passages[segment.document_id].append(segment)
    for held in passages.values():
        held.sort(key=lambda segment: segment.start)
    now = [
        _moved(decision, documents[decision.anchor.document_id], passages[decision.anchor.document_id])
        if decision.id in homeless
        else decision
        for decision in log
    ]
    return _joined(log, now, documents, segments)


def is_current(decision: Decision, documents: Mapping[str, Document]) -> bool:
    """Whether a decision is anchored in the newest version of its document."""
    document = documents.get(decision.anchor.document_id)
    return document is not None and decision.anchor.document_sha256 == document.sha256


def _moved(decision: Decision, document: Document, segments: Sequence[Segment]) -> Decision:
    place = locate(decision.anchor, document)
    if not place.counts:
        return decision
    segment = _passage_at(segments, place.start, place.end, decision.anchor.segment_id)
    if segment is None:
        return decision
    return replace(decision, anchor=make_anchor(document, segment, start=place.start, end=place.end))


def _passage_at(segments: Sequence[Segment], start: int, end: int, before: str) -> Segment | None:
    """The passage a stretch lies in: the one it lay in before where that still holds some of it, else the first."""
    last = bisect_right([segment.start for segment in segments], max(start, end - 1))
    held = [segment for segment in segments[:last] if segment.end > start]
    return next((segment for segment in held if segment.id == before), held[0] if held else None)


def _joined(
    log: Sequence[Decision],
    now: Sequence[Decision],
    documents: Mapping[str, Document],
    segments: Mapping[str, Segment],
) -> list[Decision]:
    """Of each coder and code one line of decisions per passage, where one passage holds what were several."""
    lines: dict[_Passage, dict[str, list[Decision]]] = defaultdict(lambda: defaultdict(list))
    for earlier, decision in zip(log, now, strict=True):
        if decision.origin != ADJUDICATION:
            passage = (decision.coder, decision.code_id, decision.anchor.segment_id)
            lines[passage][earlier.anchor.segment_id].append(decision)
    current = {decision.id: decision.anchor for decision in log if is_current(decision, documents)}
    left_out: set[str] = set()
    made: dict[str, Decision] = {}
    for held in lines.values():
        if len(held) > 1:
            latest = sort_decisions(line[-1] for line in held.values())
            newer = {decision.id: current[decision.id] for decision in latest if decision.id in current}
            one = _one_of(latest, _on_whole(newer, segments), documents)
            made[one.id] = one
            left_out |= {
                decision.id
                for line in held.values()
                if all(decision.id != one.id for decision in line)
                for decision in line
            }
    return [made.get(decision.id, decision) for decision in now if decision.id not in left_out]


def _on_whole(anchors: Mapping[str, Anchor], segments: Mapping[str, Segment]) -> set[str]:
    """Which decisions on this version of a transcript were made on the passage as it is cut now.

    The only one of this version may be on a stretch of it; where the cut alone is new, only its length tells.
    """
    at_home = {
        id: (anchor, segments[anchor.segment_id]) for id, anchor in anchors.items() if anchor.segment_id in segments
    }
    if len(anchors) == 1:
        return set(at_home)
    return {id for id, (anchor, here) in at_home.items() if anchor.start <= here.start and here.end <= anchor.end}


def _one_of(decisions: Sequence[Decision], on_whole: set[str], documents: Mapping[str, Document]) -> Decision:
    """What decisions on parts of a passage say of the whole.

    What was decided on the whole settles it; one part in doubt puts it in doubt; it is coded if a part is, over all
    the coded words and with every mark.
    """
    for wanted in (
        [decision for decision in decisions if decision.id in on_whole],
        [decision for decision in decisions if not is_current(decision, documents)],
    ):
        if wanted:
            return wanted[-1]
    coded = [decision for decision in decisions if decision.verdict in CODED]
    if not coded:
        return next((d for d in reversed(decisions) if d.verdict in DECIDED), decisions[-1])
    start, end = min(d.anchor.start for d in coded), max(d.anchor.end for d in coded)
    text = documents[coded[-1].anchor.document_id].text
    anchor = replace(
        coded[-1].anchor,
        start=start,
        end=end,
        text=text[start:end],
        before=text[max(0, start - CONTEXT) : start],
        after=text[end : end + CONTEXT],
    )
    marks = {mark for decision in coded for mark in decision.marks}
    return replace(coded[-1], anchor=anchor, marks=tuple(mark for mark in Mark if mark in marks))
