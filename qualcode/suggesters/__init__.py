"""Passages and a codebook to suggestions: which code, on which words, by which rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from qualcode.model.coding import Suggestion
from qualcode.model.document import Document, Passages, Role, Segment
from qualcode.model.hits import Hits
from qualcode.suggesters.rules.by_rule import find_by_rule
from qualcode.suggesters.rules.checks import check_in_study, check_rules
from qualcode.suggesters.rules.examples import ExampleResult, test_codebook
from qualcode.suggesters.rules.keywords import find_keywords
from qualcode.suggesters.rules.language_model import MODELS, installed_model, without_model
from qualcode.suggesters.rules.matcher import Matcher, compile_codebook
from qualcode.suggesters.rules.patterns import check_patterns, find_patterns
from qualcode.suggesters.rules.rows import Findings
from qualcode.suggesters.stale import Stale, code_keys, find_stale

__all__ = [
    "MODELS",
    "SUGGESTERS",
    "ExampleResult",
    "Matcher",
    "Stale",
    "check_in_study",
    "check_patterns",
    "check_rules",
    "code_keys",
    "compile_codebook",
    "find_by_rule",
    "find_stale",
    "installed_model",
    "passages_of",
    "suggest",
    "suggest_document",
    "test_codebook",
    "without_model",
]

# To propose codes in another way, add suggesters/<method>.py with one function and name it here.
SUGGESTERS: dict[str, Callable[[Passages, Matcher, Findings], None]] = {
    "keywords": find_keywords,
    "patterns": find_patterns,
}


def suggest(
    passages: Iterable[Passages], matcher: Matcher, *, document_keys: Mapping[str, str] | None = None
) -> Iterator[Hits]:
    """What the codes find in each document, packed: a value per document and code, in the order of the codebook.

    With `document_keys`, every value carries the key by which `find_stale` knows later that nothing has changed.
    """
    keys = code_keys(matcher.codebook) if document_keys is not None else {}
    for document in passages:
        findings = Findings(len(matcher.codes))
        for find in SUGGESTERS.values():
            find(document, matcher, findings)
        findings.settle(matcher)
        own = (document_keys or {}).get(document.document_id, "")
        yield from findings.hits(document, matcher, {code_id: f"{own}:{key}" for code_id, key in keys.items()})


def suggest_document(document: Document, segments: Sequence[Segment], matcher: Matcher) -> list[Suggestion]:
    """Propose codes on one document's informant passages, in reading order, then in the order of the codebook."""
    order = {segment.id: place for place, segment in enumerate(segments)}
    hits = suggest([passages_of(document, segments)], matcher)
    found = [suggestion for some in hits for suggestion in some.suggestions(document.text)]
    return sorted(found, key=lambda suggestion: order[suggestion.segment_id])


def passages_of(document: Document, segments: Sequence[Segment]) -> Passages:
    """A document and its segments as columns."""
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
