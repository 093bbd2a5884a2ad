"""A table in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from qualcode.model.harmless import one_line, visible
from qualcode.model.table import Column, Figure, Row, Table

PLAIN_WIDTH = 140
"""Columns where the output is not a terminal."""

LONGEST_WORD = 16
"""Words up to this length are not broken."""


def write_terminal(table: Table, stream: TextIO) -> None:
    """Print title, table and notes. Nothing in it is read as markup."""
    console = Console(
        file=stream,
        markup=False,
        emoji=False,
        highlight=False,
        width=None if stream.isatty() else PLAIN_WIDTH,
    )
    console.print(Text(visible(table.title), style="bold"))
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, show_lines=any(column.wide for column in table.columns))
    for place, column in enumerate(table.columns):
        words = [word for row in table.rows for word in str(row.cells[place]).split()]
        grid.add_column(
            Text(visible(column.label)),
            min_width=min(max(map(len, words), default=0), LONGEST_WORD),
            justify="right" if column.numeric else "left",
            overflow="fold",
            ratio=4 if column.wide else None,
            vertical="top",
        )
    for row in table.rows:
        cells = [Text(visible(str(cell)), style="" if isinstance(cell, str) else "cyan") for cell in row.cells]
        if row.depth:
            grid.add_row(Padding(cells[0], (0, 0, 0, 2 * row.depth)), *cells[1:])
            continue
        grid.add_row(*cells, style="bold" if row.total else None)
    console.print(grid)
    for note in table.notes:
        console.print(Text(visible(note), style="dim"))


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
