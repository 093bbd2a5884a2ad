"""A table in the terminal, or as plain text where its output goes elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import TextIO

from qualcode.model.beside import marked
from qualcode.model.harmless import one_line, visible
from qualcode.model.nouns import dataclass
from qualcode.model.table import Figure, Row, Table, listing
from qualcode.model.wording import text_of
from qualcode.reports.column_widths import in_parts, shared
from qualcode.reports.terminal_plain import cells, has_room, joined, plain_grid, wrapped

PLAIN_WIDTH = 140
"""Columns where the output is not a terminal."""

LONGEST_WORD = 18
"""Words up to this length are not broken."""

WHOLE = 12
"""Texts up to this length stand on one line: `almost all`."""

RUNNING_TEXT = 36
"""Columns that quotes and the like have at least, where they are as long."""

GAP = 3


def write_terminal(table: Table, stream: TextIO) -> None:
    """Print title, table and notes. Nothing in it is read as markup; columns that do not fit come in a second grid."""
    coloured = stream.isatty() or os.environ.get("FORCE_COLOR") or os.environ.get("TTY_COMPATIBLE")
    lines = None if coloured else _plain_lines(_Laid(_without_empty(marked(table))))
    if lines is None:
        draw_terminal(table, stream)
    else:
        stream.write("".join(f"{line}\n" for line in lines))
        stream.flush()


def _plain_lines(laid: _Laid) -> list[str] | None:
    """The table as plain text; None where rich has to draw it."""
    lines = wrapped(visible(laid.table.title), PLAIN_WIDTH)
    for places, widths, labels in laid.grids(PLAIN_WIDTH):
        if not has_room(laid.table, widths, PLAIN_WIDTH):
            return None
        lines += plain_grid(laid.table, places, widths, labels)
    for note in laid.table.notes:
        lines += wrapped(visible(note), PLAIN_WIDTH)
    return None if joined(lines) else lines


def draw_terminal(table: Table, stream: TextIO) -> None:
    """Print a table in the colours and width of a terminal."""
    from rich.text import Text

    from qualcode.reports.terminal_grid import PlainConsole, grid

    console = PlainConsole(stream, None if stream.isatty() else PLAIN_WIDTH)
    laid = _Laid(_without_empty(marked(table)))
    console.print(Text(visible(table.title), style="bold"))
    for part in laid.grids(console.width):
        console.print(grid(laid.table, *part))
    for note in laid.table.notes:
        console.print(Text(visible(note), style="dim"))


def _without_empty(table: Table) -> Table:
    """The table without columns in which nothing stands: nobody can write into a terminal."""
    places = [
        place
        for place in range(len(table.columns))
        if place < table.lead or not table.rows or any(text_of(row.cells[place]) for row in table.rows)
    ]
    rows = tuple(replace(row, cells=tuple(row.cells[place] for place in places)) for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in places), rows=rows)


@dataclass(frozen=True)
class _Laid:
    """A table and how much room its columns need."""

    table: Table
    _least: dict[int, int] = field(default_factory=dict)

    @cached_property
    def _texts(self) -> list[list[str]]:
        """The cells as they are shown, by column."""
        return [[visible(text_of(row.cells[place])) for row in self.table.rows] for place in range(len(self._labels))]

    @cached_property
    def _labels(self) -> list[str]:
        return [visible(column.label) for column in self.table.columns]

    def grids(self, width: int) -> Iterable[tuple[list[int], list[int], list[str]]]:
        """Columns in as many grids as the width needs, those that lead a row heading each: places, widths, headings."""
        if not self.table.rows:
            return
        least = [self._least_width(place) + GAP for place in range(len(self._labels))]
        for places in in_parts(self.table, lambda part: sum(least[place] for place in part) <= width + 1):
            widths = self._widths(places, width)
            yield places, widths, [_heading(self._labels[n], given) for n, given in zip(places, widths, strict=True)]

    def _least_width(self, place: int) -> int:
        """So much that no figure and no word of ordinary length is broken, and most themes stand on one line."""
        if place not in self._least:
            wide = self.table.columns[place].wide
            self._least[place] = self._least_wide(place) if wide else self._least_narrow(place)
        return self._least[place]

    def _least_wide(self, place: int) -> int:
        return min(max((cells(line) for line in self._lines(place)), default=1), RUNNING_TEXT)

    def _least_narrow(self, place: int) -> int:
        longest = max(map(cells, {word for line in self._lines(place) for word in _words(line)}), default=0)
        for row, text in zip(self.table.rows, self._texts[place], strict=True):
            if (length := cells(text)) <= (LONGEST_WORD if isinstance(row.cells[place], Figure) else WHOLE):
                longest = max(longest, length)
        longest = max(longest, 1)
        if place == 0:
            longest = max(longest, min(max(map(cells, self._lines(0))), LONGEST_WORD)) + self._indent(0)
        return min(longest, LONGEST_WORD + self._indent(place))

    def _widths(self, places: Sequence[int], width: int) -> list[int]:
        """What each column gets: its least, and of what is left as much as its cells need; then its heading."""
        given = [self._least_width(place) for place in places]
        rows = [max((cells(line) for line in self._cell_lines(place)), default=0) for place in places]
        labels = [cells(self._labels[place]) for place in places]
        for wanted in ([text + self._indent(place) for text, place in zip(rows, places, strict=True)], labels):
            left = max(0, width - 1 - sum(given) - GAP * len(places))
            needs = [max(0, want - has) for want, has in zip(wanted, given, strict=True)]
            given = [has + int(more) for has, more in zip(given, shared(needs, left), strict=True)]
        return given

    def _cell_lines(self, place: int) -> list[str]:
        return [line for text in self._texts[place] for line in text.split("\n")]

    def _lines(self, place: int) -> list[str]:
        return [*self._labels[place].split("\n"), *self._cell_lines(place)]

    def _indent(self, place: int) -> int:
        return 2 * max((row.depth for row in self.table.rows), default=0) if place == 0 else 0


def _heading(label: str, width: int) -> str:
    """A heading whose `(n = 3)` stands whole, on a line of its own where there is no room beside it."""
    return label if cells(label) <= width else label.replace(" (n = ", "\n(n = ")


def _words(line: str) -> list[str]:
    """What is not broken: words, and `(n = 3)` as one."""
    return [word.replace("\u00a0", " ") for word in line.replace("(n = ", "(n\u00a0=\u00a0").split(" ")]


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
