"""How much was said: passages, and words, each once."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter

Passages = dict[tuple[str, int, int], str]
"""What one informant said in one document, by passage, start and end: the words that were coded."""


@lru_cache(maxsize=10_000)
def _n_words(text: str) -> int:
    """Passages of several codes are asked for again and again."""
    return len(text.split())


def count_passages(passages: Passages) -> int:
    """How many there are, whatever was coded of each."""
    return len(set(map(itemgetter(0), passages)))


def count_words(passages: Passages) -> int:
    """How many words were coded, those of stretches that overlap once."""
    total, run, reached = 0, "", 0
    for start, back, text in sorted([(start, -end, text) for (_, start, end), text in passages.items()]):
        end = -back
        if end <= reached:
            continue  # inside a longer one, which came first
        if start < reached:
            run += text[reached - start :]
        else:
            total, run = total + _n_words(run), text
        reached = end
    return total + _n_words(run)
