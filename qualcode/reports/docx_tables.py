"""Tables in Word: they fit a portrait page and repeat their heading; one too wide goes on in a second part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, zip_longest
from math import ceil
from typing import Any

from qualcode.model.harmless import visible
from qualcode.model.table import Cell, Column, Figure, Row, Table
from qualcode.model.told import Way, told
from qualcode.model.wording import text_of
from qualcode.reports import docx_parts as parts
from qualcode.reports.column_widths import in_parts, shared
from qualcode.reports.pieces import unbroken

LONGEST_WORD = 18
"""Letters that a column keeps together."""

WHOLE = 10
"""Texts up to this length stand on one line: `almost all`."""

LETTER = 0.0225
"""Centimetres of width per letter and point of size."""

MARGIN = 0.3
SIZE = 8.5
SMALLEST = 7.0
"""Smaller letters are not read; a table that needs them is written in parts."""

SHORT, SHORT_TEXT = 24, 16
"""Lines of a table of figures that is not broken across pages, half of one; of one with running text. A longer one is
broken between uppermost themes: pushed to the next page whole it would leave half a page empty."""

GROUND = "E7ECEF"

_WORD = re.compile(r"[^ \n]+")
"""What is kept together: no break is at `2 of 3` with the spaces that it has in a cell."""

MarkCell = Callable[[Any, Figure, str], None]
"""Puts a bookmark around the runs that show a figure in these words."""


def table_parts(table: Table, room: float) -> list[list[int]]:
    """The columns of each part that a page of so many centimetres has room for."""
    return in_parts(table, lambda places: _fits(table, places, room))


def _fits(table: Table, places: Sequence[int], room: float) -> bool:
    return _least(_letters(table, places), SMALLEST) <= room


def _least(letters: Sequence[int], size: float) -> float:
    return sum(letters) * size * LETTER + MARGIN * len(letters)


def _letters(table: Table, places: Sequence[int]) -> list[int]:
    """What the longest word or figure of each column needs."""
    found = []
    for place in places:
        # A heading is bold, and wider by a letter.
        texts = [f"{unbroken(table.columns[place].label)}n", *(_words(row.cells[place]) for row in table.rows)]
        # Word would break an id behind its hyphen.
        word = max((len(word) + ("-" in word) for text in texts for word in _WORD.findall(text)), default=1)
        short = max((len(text) for text in texts[1:] if len(text) <= WHOLE), default=0) if place else 0
        figures = [cell for row in table.rows if isinstance(cell := row.cells[place], Figure)]
        found.append(max(min(word, LONGEST_WORD), short, max((len(figure.shown) for figure in figures), default=0)))
    return found


def _widths(table: Table, places: Sequence[int], room: float) -> tuple[list[float], float]:
    """What each column needs, more for long texts, and the size of the letters: smaller where it is tight."""
    letters, size = _letters(table, places), SIZE
    while _least(letters, size) > room and size > SMALLEST:
        size -= 0.5
    given = [MARGIN + size * LETTER * count for count in letters]
    left = room - sum(given)
    if left <= 0:
        return [room * has / sum(given) for has in given], size
    cells = [max((len(_words(row.cells[place])) for row in table.rows), default=0) for place in places]
    labels = [len(unbroken(table.columns[place].label)) + 1 for place in places]
    for texts in (cells, labels):
        needs = [max(MARGIN + size * LETTER * text - has, 0) for text, has in zip(texts, given, strict=True)]
        given = [has + more for has, more in zip(given, shared(needs, room - sum(given)), strict=True)]
    return given, size


def grid_texts(table: Table, places: Sequence[int]) -> list[list[str]]:
    """What stands in the cells of one part of a table, row by row; a heading over several columns stands once."""
    columns = [table.columns[place] for place in places]
    above = [[label for label, _ in groupby(column.group for column in columns)]] if _grouped(columns) else []
    body = [[_words(row.cells[place]) for place in places] for row in table.rows]
    return [*above, [unbroken(column.label) for column in columns], *body]


def joined_cells(texts: Iterable[Iterable[str]]) -> str:
    """All that stands in a table, as one text."""
    return " | ".join(visible(text) for row in texts for text in row)


def _grouped(columns: Sequence[Column]) -> bool:
    return any(column.group for column in columns)


def add_grid(
    document: Any, style: Any, table: Table, places: Sequence[int], room: float, mark: MarkCell | None = None
) -> Any:
    """One part of a table, no wider than so many centimetres. Returns it."""
    columns = [table.columns[place] for place in places]
    grid = document.add_table(rows=0, cols=len(columns))
    grid.style = style
    widths, size = _widths(table, places, room)
    parts.set_widths(grid, widths)
    if _grouped(columns):
        _group_row(grid, columns, widths, size)
    for cell, column in zip(_heading_row(grid, widths), columns, strict=True):
        _fill(cell, unbroken(column.label), size, numeric=column.numeric, bold=True)
        parts.shade(cell, GROUND)
    texts = any(column.wide for column in columns)
    most = SHORT_TEXT if texts else SHORT
    short = _n_lines(table, places, widths, size) <= most
    for row, below in zip_longest(table.rows, table.rows[1:]):
        # A short table stays on one page; in a longer one of figures each theme with all under it, in one with running
        # text with the first of them.
        together = below is not None and (short or (below.depth > row.depth if texts else below.depth > 0))
        _add_row(grid, row, table, places, widths, size, together=together, mark=mark)
    _mark_parents(grid, table)
    return grid


def _words(cell: Cell) -> str:
    """What stands in a cell: of a figure `2 of 3`, and what is said beside it on lines of its own."""
    return told(cell, Way.CELL) if isinstance(cell, Figure) else text_of(cell)


def _n_lines(table: Table, places: Sequence[int], widths: Sequence[float], size: float) -> int:
    """How many lines the rows take, as far as the length of their texts tells."""
    fitting = [max((width - MARGIN) / (size * LETTER), 1) for width in widths]

    def lines(text: str, letters: float) -> int:
        return sum(max(ceil(len(line) / letters), 1) for line in text.split("\n"))

    return sum(
        max(lines(_words(row.cells[place]), letters) for place, letters in zip(places, fitting, strict=True))
        for row in table.rows
    )


def _heading_row(grid: Any, widths: Sequence[float]) -> Any:
    row = grid.add_row()
    parts.repeat_heading(row)
    return parts.sized_cells(row, widths)


def _group_row(grid: Any, columns: Sequence[Column], widths: Sequence[float], size: float) -> None:
    cells = _heading_row(grid, widths)
    start = 0
    for end in range(1, len(columns) + 1):
        if end == len(columns) or columns[end].group != columns[start].group:
            merged = cells[start].merge(cells[end - 1]) if end - start > 1 else cells[start]
            _fill(merged, columns[start].group, size, numeric=False, bold=True)
            parts.shade(merged, GROUND)
            start = end


def _add_row(
    grid: Any,
    row: Row,
    table: Table,
    places: Sequence[int],
    widths: Sequence[float],
    size: float,
    *,
    together: bool,
    mark: MarkCell | None,
) -> None:
    for cell, place in zip(parts.sized_cells(grid.add_row(), widths), places, strict=True):
        value = row.cells[place]
        numeric = table.columns[place].numeric or isinstance(value, Figure)
        words = _words(value)
        first, *beside = words.split("\n") if isinstance(value, Figure) else [words]
        paragraph = _fill(cell, first, size, numeric=numeric, bold=row.total)
        if beside:
            parts.add_text(paragraph, "\n".join(("", *beside)), size=max(size - 1, SMALLEST), colour=parts.DARK)
        if mark is not None and isinstance(value, Figure) and words:
            mark(paragraph.runs, value, words)
        paragraph.paragraph_format.keep_with_next = together or None
        if place == 0 and row.depth:
            from docx.shared import Cm

            paragraph.paragraph_format.left_indent = Cm(0.35 * row.depth)


def _mark_parents(grid: Any, table: Table) -> None:
    """Themes in bold where others stand under them."""
    if all(row.depth == 0 for row in table.rows):
        return
    first = grid.columns[0].cells[-len(table.rows) :]
    for cell, row in zip(first, table.rows, strict=True):
        if row.depth == 0:
            for run in cell.paragraphs[0].runs:
                run.bold = True


def _fill(cell: Any, text: str, size: float, *, numeric: bool, bold: bool = False) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.line_spacing = 1.0
    if numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    parts.add_text(paragraph, text, bold=bold, size=size)
    return paragraph
