"""A compiled codebook applied to documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qualcode.model.coding import Suggestion
from qualcode.model.document import Document, Passages, Role, Segment
from qualcode.model.hits import Hits
from qualcode.suggesters.rules.keywords import find_keywords
from qualcode.suggesters.rules.matcher import Matcher
from qualcode.suggesters.rules.patterns import find_patterns
from qualcode.suggesters.rules.rows import Findings


def find_in(passages: Passages, matcher: Matcher) -> Findings:
    """Find what the codes have in one document."""
    findings = Findings(len(matcher.codes))
    find_keywords(passages, matcher, findings)
    find_patterns(passages, matcher, findings)
    findings.settle(matcher)
    return findings


def suggest(passages: Iterable[Passages], matcher: Matcher) -> Iterator[Hits]:
    """Find what the codes have in each document: a packed value per document and code, in the order of the codebook."""
    for document in passages:
        yield from find_in(document, matcher).hits(document, matcher)


def suggest_document(document: Document, segments: Sequence[Segment], matcher: Matcher) -> list[Suggestion]:
    """Propose codes on one document's informant passages, in reading order, then in the order of the codebook."""
    order = {segment.id: place for place, segment in enumerate(segments)}
    hits = suggest([passages_of(document, segments)], matcher)
    found = [suggestion for some in hits for suggestion in some.suggestions(document.text)]
    return sorted(found, key=lambda suggestion: order[suggestion.segment_id])


def passages_of(document: Document, segments: Sequence[Segment]) -> Passages:
    """Give a document and its segments as columns."""
    turns = {turn.ordinal: turn for turn in document.turns}
    segments = sorted(segments, key=lambda segment: segment.start)
    return Passages(
        document_id=document.id,
        sha256=document.sha256,
        language=document.language,
        text=document.text,
        ordinals=tuple(segment.ordinal for segment in segments),
        starts=tuple(segment.start for segment in segments),
        ends=tuple(segment.end for segment in segments),
        informant=tuple(turns[segment.turn].role is Role.INFORMANT for segment in segments),
        languages=tuple(segment.language or document.language for segment in segments),
        sentences=tuple(sorted({sentence.start for segment in segments for sentence in segment.sentences})),
    )
