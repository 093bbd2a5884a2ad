"""Rows of words: what tells somebody's words again in another file, however it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

ROW = 6
"""So many words in a row are taken for a person's own, unless another interview has them as well."""
COPY = 0.1
"""Where this share of one stands in the other it is no chance: it may be a copy or part of it."""
_WORD = re.compile(r"[^\W_]+")

WordRow = tuple[str, ...]


def words_of(text: str) -> list[str]:
    """The words of a text, whatever stands between them, in any case."""
    return _WORD.findall(text.casefold())


def rows_of(text: str) -> Iterator[WordRow]:
    """Every row of words in a text."""
    words = words_of(text)
    return (tuple(words[at : at + ROW]) for at in range(len(words) - ROW + 1))


def holds_words(text: str, names: Collection[WordRow]) -> bool:
    """Whether a text holds one of some names, each given as its words, in any case."""
    held = words_of(text)
    return any(tuple(held[at : at + len(name)]) == name for name in names for at in range(len(held)))


def words_of_their_own(turns: Iterable[str], others: Iterable[str]) -> set[WordRow]:
    """Rows of words that somebody said, without those that other interviews have too by chance."""
    said = {row for turn in turns for row in rows_of(turn)}
    common = set()
    for text in others:
        rows = set(rows_of(text))
        shared = said & rows
        if len(shared) < COPY * min(len(said), len(rows)):
            common |= shared
    return said - common


def fill_rows(text: str, is_theirs: Callable[[WordRow], bool], filler: str) -> str:
    """The text with every letter of such rows of words filled in; all else stays at its place."""
    places = [found.span() for found in _WORD.finditer(text)]
    words = [text[start:end].casefold() for start, end in places]
    gone = {
        at + offset
        for at in range(len(words) - ROW + 1)
        if is_theirs(tuple(words[at : at + ROW]))
        for offset in range(ROW)
    }
    for number in gone:
        start, end = places[number]
        text = text[:start] + filler * (end - start) + text[end:]
    return text
