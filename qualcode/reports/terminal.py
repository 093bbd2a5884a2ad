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

from qualcode.model.beside import marked
from qualcode.model.harmless import one_line, visible
from qualcode.model.table import Figure, Row, Table, listing
from qualcode.reports.pieces import in_parts, shared

PLAIN_WIDTH = 140
"""Columns where the output is not a terminal."""

LONGEST_WORD = 18
"""Words up to this length are not broken."""

WHOLE = 12
"""Texts up to this length stand on one line: `almost all`."""

RUNNING_TEXT = 36
"""Columns that quotes and the like have at least, where they are as long."""

GAP = 3


class PlainConsole(Console):
    """A console that leaves it to the command what a closed pipe means: rich ends the program with an error."""

    def on_broken_pipe(self) -> None:
        """Say so."""
        raise BrokenPipeError


def write_terminal(table: Table, stream: TextIO) -> None:
    """Print title, table and notes. Nothing in it is read as markup; columns that do not fit come in a second grid."""
    width = None if stream.isatty() else PLAIN_WIDTH
    console = PlainConsole(file=stream, markup=False, emoji=False, highlight=False, width=width)
    console.print(Text(visible(table.title), style="bold"))
    table = _without_empty(marked(table))
    for places in _fitting(table, console.width) if table.rows else ():
        console.print(_grid(table, places, console.width))
    for note in table.notes:
        console.print(Text(visible(note), style="dim"))


def _without_empty(table: Table) -> Table:
    """The table without columns in which nothing stands: nobody can write into a terminal."""
    places = [
        place
        for place in range(len(table.columns))
        if place < table.lead or not table.rows or any(str(row.cells[place]) for row in table.rows)
    ]
    rows = tuple(replace(row, cells=tuple(row.cells[place] for place in places)) for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in places), rows=rows)


def _grid(table: Table, places: Sequence[int], width: int) -> Grid:
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, show_lines=any(column.wide for column in table.columns))
    for place, given in zip(places, _widths(table, places, width), strict=True):
        column = table.columns[place]
        grid.add_column(
            Text(_heading(visible(column.label), given)),
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


def _heading(label: str, width: int) -> str:
    """A heading whose `(n = 3)` stands whole, on a line of its own where there is no room beside it."""
    return label if cell_len(label) <= width else label.replace(" (n = ", "\n(n = ")


def _least_width(table: Table, place: int) -> int:
    """So much that no figure and no word of ordinary length is broken, and most themes stand on one line."""
    longest = max((cell_len(word) for line in _lines(table, place) for word in _words(line)), default=0)
    cells = [(cell, cell_len(visible(str(cell)))) for cell in (row.cells[place] for row in table.rows)]
    whole = (width for cell, width in cells if width <= (LONGEST_WORD if isinstance(cell, Figure) else WHOLE))
    longest = max(longest, 1, *whole)
    if place == 0:
        longest = max(longest, min(max(map(cell_len, _lines(table, 0))), LONGEST_WORD)) + _indent(table, 0)
    if table.columns[place].wide:
        return min(max((cell_len(line) for line in _lines(table, place)), default=1), RUNNING_TEXT)
    return min(longest, LONGEST_WORD + _indent(table, place))


def _words(line: str) -> list[str]:
    """What is not broken: words, and `(n = 3)` as one."""
    return [word.replace("\u00a0", " ") for word in line.replace("(n = ", "(n\u00a0=\u00a0").split(" ")]


def _widths(table: Table, places: Sequence[int], width: int) -> list[int]:
    """What each column gets: its least, and of what is left as much as its cells need; then its heading."""
    given = [_least_width(table, place) for place in places]
    rows = [max((cell_len(line) for line in _cell_lines(table, place)), default=0) for place in places]
    labels = [cell_len(visible(table.columns[place].label)) for place in places]
    for wanted in ([text + _indent(table, place) for text, place in zip(rows, places, strict=True)], labels):
        left = max(0, width - 1 - sum(given) - GAP * len(places))
        needs = [max(0, want - has) for want, has in zip(wanted, given, strict=True)]
        given = [has + int(more) for has, more in zip(given, shared(needs, left), strict=True)]
    return given


def _cell_lines(table: Table, place: int) -> Iterator[str]:
    for row in table.rows:
        yield from visible(str(row.cells[place])).split("\n")


def _lines(table: Table, place: int) -> Iterator[str]:
    yield from visible(table.columns[place].label).split("\n")
    yield from _cell_lines(table, place)


def _indent(table: Table, place: int) -> int:
    return 2 * max((row.depth for row in table.rows), default=0) if place == 0 else 0


def _fitting(table: Table, width: int) -> list[list[int]]:
    """Columns in as many grids as the width needs, those that lead a row heading each."""
    least = [_least_width(table, place) + GAP for place in range(len(table.columns))]
    return in_parts(table, lambda places: sum(least[place] for place in places) <= width + 1)


def write_ids(table: Table, stream: TextIO) -> None:
    """Print every figure of a table with its id, a line each: what `trace` takes."""
    write_terminal(ids_list([table]), stream)


def ids_list(tables: Iterable[Table]) -> Table:
    """Every figure of some tables with its id, a row each."""
    return listing(
        "figures",
        "Ids of all figures: qualcode trace F-… prints the words behind one",
        ("Figure", "Table", "Row", "Column", "Shown"),
        (
            Row(cells=(cell.id, table.name, one_line(table.about(row)), column.label, str(cell)))
            for table in tables
            for row in table.rows
            for column, cell in zip(table.columns, row.cells, strict=True)
            if isinstance(cell, Figure)
        ),
    )


def ids_table(table: Table) -> Table:
    """The same table with ids for figures: what to hand to `qualcode trace`. Other columns are left out."""
    counting = {place for row in table.rows for place, cell in enumerate(row.cells) if isinstance(cell, Figure)} | set(
        range(table.lead)
    )
    places = [place for place in range(len(table.columns)) if place in counting]
    rows = tuple(
        replace(row, cells=tuple(cell.id if isinstance(cell := row.cells[place], Figure) else cell for place in places))
        for row in table.rows
    )
    columns = tuple(replace(table.columns[place], numeric=False, wide=False) for place in places)
    return replace(table, title=f"{table.title}: ids of the figures", columns=columns, rows=rows, notes=())
