"""Edits of a quote, kept as operations on the words as they were said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from qualcode.model.nouns import dataclass

CUT = "[…]"
SIC = "[sic]"

SEPARATOR = re.compile(r"\s*(?:\[[^\[\]]+\]\s*)+")
"""One bracket or several, with the white space around them."""

DOTS = re.compile(r"\[\s*(?:\.\s*){2,}\]|\[\s*…\s*\]")

_Span = tuple[int, int]

ALIKE = {"'": "['’‘]", "’": "['’‘]", "‘": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]'}
"""Marks that people type differently."""


class QuoteChange(StrEnum):
    """What an editor did to a quote."""

    EDIT = "edit"
    TRANSLATE = "translate"
    PIN = "pin"
    DROP = "drop"
    """Never printed, and its place stays empty."""
    NEXT = "next"
    """Never printed; the next one takes its place."""
    ORDER = "order"
    """Given its place among the quotes on its theme."""
    RELEASE = "release"
    """Neither pinned nor dropped any more."""
    RESTORE = "restore"
    """Without edits and translation, chosen anew."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Words in square brackets in place of a stretch of the verbatim text, or between two of its words."""

    start: int
    """First character of the verbatim text that is left out."""
    end: int
    """One past the last; the same as `start` where nothing is left out."""
    words: str
    """With their brackets and the spaces around them: ` […] `."""


@dataclass(frozen=True, slots=True)
class Derived:
    """How an edited quote comes from a passage."""

    start: int
    """Where the quote begins in the passage."""
    end: int
    edits: tuple[Edit, ...]
    """In positions of the quote's own verbatim text, `passage[start:end]`."""


def apply_edits(verbatim: str, edits: Iterable[Edit]) -> str:
    """The text as printed: the verbatim words, with the edits' bracketed ones in their places."""
    parts = []
    at = 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        if edit.start < at:
            raise ValueError("edits overlap")
        parts += [verbatim[at : edit.start], edit.words]
        at = edit.end
    return "".join([*parts, verbatim[at:]])


def derive_edits(passage: str, edited: str) -> Derived | None:
    """How a text comes from the words of a passage; None where it does not.

    Every word outside brackets must be the informant's, in order; words may be left out only where a bracket says so,
    and none before `[sic]`. The quote may begin and end at any word. Of several ways the one that leaves out least.
    """
    pieces, brackets = _parts(edited.strip())
    if not any(pieces):
        return None
    best: Derived | None = None
    places = _find(passage, pieces, brackets, 0)
    while places:
        found = _derived(passage, places, pieces, brackets)
        if best is None or found.end - found.start < best.end - best.start:
            best = found
        places = _find(passage, pieces, brackets, places[0][0] + 1)
    return best


def _parts(edited: str) -> tuple[list[str], list[str]]:
    """The stretches of the informant's words, and the brackets between them (one fewer)."""
    brackets = [DOTS.sub(CUT, found) for found in SEPARATOR.findall(edited)]
    return SEPARATOR.split(edited), brackets


def _find(passage: str, pieces: Sequence[str], brackets: Sequence[str], at: int) -> list[_Span]:
    """Where each piece stands in the passage, in this order and from `at` on; nothing where one does not."""
    places: list[_Span] = []
    for place, piece in enumerate(pieces):
        before = brackets[place - 1] if place else " "
        after = brackets[place] if place < len(brackets) else " "
        if not piece:  # brackets at the very beginning or end
            continue
        adjoining = bool(places) and before.strip() == SIC
        expression = _expression(piece, open_left=before.endswith("]"), open_right=after.startswith("["))
        begin = places[-1][1] if places else at
        match = re.compile(r"\s*" + expression if adjoining else expression)
        found = match.match(passage, begin) if adjoining else match.search(passage, begin)
        if found is None:
            return []
        places.append(found.span("words"))
    return places


def _derived(passage: str, places: Sequence[_Span], pieces: Sequence[str], brackets: Sequence[str]) -> Derived:
    start, end = places[0][0], places[-1][1]
    if not pieces[0] and brackets[0].endswith("]"):  # “[T]he”: the rest of the word belongs to the quote
        start = re.compile(r"\w*$").search(passage, 0, start).start()  # type: ignore[union-attr]
    if not pieces[-1] and brackets[-1].startswith("["):
        end = re.compile(r"\w*").match(passage, end).end()  # type: ignore[union-attr]
    return Derived(start, end, _edits(start, end, places, pieces, brackets))


def _edits(
    start: int, end: int, places: Sequence[_Span], pieces: Sequence[str], brackets: Sequence[str]
) -> tuple[Edit, ...]:
    """What stands between the pieces, in positions from `start` on."""
    edges = [start, *(edge for span in places for edge in span), end]
    gaps = list(zip(edges[0::2], edges[1::2], strict=True))
    if pieces[0]:
        gaps = gaps[1:]
    if pieces[-1]:
        gaps = gaps[:-1]
    return tuple(Edit(left - start, right - start, words) for (left, right), words in zip(gaps, brackets, strict=True))


def _expression(piece: str, *, open_left: bool, open_right: bool) -> str:
    """The words of a piece, with any white space between them, and not from within a word."""
    words = r"\s+".join("".join(ALIKE.get(letter, re.escape(letter)) for letter in word) for word in piece.split())
    left = r"(?<!\w)" if piece[0].isalnum() and not open_left else ""
    right = r"(?!\w)" if piece[-1].isalnum() and not open_right else ""
    return f"{left}(?P<words>{words}){right}"
