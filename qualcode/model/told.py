"""Counts told in the words of a sentence: `two of the three`, `all seven`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from qualcode.model.beside import Beside, asides, lines_of_cell
from qualcode.model.table import Figure
from qualcode.model.wording import NUMBERS, listed, number_in_words


class Way(StrEnum):
    """How a figure is put into words; the letter stands in bookmarks of Word files, and never takes another sense."""

    OF_ALL = "o"
    """`two of the three`, `all three`, `none of the three`: a noun in the plural follows."""
    OF_ALL_FIRST = "O"
    """The same at the head of a sentence."""
    DIGITS = "d"
    """`2 of the 9`, `all 9`: beside groups whose numbers are too large for words."""
    DIGITS_FIRST = "D"
    """`All 9`, `None of the 14`."""
    COUNT = "c"
    """`two`; in digits where the whole is too large for words."""
    COUNT_FIRST = "C"
    """`Two`."""
    WORDS = "w"
    """`two`, whatever the whole is: where it is not said."""
    NUMBER = "n"
    """`2`: beside numbers that are too large for words."""
    BESIDE = "e"
    """What has to be said of those who are not counted: `the other six were not asked`."""
    BESIDE_FIRST = "E"
    """The same at the head of a sentence: `Of the other nine, one spoke only to the contrary.`"""
    SHOWN = "s"
    """As a table shows it: `2 of 3 (1 not asked)`."""
    CELL = "t"
    """As a cell of a page has it: `2 of 3`, and on a line below `1 not asked`."""


IN_WORDS: Mapping[Beside, tuple[str, str]] = MappingProxyType(
    {
        Beside.CONTRARY: ("spoke only to the contrary", "spoke only to the contrary"),
        Beside.NOT_ASKED: ("was not asked", "were not asked"),
        Beside.DISPUTED: ("is disputed between the coders", "are disputed between the coders"),
    }
)
"""Of one, and of several, of those who did not raise it."""

_KEPT = re.compile(rf"[\d,]+ of [\d,]+|[\d,]+ (?:{'|'.join(Beside)})")
"""What a cell keeps on one line."""

_SETTLED = re.compile(r"\d[\d,]* of \d[\d,]*( \(\d+%\))?|\d[\d,]*")


def is_settled(figure: Figure) -> bool:
    """Whether a count is one that later decisions will not complete, so that words may be used for it."""
    return figure.value is not None and not figure.n_open and _SETTLED.fullmatch(figure.shown) is not None


def told(figure: Figure, way: Way) -> str:
    """Tell a figure in a sentence; one that is not settled as its table shows it."""
    if way in (Way.BESIDE, Way.BESIDE_FIRST):
        words = _of_the_others(figure)
        return words[:1].upper() + words[1:] if way is Way.BESIDE_FIRST else words
    if way is Way.CELL:
        return _KEPT.sub(lambda found: found[0].replace(" ", "\u00a0"), lines_of_cell(figure))
    if way is Way.SHOWN or not is_settled(figure):
        return str(figure)
    k = int(figure.value or 0)
    first = way in (Way.OF_ALL_FIRST, Way.DIGITS_FIRST, Way.COUNT_FIRST)
    if way is Way.NUMBER:
        words = f"{k:,}"
    elif way in (Way.COUNT, Way.COUNT_FIRST, Way.WORDS):
        # Of a whole that is written in digits, too: `16 of the 23 … and 11 of Turnover`.
        words = f"{k:,}" if way is Way.COUNT and (figure.of or 0) >= len(NUMBERS) else number_in_words(k)
    else:
        words = _of_all(k, figure.of or 0, first=first, digits=way in (Way.DIGITS, Way.DIGITS_FIRST))
    return words[0].upper() + words[1:] if first else words


def _of_the_others(figure: Figure) -> str:
    found = asides(figure)
    if not found:
        return ""
    others = (figure.of or 0) - int(figure.value or 0) if is_settled(figure) else 0
    if len(found) == 1 and others == sum(found.values()):
        return "".join(f"the other {number_in_words(n)} {IN_WORDS[kind][n > 1]}" for kind, n in found.items())
    of = f"of the other {number_in_words(others)}" if others > 1 else "of the others"
    of = of if figure.value else "of them"
    return f"{of}, {listed(f'{number_in_words(n)} {IN_WORDS[kind][n > 1]}' for kind, n in found.items())}"


def _of_all(k: int, n: int, *, first: bool, digits: bool) -> str:
    if n == 1:
        return "the one" if k else "not the one"
    number = f"{n:,}" if digits else number_in_words(n)
    of_whole = f"the {number}"
    if k == 0:
        return f"none of {of_whole}"
    if k == n:
        return "both" if n == 2 else f"all {number}"
    if digits:
        return f"{k:,} of {of_whole}"
    # Two numbers side by side are both words or both digits, but no sentence begins with digits if it need not.
    return f"{k if n >= len(NUMBERS) and not first else number_in_words(k)} of {of_whole}"
