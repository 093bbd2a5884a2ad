"""How much was said: passages, and words, each once."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

Passages = dict[tuple[str, int, int], str]
"""What one informant said in one document, by passage, start and end: the words that were coded."""


@lru_cache(maxsize=10_000)
def _n_words(text: str) -> int:
    """Passages of several codes are asked for again and again."""
    return len(text.split())


def count_passages(passages: Passages) -> int:
    """How many there are, whatever was coded of each."""
    return len({segment_id for segment_id, _, _ in passages})


def count_words(passages: Passages) -> int:
    """How many words were coded, those of stretches that overlap once."""
    ends = {start: end for _, start, end in passages}
    starts = sorted(ends)
    if len(ends) == len(passages) and all(ends[one] <= other for one, other in pairwise(starts)):
        return sum(map(_n_words, passages.values()))
    total, run, reached = 0, "", 0
    for start, end, text in sorted((start, end, text) for (_, start, end), text in passages.items()):
        if start < reached:
            run += text[reached - start :]
        else:
            total, run = total + _n_words(run), text
        reached = max(reached, end)
    return total + _n_words(run)
