"""A report's running text: chapters of paragraphs, quotes, tables and pictures, whose numbers know what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from string import ascii_uppercase
from typing import TYPE_CHECKING, Union

from qualcode.model.nouns import dataclass
from qualcode.model.quote import Quote
from qualcode.model.table import Table
from qualcode.model.told import Way

if TYPE_CHECKING:
    from qualcode.model.report import Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a paragraph: plain words, or a number that can be renewed."""

    text: str
    figure: str = ""
    """Id of the figure that the words tell; empty for plain words."""
    way: Way | None = None
    """How the figure is put into words."""
    refers_to: str = ""
    """Name of a table or chart: the words are a cross-reference to it."""
    theme: bool = False
    """The words are a theme's name."""


class Look(StrEnum):
    """What a paragraph is, so that each format sets it in its own way."""

    BODY = "body"
    BULLET = "bullet"
    LABEL = "label"
    """A line over what follows, below every heading."""
    SPACE = "space"
    """A marked space: says in square brackets what the author is to write there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Pieces that are read one after the other."""

    pieces: tuple[Piece, ...]
    look: Look = Look.BODY
    key: str = ""
    """Names a paragraph that is computed as a whole and has no figures of its own, so that it can be renewed."""

    @property
    def text(self) -> str:
        """The words."""
        return "".join(piece.text for piece in self.pieces)


SPACE_FOR = "[To be written: "
"""How a marked space begins; what belongs there, and a bracket, follow."""

ANNEX = "Annex"
"""How the heading of an annex begins; its letter, a colon and what it holds follow."""
CODEBOOK_ANNEX, GUIDE_ANNEX = f"{ANNEX} A", f"{ANNEX} B"
"""Those that the text refers to; quotes come behind them."""
_ANNEX = re.compile(rf"{ANNEX}(?: [A-Z])?: ")

Block = Union[Paragraph, Quote, Table, "Chart"]
"""What stands in a chapter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A heading and what stands under it; chapters of level 2 and 3 go on within the one before them."""

    heading: str
    blocks: tuple[Block, ...] = ()
    level: int = 1
    shows: str = ""
    """`quotes` of the chapter with further quotes: a page for the browser shows all of them there, to be searched."""

    across: bool = False
    """Set on pages turned on their side, for a table with much running text."""

    @property
    def is_annex(self) -> bool:
        """Whether it stands behind the report, and has no number of a section."""
        return _ANNEX.match(self.heading) is not None

    @property
    def quotes(self) -> Iterator[Quote]:
        """The quotes that stand in it."""
        return (block for block in self.blocks if isinstance(block, Quote))


def plain(text: str, *, look: Look = Look.BODY, key: str = "") -> Paragraph:
    """A paragraph of words alone; a marked space, which its author fills, where they begin as one."""
    if text.startswith(SPACE_FOR):
        return Paragraph(pieces=(Piece(text=text),), look=Look.SPACE)
    return Paragraph(pieces=(Piece(text=text),), look=look, key=key)


def space(what: str) -> Paragraph:
    """A marked space for the author: `[To be written: what belongs here]`."""
    return plain(f"{SPACE_FOR}{what}]")


def lettered(chapters: Iterable[Chapter]) -> Iterator[Chapter]:
    """The chapters with a letter for each annex: `Annex A: Codebook` for `Annex: codebook`."""
    letters = iter(ascii_uppercase)
    for chapter in chapters:
        words = _ANNEX.sub("", chapter.heading)
        heading = f"{ANNEX} {next(letters)}: {words[:1].upper()}{words[1:]}" if chapter.is_annex else chapter.heading
        yield replace(chapter, heading=heading)


def joined(parts: Iterable[tuple[Piece, ...]], by: str = "and") -> tuple[Piece, ...]:
    """Join runs of pieces as in a sentence: `a, b and c`, or `by` another word."""
    found = [*parts]
    pieces: list[Piece] = []
    for place, part in enumerate(found):
        if place:
            pieces.append(Piece(text=f" {by} " if place == len(found) - 1 else ", "))
        pieces += part
    return tuple(pieces)
