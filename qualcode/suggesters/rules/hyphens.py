"""Words that the codebook writes as one and a transcript with a hyphen: `policymaker` finds "policy-makers"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from qualcode.model.document import Passages
from qualcode.model.text import fold_term
from qualcode.suggesters.rules.rows import RowsFound

_HYPHENS = "-\u2010\u2011"

Words = Mapping[str, Sequence[tuple[int, int]]]
"""By form: place of the code, and of what is found among the matcher's."""


def find_hyphenated(passages: Passages, words: Words, coded: Sequence[bool], findings: RowsFound) -> None:
    """Add words of which the two parts around a hyphen, be it at the end of a line, are one word of the codebook."""
    for start, end in _hyphenated(passages.text):
        joined = fold_term(passages.text[start:end]).replace(" ", "")
        if joined not in words:
            continue
        segment = bisect_right(passages.starts, start) - 1
        if segment >= 0 and coded[segment] and end <= passages.ends[segment]:
            for code, found in words[joined]:
                findings.rows[code].append((passages.ordinals[segment], start, end, found))


def joined_words(text: str) -> bytes:
    """Every two words that a hyphen joins, as one word of the spelling matching uses, in UTF-8."""
    return "\n".join(fold_term(text[start:end]).replace(" ", "") for start, end in _hyphenated(text)).encode()


def _hyphenated(text: str) -> list[tuple[int, int]]:
    """Where two words stand that a hyphen joins; looking for the hyphens alone costs next to nothing."""
    found = []
    for hyphen in _HYPHENS:
        place = text.find(hyphen)
        while place >= 0:
            start, after = place, place + 1 + text.startswith("\n", place + 1)
            while start and text[start - 1].isalpha():
                start -= 1
            end = after
            while end < len(text) and text[end].isalpha():
                end += 1
            if start < place and after < end:
                found.append((start, end))
            place = text.find(hyphen, place + 1)
    return found
