"""A table in the terminal."""

from __future__ import annotations

from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from qualcode.model.table import Figure, Table
from qualcode.model.harmless import visible

PLAIN_WIDTH = 140
"""Columns where the output is not a terminal."""


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
    for column in table.columns:
        grid.add_column(
            Text(visible(column.label)),
            justify="right" if column.numeric else "left",
            overflow="fold",
            ratio=4 if column.wide else None,
            vertical="top",
        )
    for row in table.rows:
        cells = [Text(visible(str(cell)), style="" if isinstance(cell, str) else "cyan") for cell in row.cells]
        if row.depth:
            cells[0] = Text("  " * row.depth) + cells[0]
        grid.add_row(*cells, style="bold" if row.total else None)
    console.print(grid)
    for note in table.notes:
        console.print(Text(visible(note), style="dim"))


def write_ids(table: Table, stream: TextIO) -> None:
    """Print the same table with each figure's id in its place, for `trace`."""
    write_terminal(ids_table(table), stream)


def ids_table(table: Table) -> Table:
    """The same table with ids for figures: what to hand to `qualcode trace`."""
    from dataclasses import replace

    rows = tuple(
        replace(row, cells=tuple(cell.id if isinstance(cell, Figure) else cell for cell in row.cells))
        for row in table.rows
    )
    columns = tuple(replace(column, numeric=False) for column in table.columns)
    return replace(table, title=f"{table.title}: ids of the figures", columns=columns, rows=rows, notes=())
