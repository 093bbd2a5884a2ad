"""What is said beside a count, in words, or where room is short as a mark that a note under the table explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType

from qualcode.model.table import Figure, Row, Table


class Beside(StrEnum):
    """A reason why people are missing from a count, or may be: `1 not asked` beside `2 of 3`."""

    CONTRARY = "contrary"
    DISPUTED = "disputed"
    NOT_ASKED = "not asked"


MARKS: Mapping[Beside, str] = MappingProxyType({Beside.NOT_ASKED: "*"})
"""The most frequent reason alone has a mark; the others are said in words, which nobody has to look up."""

MEANINGS: Mapping[Beside, str] = MappingProxyType(
    {
        Beside.NOT_ASKED: "no question of the interview guide that asks about the theme was put to them, and they did "
        "not raise it unasked.",
        Beside.CONTRARY: "they spoke of the theme only to say that it is not so, and are not counted as raising it.",
        Beside.DISPUTED: "it depends on passages that coders decided differently; in the denominator, but "
        "not among those who raised it.",
    }
)

_SAID = re.compile(rf"([\d,]+) ({'|'.join(Beside)})(?=, |$)")


def asides(figure: Figure) -> Mapping[Beside, int]:
    """Read what is said beside a figure: how many people for each reason."""
    return {Beside(said[2]): int(said[1].replace(",", "")) for said in _SAID.finditer(figure.aside)}


def beside_notes(rows: Iterable[Row]) -> tuple[str, ...]:
    """A note that explains what is said beside the figures of these rows; no note where nothing is said."""
    found = _kinds(rows)
    return (_note(found, marked=False),) if found else ()


def explained(table: Table) -> Table:
    """The table with a note on what is said beside its figures, where it has none yet."""
    said = beside_notes(table.rows)
    return replace(table, notes=(*(note for note in said if note not in table.notes), *table.notes))


def marked(table: Table) -> Table:
    """The table for narrow formats: `2 of 3 (1*)` for `2 of 3 (1 not asked)`, with a note that explains the marks."""
    found = _kinds(table.rows)
    if not found:
        return table
    said, short = _note(found, marked=False), _note(found, marked=True)
    rows = tuple(
        replace(row, cells=tuple(shortened(cell) if isinstance(cell, Figure) else cell for cell in row.cells))
        for row in table.rows
    )
    return replace(table, rows=rows, notes=tuple(short if note == said else note for note in explained(table).notes))


def lines_of_cell(figure: Figure) -> str:
    """The figure and, on lines of their own below it, what is said beside it: `2 of 3`, `1 not asked`."""
    said = [found[0] for found in _SAID.finditer(figure.aside)]
    return "\n".join((figure.shown, *said)) if ", ".join(said) == figure.aside else str(figure)


def shortened(figure: Figure) -> Figure:
    """The figure with marks in place of words beside it; one that has them stays as it is."""

    def short(said: re.Match[str]) -> str:
        mark = MARKS.get(Beside(said[2]))
        return f"{said[1]}{mark}" if mark else said[0]

    return replace(figure, aside=_SAID.sub(short, figure.aside))


def _kinds(rows: Iterable[Row]) -> list[Beside]:
    asides = {cell.aside for row in rows for cell in row.cells if isinstance(cell, Figure) and cell.aside}
    words = {said[2] for aside in asides for said in _SAID.finditer(aside)}
    return [kind for kind in MEANINGS if kind in words]


def _note(found: Sequence[Beside], *, marked: bool) -> str:
    said = (f"{kind}: {MEANINGS[kind]}" for kind in found)
    return " ".join(
        f"{MARKS[kind]}\u00a0{words}" if marked and kind in MARKS else words[0].upper() + words[1:]
        for kind, words in zip(found, said, strict=True)
    )
