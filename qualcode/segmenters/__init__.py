"""Documents → segments: the passages offered for coding, and the sentences in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version

from qualcode.model.document import Document, Segment, Turn
from qualcode.model.language import passage_language
from qualcode.model.text import Span, n_words

__all__ = ["SEGMENTER", "segment_document"]

SEGMENTER = f"sentencex {version('sentencex')}/1"
"""The splitter and our own version, stored with the segments: another one never changes what is imported."""

_PARAGRAPH = re.compile(r"\n{2,}")
_WIDE_SPACE = re.compile(r"[^\S\n ]")
_SIMPLE_SENTENCE = re.compile(r".+?(?:[.?!…؟。]+[\"'”’»)\]]*(?=\s)|\Z)", re.DOTALL)
_SLACK = 1.25


def segment_document(document: Document, *, words: int = 120) -> tuple[Segment, ...]:
    """The passages of every turn, whatever its role: paragraphs, long ones cut at sentence ends near `words` words."""
    text = document.text
    segments: list[Segment] = []
    for turn in document.turns:
        for sentences in _passages(document, turn, words):
            start, end = sentences[0].start, sentences[-1].end
            ordinal = len(segments) + 1
            segments.append(
                Segment(
                    id=f"{document.id}:{ordinal}",
                    document_id=document.id,
                    ordinal=ordinal,
                    turn=turn.ordinal,
                    start=start,
                    end=end,
                    text=text[start:end],
                    sentences=tuple(sentences),
                    language=passage_language(text[start:end], document.language),
                )
            )
    return tuple(segments)


def _passages(document: Document, turn: Turn, words: int) -> Iterator[list[Span]]:
    for paragraph in _paragraphs(document.text, turn):
        sentences = split_sentences(document.text, paragraph, document.language)
        if sentences:
            yield from _cut(document.text, sentences, words)


def _paragraphs(text: str, turn: Turn) -> Iterator[Span]:
    start = turn.start
    if "\n\n" in text[turn.start : turn.end]:
        for found in _PARAGRAPH.finditer(text, turn.start, turn.end):
            yield Span(start, found.start())
            start = found.end()
    yield Span(start, turn.end)


def split_sentences(text: str, span: Span, language: str = "") -> list[Span]:
    """The sentences of a stretch, without the white space between them."""
    words = span.within(text)
    found = []
    for start, end in _boundaries(words, language or "en"):
        sentence = words[start:end]
        if kept := sentence.strip():
            first = span.start + start + (len(sentence) - len(sentence.lstrip()) if sentence[0].isspace() else 0)
            found.append(Span(first, first + len(kept)))
    return found


def _boundaries(words: str, language: str) -> list[tuple[int, int]]:
    from sentencex import get_sentence_boundaries

    # The splitter stumbles over spaces of more than one byte; a plain one in their place keeps every position.
    plain = words if words.isascii() else _WIDE_SPACE.sub(" ", words)
    try:
        return [(found["start_index"], found["end_index"]) for found in get_sentence_boundaries(language, plain)]
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what a failure inside it arrives as
            raise
        return [found.span() for found in _SIMPLE_SENTENCE.finditer(words)]


def _cut(text: str, sentences: list[Span], words: int) -> Iterator[list[Span]]:
    """Cut a paragraph much longer than `words` into passages of about that length, as even as its sentences allow."""
    most = words * _SLACK
    # Each sentence is counted by itself, so that one more word is counted where none but a sentence ends.
    if n_words(text[sentences[0].start : sentences[-1].end]) + len(sentences) <= most:
        yield sentences
        return
    lengths = [n_words(text[start:end]) for start, end in sentences]
    total = sum(lengths)
    if total <= most:
        yield sentences
        return
    target = total / round(total / words)
    passage: list[Span] = []
    n = 0
    for sentence, length in zip(sentences, lengths, strict=True):
        if passage and n + length / 2 > target:
            yield passage
            passage, n = [], 0
        passage.append(sentence)
        n += length
    yield passage
