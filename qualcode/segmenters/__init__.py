"""Documents → segments: the passages offered for coding, and the sentences in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version

from qualcode.model.cut import Cut
from qualcode.model.document import Document, Segment, Turn
from qualcode.model.language import passage_languages
from qualcode.model.text import Span, has_even_spaces, has_single_spaces, word_counter

__all__ = ["SEGMENTER", "cut_document", "segment_document"]

SEGMENTER = f"sentencex {version('sentencex')}/1"
"""The splitter and our own version, stored with the segments: another one never changes what is imported."""

_PARAGRAPH = re.compile(r"\n{2,}")
_SPACE = re.compile(r"\s*")
_WIDE_SPACE = re.compile(r"[^\S\n ]")
_SIMPLE_SENTENCE = re.compile(r".+?(?:[.?!…؟。]+[\"'”’»)\]]*(?=\s)|\Z)", re.DOTALL)
_MAY_END = re.compile(r"[.?!](?!\s*\Z)")
"""Where in plain ASCII a sentence may end, other than at the end."""
_SLACK = 1.25


def segment_document(document: Document, *, words: int = 120) -> tuple[Segment, ...]:
    """The passages of every turn, whatever its role: paragraphs, long ones cut at sentence ends near `words` words."""
    return cut_document(document, words=words).segments(document)


def cut_document(document: Document, *, words: int = 120) -> Cut:
    """Find where the passages begin and end; who speaks does not matter, the document's language does."""
    cut, text, language = Cut(), document.text, document.language
    paragraphs = [(turn.ordinal, span) for turn in document.turns for span in _paragraphs(text, turn)]
    count = word_counter(text)
    for (ordinal, _), bounds in zip(paragraphs, _by_paragraph(text, paragraphs, language), strict=True):
        if bounds and _is_short(count, bounds, words * _SLACK):
            cut.add(ordinal, bounds)
        else:
            for passage in _cut(count, bounds, words):
                cut.add(ordinal, passage)
    places = list(zip(cut.starts, cut.ends, strict=True))
    cut.languages.extend(passage_languages(text, places, language))
    # Where all of the text is even every passage is; the other way round it is not so.
    cut.is_even = (
        has_single_spaces(text)
        or has_even_spaces(text)
        or all(has_even_spaces(text[start:end]) for start, end in places)
    )
    return cut


def _paragraphs(text: str, turn: Turn) -> Iterator[Span]:
    start = turn.start
    if text.find("\n\n", turn.start, turn.end) >= 0:
        for found in _PARAGRAPH.finditer(text, turn.start, turn.end):
            yield Span(start, found.start())
            start = found.end()
    yield Span(start, turn.end)


def _by_paragraph(text: str, paragraphs: Sequence[tuple[int, Span]], language: str) -> list[list[int]]:
    """The starts and ends of the sentences of each paragraph.

    All are split in one go, which is quicker, and one by one where a sentence would reach over the end of one.
    """
    bounds = _all_sentences(text if has_single_spaces(text) else _with_plain_spaces(text), language or "en")
    found: list[list[int]] = []
    at = 0
    for _, (start, end) in paragraphs:
        first, at = at, bisect_right(bounds, end, at)
        if (at - first) % 2 or (first < at and bounds[first] < start):
            break
        found.append(bounds[first:at])
    if bounds and len(found) == len(paragraphs) and at == len(bounds):
        return found
    return [split_sentences(text, span, language) for _, span in paragraphs]


def _all_sentences(plain: str, language: str) -> list[int]:
    """The starts and ends of the sentences of a whole text; nothing where the splitter loses some of it."""
    bounds: list[int] = []
    at = 0
    for piece in _segmented(plain, language):
        if kept := piece.strip():
            start = at
            if not plain.startswith(kept, start):
                start = _SPACE.match(plain, at).end()  # type: ignore[union-attr]
                if not plain.startswith(kept, start):
                    return []
            end = start + len(kept)
            bounds += start, end
            at = end + plain.startswith(" ", end)
    return [] if plain[at:].strip() else bounds


def split_sentences(text: str, span: Span, language: str = "") -> list[int]:
    """The starts and ends of the sentences of a paragraph, without the white space between them."""
    bounds: list[int] = []
    at = span.start
    for piece in _sentences(span.within(text), language or "en"):
        if kept := piece.strip():
            start = at + (len(piece) - len(piece.lstrip()) if piece[0].isspace() else 0)
            bounds += start, start + len(kept)
        at += len(piece)
    return bounds


def _sentences(words: str, language: str) -> list[str]:
    """Pieces that together are the whole paragraph."""
    if words.isascii() and _MAY_END.search(words) is None:
        return [words]
    pieces = _segmented(_with_plain_spaces(words), language)
    return pieces if sum(map(len, pieces)) == len(words) else _SIMPLE_SENTENCE.findall(words)


def _with_plain_spaces(text: str) -> str:
    """The splitter stumbles over spaces of more than one byte; a plain one in their place keeps every position."""
    return text if text.isascii() else _WIDE_SPACE.sub(" ", text)


def _segmented(plain: str, language: str) -> list[str]:
    """The splitter's pieces; none where it fails."""
    from sentencex import segment

    try:
        pieces: list[str] = segment(language, plain)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what a failure inside it arrives as
            raise
        return []
    return pieces


def _cut(count: Callable[[int, int], int], bounds: list[int], words: int) -> Iterator[list[int]]:
    """Cut a paragraph much longer than `words` into passages of about that length, as even as its sentences allow."""
    lengths = list(map(count, bounds[::2], bounds[1::2]))
    total = sum(lengths)
    if total <= words * _SLACK:
        if bounds:
            yield bounds
        return
    target = total / round(total / words)
    passage: list[int] = []
    n = 0
    for place, length in enumerate(lengths):
        if passage and n + length / 2 > target:
            yield passage
            passage, n = [], 0
        passage += bounds[2 * place : 2 * place + 2]
        n += length
    yield passage


def _is_short(count: Callable[[int, int], int], bounds: Sequence[int], most: float) -> bool:
    """Whether a paragraph has certainly no more words, told without counting each of its sentences."""
    # Each sentence is counted by itself, so that one more word is counted where none but a sentence ends.
    start, end, n_sentences = bounds[0], bounds[-1], len(bounds) // 2
    return (end - start) // 2 + 1 + n_sentences <= most or count(start, end) + n_sentences <= most
