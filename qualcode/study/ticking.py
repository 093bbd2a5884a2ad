"""Lists that somebody ticks at the screen, row by row: what a face shows, and what it does with an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from qualcode.model.table import Table

PAGE = 40
"""Rows that are shown at once."""
MORE = "+"
"""Asks for the next page."""
_TICK = re.compile(r"(\d{1,4}(?:\s*[,–-]\s*\d{1,4})*)(?:[.):]|\s*=)?(?:\s+(.*))?")


class Ticking(Protocol):
    """A list whose numbered rows somebody answers, until there is nothing more to say."""

    ask: str
    """What is asked after every answer."""
    row: str
    """What a row is called."""

    def __len__(self) -> int: ...
    def table(self) -> Table:
        """The rows with their numbers, as answered so far."""
        ...

    def answer(self, rows: Sequence[int], said: str) -> Iterable[str]:
        """Remember what is said of rows, and say how it was understood. Raises ValueError where it means nothing."""
        ...

    def follow(self) -> None:
        """Do what was said."""
        ...


def page_of(ticking: Ticking, start: int = 0) -> tuple[Table, int]:
    """A page of a list from a row on, and the row at which the next begins: the first where there is none."""
    table = ticking.table()
    end = start + PAGE
    left = len(table.rows) - end
    more = (f"{left:,} more: {MORE} shows the next.",) if left > 0 else ()
    return replace(table, rows=table.rows[start:end], notes=(*table.notes, *more)), end if left > 0 else 0


def read_tick(written: str, ticking: Ticking) -> tuple[list[int], str]:
    """Read `3, 5-7 informant`: places in the list from 0 on, and what is said of them.

    Raises ValueError where no row has such a number.
    """
    found = _TICK.fullmatch(written)
    if not found:
        raise ValueError(f"{written}: begins with no number of a row, as in `3 interviewer`")
    return [place_of(number, ticking) for number in _each(found[1])], found[2] or ""


def place_of(number: str, ticking: Ticking) -> int:
    """The place of the row of that number. Raises ValueError where there is none."""
    if not 1 <= int(number) <= len(ticking):
        raise ValueError(f"{number}: no {ticking.row} has that number; there are {len(ticking):,}")
    return int(number) - 1


def _each(numbers: str) -> Iterator[str]:
    """The numbers that `3, 5-7` names."""
    for part in numbers.split(","):
        first, _, last = (side.strip() for side in part.replace("–", "-").partition("-"))
        yield first
        yield from map(str, range(int(first) + 1, int(last) + 1) if last else ())
