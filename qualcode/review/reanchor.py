"""Decisions as they stand on the transcripts as they are now: each on the passage that holds its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from qualcode.model.coding import CONTEXT, Anchor, Decision, Mark
from qualcode.model.document import Document, Segment
from qualcode.model.text import Span
from qualcode.review.anchors import LONG, locate, make_anchor, passage_at
from qualcode.review.earlier import Earlier, followed, not_kept
from qualcode.review.standing import ADJUDICATION, CODED, DECIDED, sort_decisions

_Passage = tuple[str, str, str]
"""Coder, code and passage."""


class _Said(NamedTuple):
    """A coder's word on a code, as it was made and where it stands now."""

    made: Decision
    now: Decision
    is_found: bool
    """Whether its words were found beyond doubt."""


def reanchored(
    decisions: Iterable[Decision],
    documents: Mapping[str, Document],
    segments: Mapping[str, Segment],
    *,
    earlier: Earlier = not_kept,
) -> list[Decision]:
    """The log, oldest first, with anchors in the newest version of every document.

    What is found beyond doubt is anchored anew, in the passage that holds it now; so is what stands in a passage that
    was cut anew. All other decisions keep the older version's hash: those are in doubt. Of one coder and code the
    latest word on the same words holds, whatever numbers their passage had; where one passage now holds what a coder
    decided on several, the code stays if any of them has it. `earlier` gives the versions of a document: they tell
    where few words stand, and which passage is in doubt.
    """
    log = sort_decisions(decisions)
    homeless = {
        decision.id
        for decision in log
        if decision.anchor.document_id in documents and not _is_at_home(decision, documents, segments)
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
    versions = cache(earlier)
    now = [
        _moved(decision, documents[decision.anchor.document_id], passages[decision.anchor.document_id], versions)
        if decision.id in homeless
        else decision
        for decision in log
    ]
    return _latest_by_place(log, now, documents, stale)


def is_current(decision: Decision, documents: Mapping[str, Document]) -> bool:
    """Whether a decision is anchored in the newest version of its document."""
    document = documents.get(decision.anchor.document_id)
    return document is not None and decision.anchor.document_sha256 == document.sha256


def _is_at_home(decision: Decision, documents: Mapping[str, Document], segments: Mapping[str, Segment]) -> bool:
    """Whether the passage a decision names holds its words; a number may have gone to other words and back."""
    anchor, segment = decision.anchor, segments.get(decision.anchor.segment_id)
    return (
        segment is not None
        and is_current(decision, documents)
        and segment.start < max(anchor.end, anchor.start + 1)
        and anchor.start < segment.end
    )


def _moved(decision: Decision, document: Document, segments: Sequence[Segment], earlier: Earlier) -> Decision:
    place = locate(decision.anchor, document)
    # Few words may come to stand elsewhere as they once stood here: they are followed version by version.
    if not place.counts or len(decision.anchor.text) < LONG:
        if versions := earlier(document.id):
            return replace(decision, anchor=followed(decision.anchor, versions))
        if not place.counts:
            return decision
    segment = passage_at(segments, place.start, place.end, decision.anchor.segment_id)
    if segment is None:
        return decision
    return replace(decision, anchor=make_anchor(document, segment, start=place.start, end=place.end))


def _latest_by_place(
    log: Sequence[Decision],
    now: Sequence[Decision],
    documents: Mapping[str, Document],
    stale: set[str],
) -> list[Decision]:
    """Of each coder and code one line of decisions per passage, and no word that a later one replaced elsewhere."""
    said = [
        _Said(made, moved, is_current(moved, documents))
        for made, moved in zip(log, now, strict=True)
        if made.origin != ADJUDICATION and made.anchor.document_id in stale
    ]
    lines: dict[_Passage, list[_Said]] = defaultdict(list)
    for each in said:
        lines[each.now.coder, each.now.code_id, each.now.anchor.segment_id].append(each)
    left_out = _replaced_elsewhere(said)
    holding: dict[str, Decision] = {}
    for line in lines.values():
        if len({each.made.anchor.segment_id for each in line}) > 1 or len({_cut(each) for each in line}) > 1:
            one = _one_of(line, documents)
            holding[one.id] = one
            left_out |= _beside(line, one)
    return [holding.get(decision.id, decision) for decision in now if decision.id not in left_out]


def _replaced_elsewhere(said: Sequence[_Said]) -> set[str]:
    """Ids of words that their coder replaced by one that stands on another passage now, or in doubt on none."""
    replaced_on: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in said:
        for older in each.made.supersedes:
            replaced_on[each.made.coder, older].add(each.now.anchor.segment_id)
    found = ((each, replaced_on.get((each.made.coder, each.made.id))) for each in said)
    return {each.made.id for each, passages in found if passages and each.now.anchor.segment_id not in passages}


def _beside(line: Sequence[_Said], one: Decision) -> set[str]:
    """Ids of what does not speak for a passage beside the decision that does: older words on it stay as its history."""
    place = next(place for place, each in enumerate(line) if each.made.id == one.id)
    number = line[place].made.anchor.segment_id
    return {each.made.id for each in line[:place] if each.made.anchor.segment_id != number} | {
        each.made.id for each in line[place + 1 :]
    }


def _one_of(line: Sequence[_Said], documents: Mapping[str, Document]) -> Decision:
    """What a coder's words on a passage and on parts of it say of the whole.

    One part in doubt puts it in doubt; it is coded if a part is, over all the coded words and with every mark. Whoever
    replaces this one replaces all the parts.
    """
    text = documents[line[-1].now.anchor.document_id].text
    parts = list(_parts(line, text))
    coded = [each.now for each in parts if each.now.verdict in CODED]
    in_doubt = [each.now for each in parts if not each.is_found and each.now.verdict in DECIDED]
    decided = [each.now for each in parts if each.now.verdict in DECIDED]
    one = (in_doubt or coded or decided or [parts[-1].now])[-1]
    others = tuple(each.now.id for each in parts if each.now.id != one.id and each.now.id not in one.supersedes)
    if not others:
        return one
    one = replace(one, supersedes=(*one.supersedes, *others))
    if in_doubt or not coded:
        return one
    marks = {mark for decision in coded for mark in decision.marks}
    start, end = min(each.anchor.start for each in coded), max(each.anchor.end for each in coded)
    return replace(
        one, anchor=_on(one.anchor, Span(start, end), text), marks=tuple(mark for mark in Mark if mark in marks)
    )


def _parts(line: Sequence[_Said], text: str) -> Iterator[_Said]:
    """The words on a passage that none later took the place of, oldest first, each on what later ones left of it."""
    parts: list[_Said] = []
    for place in reversed(range(len(line))):
        each, later = line[place], line[place + 1 :]
        if any(_replaces(other, each) for other in later):
            continue
        if not each.is_found:
            parts.append(each)
            continue
        anchor = each.now.anchor
        taken = [Span(other.now.anchor.start, other.now.anchor.end) for other in later if _is_on_words_of(other, each)]
        left = _left_of(Span(anchor.start, anchor.end), taken, text)
        if left == (anchor.start, anchor.end):
            parts.append(each)
        elif left:
            parts.append(each._replace(now=replace(each.now, anchor=_on(anchor, left, text))))
    return reversed(parts)


def _replaces(later: _Said, each: _Said) -> bool:
    """Whether a word took the place of an earlier one: it says so, or is on the same passage.

    A number alone tells that where one of the two is not found: a corrected passage keeps it.
    """
    if each.made.id in later.made.supersedes or _cut(each) == _cut(later):
        return True
    same_number = each.made.anchor.segment_id == later.made.anchor.segment_id
    return same_number and not (each.is_found and later.is_found)


def _is_on_words_of(later: _Said, each: _Said) -> bool:
    """Whether a word may be on the same words as an earlier one, which those on two places of one version are not."""
    made, before = later.made.anchor, each.made.anchor
    apart = made.start >= before.end or before.start >= made.end
    return later.is_found and not (made.document_sha256 == before.document_sha256 and apart)


def _cut(each: _Said) -> tuple[str, str]:
    """The passage a decision was made on."""
    return each.made.anchor.document_sha256, each.made.anchor.segment_id


def _left_of(span: Span, taken: Iterable[Span], text: str) -> Span | None:
    """What of a stretch lies in none of those taken, from its first word to its last; None where no word is left."""
    pieces = [span]
    for other in taken:
        pieces = [
            piece
            for before in pieces
            for piece in (
                (Span(before.start, min(before.end, other.start)), Span(max(before.start, other.end), before.end))
                if other.start < before.end and before.start < other.end
                else (before,)
            )
            if piece.start < piece.end
        ]
    if pieces == [span]:
        return span
    worded = [piece for piece in pieces if any(map(str.isalnum, text[piece.start : piece.end]))]
    if not worded:
        return None
    left = text[worded[0].start : worded[-1].end]
    return Span(worded[-1].end - len(left.lstrip()), worded[0].start + len(left.rstrip()))


def _on(anchor: Anchor, span: Span, text: str) -> Anchor:
    return replace(
        anchor,
        start=span.start,
        end=span.end,
        text=text[span.start : span.end],
        before=text[max(0, span.start - CONTEXT) : span.start],
        after=text[span.end : span.end + CONTEXT],
    )
