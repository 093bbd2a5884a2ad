"""The part of a passage that makes a quote: whole sentences around the evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.model.coding import PICKED, Coding
from qualcode.model.text import Span

SHORTEST, LONGEST = 8, 60
COMFORTABLE = 20
"""A quote of at least so many words is understood without the sentences around it."""

BACKWARD_LOOKING = frozenset(
    [
        "and",
        "but",
        "so",
        "or",
        "because",
        "also",
        "then",
        "it",
        "that",
        "this",
        "they",
        "he",
        "she",
        "these",
        "those",
        "which",
        "yeah",
        "yes",
        "no",
        "um",
        "uh",
        "well",
        "okay",
        "ok",
    ]
)
"""First words of a sentence that leans on the one before it."""

_FIRST_WORD = re.compile(r"\s*(\S+)")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A candidate quote within a coding."""

    start: int
    end: int
    text: str
    n_words: int
    n_evidence: int
    stands_alone: bool
    """It does not begin with a word that points back."""


def excerpt(
    coding: Coding, sentences: Sequence[Span], *, shortest: int = SHORTEST, longest: int = LONGEST
) -> Excerpt | None:
    """The best run of whole sentences in a coding: most evidence, then a comfortable length; None where none fits.

    Where no run of a fitting length holds evidence, its own sentences are quoted, however long; so is a stretch that a
    coder picked.
    """
    spans = sentence_spans(coding, sentences)
    best = _best_run(coding, spans, shortest, longest)
    is_wanting = best is not None and bool(best[0][0])
    if is_wanting or any(piece.suggester == PICKED for piece in coding.evidence):
        return _around_evidence(coding, spans)
    return excerpt_at(coding, spans[best[1]].start, spans[best[2]].end) if best else None


def _around_evidence(coding: Coding, spans: Sequence[Span]) -> Excerpt:
    """The sentences that the first piece of evidence stands in, however long or short."""
    piece = coding.evidence[0]
    held = [span for span in spans if span.start < piece.end and piece.start < span.end]
    start = min((span.start for span in held), default=piece.start)
    return excerpt_at(coding, start, max((span.end for span in held), default=piece.end))


def _best_run(
    coding: Coding, spans: Sequence[Span], shortest: int, longest: int
) -> tuple[tuple[float, ...], int, int] | None:
    """The rank, the first and the last sentence of the best run of a fitting length."""
    said = [_words(coding, span) for span in spans]
    lengths = [len(words.split()) for words in said]
    places = [(each.start, each.end) for each in coding.evidence]
    best: tuple[tuple[float, ...], int, int] | None = None
    for first, opening in enumerate(spans):
        n_words, leans = 0, not _stands_alone(said[first])
        for last in range(first, len(spans)):
            n_words += lengths[last]
            if n_words > longest:
                break
            if n_words < shortest:
                continue
            until = spans[last].end
            n_evidence = len([1 for start, end in places if opening.start <= start and end <= until])
            wanting = bool(places) and n_evidence == 0
            thin = n_words < COMFORTABLE
            rank = (wanting, -min(n_evidence, 2), thin, leans, abs(n_words - 1.5 * COMFORTABLE), first)
            if best is None or rank < best[0]:
                best = (rank, first, last)
    return best


def excerpt_at(coding: Coding, start: int, end: int) -> Excerpt:
    """The stretch of a coding that somebody chose."""
    text = _words(coding, Span(start, end))
    return Excerpt(start, end, text, len(text.split()), _evidence_within(coding, start, end), _stands_alone(text))


def sentence_spans(coding: Coding, sentences: Sequence[Span]) -> Sequence[Span]:
    """Sentences that lie wholly in a coding, trimmed of white space; the whole coding where none are known."""
    whole = Span(coding.start, coding.end)
    first, last = coding.start, coding.end
    inside = [_trim(coding, span) for span in sentences if span.start >= first and span.end <= last]
    return [span for span in inside if span.end > span.start] or [_trim(coding, whole)]


def _trim(coding: Coding, span: Span) -> Span:
    words = _words(coding, span)
    if words and not (words[0].isspace() or words[-1].isspace()):
        return span
    return Span(span.start + len(words) - len(words.lstrip()), span.end - (len(words) - len(words.rstrip())))


def _words(coding: Coding, span: Span) -> str:
    return coding.text[span.start - coding.start : span.end - coding.start]


def _evidence_within(coding: Coding, start: int, end: int) -> int:
    return sum(start <= evidence.start and evidence.end <= end for evidence in coding.evidence)


def _stands_alone(text: str) -> bool:
    found = _FIRST_WORD.match(text)
    first = found[1].strip("“\"'(,.…-–—").casefold() if found else ""
    return bool(first) and first not in BACKWARD_LOOKING and not text[0].islower()
