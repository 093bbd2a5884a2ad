"""The words that speak for a code in what people coded: what a quote of it is chosen around."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from qualcode.model.codebook import Codebook
from qualcode.model.coding import DEFINED, PICKED, Coding, Evidence
from qualcode.model.document import Segment
from qualcode.model.hits import Hits
from qualcode.model.text import fold_term, words_of

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6
"""Letters by which a word of the passage and one of the definition are told to be the same."""
_MOST_ALIKE = words_of("""
    this that with from they them their there what when where which while have been were will would about into other
    such because being between more most than then these those under over also people code passage theme someone
    somebody anything everything dans pour avec sans sont leur leurs cette para como esta este sobre
""")
"""Words of a definition that say nothing of its theme."""


def with_evidence(
    codings: Iterable[Coding],
    hits: Iterable[Hits],
    text: str,
    segments: Iterable[Segment],
    codebook: Codebook,
) -> tuple[Coding, ...]:
    """Give each coding of one document its evidence; `text` and `segments` are the document's, `hits` all found in it.

    That is what was found in the coded words for the code, else for codes under it; else the stretch, where a coder
    picked one; else words that the code's name or definition has, too; else nothing.
    """
    codings = list(codings)
    whole = {segment.id: (segment.start, segment.end) for segment in segments}
    found = _found(codings, hits, text, codebook)
    return tuple(
        replace(coding, evidence=_of_coding(coding, found, whole.get(coding.segment_id), codebook))
        for coding in codings
    )


def _found(
    codings: Sequence[Coding], hits: Iterable[Hits], text: str, codebook: Codebook
) -> Mapping[tuple[str, str], tuple[Evidence, ...]]:
    """By code and passage, what was found in the passages that were coded so."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for coding in codings:
        for code_id in codebook.family(coding.code_id) or (coding.code_id,):
            wanted[code_id].add(_ordinal(coding.segment_id))
    return {
        (each.code_id, segment_id): evidence
        for each in hits
        if each.code_id in wanted
        for segment_id, evidence in each.evidence(text, wanted[each.code_id]).items()
    }


def _ordinal(segment_id: str) -> int:
    return int(segment_id.rpartition(":")[2])


def _of_coding(
    coding: Coding,
    found: Mapping[tuple[str, str], tuple[Evidence, ...]],
    whole: tuple[int, int] | None,
    codebook: Codebook,
) -> tuple[Evidence, ...]:
    own = _within(coding, found.get((coding.code_id, coding.segment_id), ()))
    if own:
        return own
    under = [
        piece
        for code_id in codebook.family(coding.code_id) - {coding.code_id}
        for piece in _within(coding, found.get((code_id, coding.segment_id), ()))
    ]
    if under:
        return tuple(sorted(under, key=lambda piece: (piece.start, piece.end, piece.code_id)))
    if whole is not None and (coding.start, coding.end) != whole:
        return (_piece(coding, coding.start, coding.end, PICKED, PICKED),)
    return _defined(coding, codebook)


def _within(coding: Coding, pieces: Collection[Evidence]) -> tuple[Evidence, ...]:
    return tuple(piece for piece in pieces if coding.start <= piece.start and piece.end <= coding.end)


def _defined(coding: Coding, codebook: Codebook) -> tuple[Evidence, ...]:
    """The words of a passage that the code's name or definition has, too."""
    if not codebook.family(coding.code_id):
        return ()
    code = codebook.code(coding.code_id)
    stems = _stems(f"{code.name} {code.definition}")
    return tuple(
        _piece(coding, coding.start + word.start(), coding.start + word.end(), DEFINED, stem)
        for word in _WORD.finditer(coding.text)
        if (stem := _stem(word[0])) in stems
    )


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    return fold_term(word)[:_STEM]


@lru_cache(maxsize=512)
def _stems(text: str) -> frozenset[str]:
    words = {fold_term(word) for word in _WORD.findall(text)} - _MOST_ALIKE
    return frozenset(word[:_STEM] for word in words)


def _piece(coding: Coding, start: int, end: int, suggester: str, rule: str) -> Evidence:
    text = coding.text[start - coding.start : end - coding.start]
    return Evidence(
        code_id=coding.code_id,
        segment_id=coding.segment_id,
        start=start,
        end=end,
        text=text,
        suggester=suggester,
        rule=rule,
    )
