"""How much was said: passages, and words, each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from qualcode.model.coding import Coding
from qualcode.model.text import n_words

Said = dict[tuple[str, str], list[Coding]]
"""By informant and document."""


class Amount(NamedTuple):
    """What an informant said on a theme in one document."""

    document_id: str
    n_passages: int
    n_words: int


Amounts = dict[str, list[Amount]]
"""By informant."""

_start = attrgetter("start")


_n_words = lru_cache(maxsize=10_000)(n_words)
"""Passages of several codes are asked for again and again."""


def measure(said: Said, counts_for: Mapping[str, Sequence[str]]) -> dict[str, Amounts]:
    """How much was said on each theme; `counts_for` has, by code, the themes its codings count for."""
    found: dict[str, Amounts] = {}
    for (informant, document), codings in said.items():
        of_theme: defaultdict[str, list[Coding]] = defaultdict(list)
        for coding in sorted(codings, key=_start):
            for theme in counts_for.get(coding.code_id, ()):
                of_theme[theme].append(coding)
        for theme, those in of_theme.items():
            n_passages = len({coding.segment_id for coding in those})
            amount = Amount(document, n_passages, count_words(those))
            found.setdefault(theme, {}).setdefault(informant, []).append(amount)
    return found


def count_words(codings: Sequence[Coding]) -> int:
    """How many words were coded in a document, those of stretches that overlap once; `codings` in order of the text."""
    total, run, reached = 0, "", 0
    for coding in codings:
        if coding.end <= reached:
            continue
        if coding.start < reached:
            run += coding.text[reached - coding.start :]
        else:
            total += _n_words(run)
            run = coding.text
        reached = coding.end
    return total + _n_words(run)
