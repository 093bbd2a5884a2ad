"""A table drawn in a terminal, in its colours and width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from qualcode.model.harmless import visible
from qualcode.model.table import Figure, Table
from qualcode.model.wording import text_of


class PlainConsole(Console):
    """A console that leaves it to the command what a closed pipe means: rich ends the program with an error."""

    def __init__(self, stream: TextIO, width: int | None) -> None:
        super().__init__(file=stream, markup=False, emoji=False, highlight=False, width=width)

    def on_broken_pipe(self) -> None:
        """Say so."""
        raise BrokenPipeError


def grid(table: Table, places: Sequence[int], widths: Sequence[int], labels: Sequence[str]) -> Grid:
    """Some columns of a table under their headings."""
    drawn = Grid(box=SIMPLE_HEAD, pad_edge=False, show_lines=any(column.wide for column in table.columns))
    for place, given, label in zip(places, widths, labels, strict=True):
        justify = "right" if table.columns[place].numeric else "left"
        drawn.add_column(Text(label), width=given, justify=justify, overflow="fold", vertical="top")  # type: ignore[arg-type]
    for row in table.rows:
        cells = [Text(visible(text_of(row.cells[place]))) for place in places]
        for place, cell in zip(places, cells, strict=True):
            if isinstance(row.cells[place], Figure):
                cell.stylize("cyan")
        first = Padding(cells[0], (0, 0, 0, 2 * row.depth)) if row.depth else cells[0]
        drawn.add_row(first, *cells[1:], style="bold" if row.total else None)
    return drawn
