"""A table in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from qualcode.model.harmless import one_line, visible
from qualcode.model.table import Column, Figure, Row, Table

PLAIN_WIDTH = 140
"""Columns where the output is not a terminal."""

LONGEST_WORD = 18
"""Words up to this length are not broken."""

RUNNING_TEXT = 36
"""Columns that quotes and the like have at least, where they are as long."""

GAP = 3


def write_terminal(table: Table, stream: TextIO) -> None:
    """Print title, table and notes. Nothing in it is read as markup; columns that do not fit come in a second grid."""
    width = None if stream.isatty() else PLAIN_WIDTH
    console = Console(file=stream, markup=False, emoji=False, highlight=False, width=width)
    console.print(Text(visible(table.title), style="bold"))
    for places in _fitting(table, console.width):
        console.print(_grid(table, places, console.width))
    for note in table.notes:
        console.print(Text(visible(note), style="dim"))


def _grid(table: Table, places: Sequence[int], width: int) -> Grid:
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, show_lines=any(column.wide for column in table.columns))
    for place, given in zip(places, _widths(table, places, width), strict=True):
        column = table.columns[place]
        grid.add_column(
            Text(visible(column.label)),
            width=given,
            justify="right" if column.numeric else "left",
            overflow="fold",
            vertical="top",
        )
    for row in table.rows:
        cells = [Text(visible(str(row.cells[place]))) for place in places]
        for place, cell in zip(places, cells, strict=True):
            if isinstance(row.cells[place], Figure):
                cell.stylize("cyan")
        first = Padding(cells[0], (0, 0, 0, 2 * row.depth)) if row.depth else cells[0]
        grid.add_row(first, *cells[1:], style="bold" if row.total else None)
    return grid


def _least_width(table: Table, place: int) -> int:
    """So much that no figure and no word of ordinary length is broken, and most themes stand on one line."""
    longest = max((cell_len(word) for line in _lines(table, place) for word in line.split()), default=0)
    figures = [row.cells[place] for row in table.rows]
    longest = max(longest, *(len(cell.shown) for cell in figures if isinstance(cell, Figure)), 1)
    if place == 0:
        longest = max(longest, min(max(map(cell_len, _lines(table, 0))), LONGEST_WORD)) + _indent(table, 0)
    if table.columns[place].wide:
        return min(max((cell_len(line) for line in _lines(table, place)), default=1), RUNNING_TEXT)
    return min(longest, LONGEST_WORD + _indent(table, place))


def _widths(table: Table, places: Sequence[int], width: int) -> list[int]:
    """What each column gets: its least, and of what is left a part by what it still needs."""
    least = [_least_width(table, place) for place in places]
    needs = [
        max(
            0, max((cell_len(line) for line in _lines(table, place)), default=0) + _indent(table, place) - least[number]
        )
        for number, place in enumerate(places)
    ]
    left = max(0, width - 1 - sum(least) - GAP * len(places))
    if sum(needs) <= left:
        return [has + need for has, need in zip(least, needs, strict=True)]
    return [has + left * need // sum(needs) for has, need in zip(least, needs, strict=True)]


def _lines(table: Table, place: int) -> Iterator[str]:
    for text in (table.columns[place].label, *(str(row.cells[place]) for row in table.rows)):
        yield from visible(text).split("\n")


def _indent(table: Table, place: int) -> int:
    return 2 * max((row.depth for row in table.rows), default=0) if place == 0 else 0


def _fitting(table: Table, width: int) -> list[list[int]]:
    """Columns in as many grids as the width needs, the first column heading each."""
    first = _least_width(table, 0)
    grids: list[list[int]] = [[0]]
    taken = first
    for place in range(1, len(table.columns)):
        least = _least_width(table, place) + GAP
        if taken + least > width - 2 and len(grids[-1]) > 1:
            grids.append([0])
            taken = first
        grids[-1].append(place)
        taken += least
    return grids


def write_ids(table: Table, stream: TextIO) -> None:
    """Print every figure of a table with its id, a line each: what `trace` takes."""
    write_terminal(ids_list([table]), stream)


def ids_list(tables: Iterable[Table]) -> Table:
    """Every figure of some tables with its id, a row each."""
    labels = ("Figure", "Table", "Row", "Column", "Shown")
    return Table(
        name="figures",
        title="Ids of all figures: qualcode trace F-… prints the words behind one",
        columns=tuple(Column(key=label.lower(), label=label) for label in labels),
        rows=tuple(
            Row(cells=(cell.id, table.name, one_line(str(row.cells[0])), column.label, str(cell)))
            for table in tables
            for row in table.rows
            for column, cell in zip(table.columns, row.cells, strict=True)
            if isinstance(cell, Figure)
        ),
    )


def ids_table(table: Table) -> Table:
    """The same table with ids for figures: what to hand to `qualcode trace`."""
    rows = tuple(
        replace(row, cells=tuple(cell.id if isinstance(cell, Figure) else cell for cell in row.cells))
        for row in table.rows
    )
    columns = tuple(replace(column, numeric=False) for column in table.columns)
    return replace(table, title=f"{table.title}: ids of the figures", columns=columns, rows=rows, notes=())
