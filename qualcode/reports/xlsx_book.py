"""The workbook being written: its sheets, formats and cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from itertools import zip_longest
from typing import Any

from qualcode.model.beside import Beside, asides, marked
from qualcode.model.harmless import one_line, visible
from qualcode.model.nouns import dataclass
from qualcode.model.report import Report
from qualcode.model.table import Column, Figure, Row, Table
from qualcode.model.wording import text_of
from qualcode.reports.markdown import banners

LONGEST_CELL = 32_767
"""What Excel holds in a cell; a longer text continues in the next row, and says so."""

CONTINUED = " […continued below]"

MOST_FORMATS = 150
"""Excel keeps some 200 number formats; past this many, `of 3` goes into a comment."""


@dataclass(slots=True)
class Book:
    """The workbook being written, its formats and sheet names."""

    workbook: Any
    report: Report
    formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)
    number_formats: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def format(self, **properties: Any) -> Any:
        """A cell format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format({"valign": "top", **properties})
        return self.formats[key]

    def sheet(self, name: str) -> Any:
        """A sheet whose name Excel accepts and no other sheet has."""
        cleaned = (
            "".join(" " if letter in "[]:*?/\\'" else letter for letter in one_line(name.replace("_", " "))).strip()[
                :28
            ]
            or "Sheet"
        )
        unique, number = cleaned.capitalize(), 1
        while unique.casefold() in self.names or unique.casefold() == "history":
            number += 1
            unique = f"{cleaned.capitalize()} {number}"
        self.names.add(unique.casefold())
        return self.workbook.add_worksheet(unique)

    def heading(self, sheet: Any, title: str) -> int:
        """Title and warnings; the row after them."""
        sheet.write_string(0, 0, visible(title)[:LONGEST_CELL], self.format(bold=True, font_size=14))
        line = 1
        for warning in banners(self.report):
            sheet.write_string(line, 0, visible(warning), self.format(bold=True, font_color="#9C0006"))
            line += 1
        return line + 1

    def add_tables(self, name: str, tables: Sequence[Table]) -> tuple[Any, int]:
        """Tables on a sheet, one below the other; of one alone the heading is frozen and can be filtered.

        Behind the counts of groups stand their shares, as percentages. Returns the sheet and the first free line.
        """
        tables = [marked(table) for table in tables]
        sheet = self.sheet(name)
        widths = _widths(tables)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        top = line = self.heading(sheet, tables[0].title)
        for place, table in enumerate(tables):
            if place:
                sheet.write_string(line, 0, visible(table.title)[:LONGEST_CELL], self.format(bold=True, font_size=12))
                line += 2
            line = self._write_table(sheet, line, table, widths, alone=len(tables) == 1) + 2
        if len(tables) == 1:
            sheet.freeze_panes(top + 1, 1)
            sheet.repeat_rows(top)
        fit_paper(sheet)
        return sheet, line

    def _write_table(self, sheet: Any, top: int, table: Table, widths: Sequence[float], *, alone: bool) -> int:
        """Heading, rows, shares and notes; the line behind them."""
        for place, column in enumerate(table.columns):
            sheet.write_string(top, place, visible(column.label), self.header(numeric=column.numeric))
        labels = zip((column.label for column in table.columns), widths, strict=False)
        sheet.set_row(top, max(_height(visible(label), 0.9 * width) for label, width in labels))
        line = top + 1
        for row in table.rows:
            self._write_shares(sheet, line, row, table, top)
            line += self._write_row(sheet, line, row, table.columns, widths)
        if table.rows and alone:
            sheet.autofilter(top, 0, line - 1, len(table.columns) - 1)
        for note in table.notes:
            line += 1
            self._write_note(sheet, line, note, widths[: len(table.columns)])
        return line

    def _write_shares(self, sheet: Any, line: int, row: Row, table: Table, top: int) -> None:
        """Behind a table of counts, what share of each group they are."""
        for offset, place in enumerate(counted_columns(table), start=len(table.columns) + 1):
            if line == top + 1:
                sheet.write_string(
                    top, offset, visible(f"{table.columns[place].label}, share"), self.header(numeric=True)
                )
                sheet.set_column(offset, offset, 12)
            cell = row.cells[place]
            if isinstance(cell, Figure) and (share := share_of(cell)) is not None:
                sheet.write_number(line, offset, share, self.format(num_format="0%", **_bold(row)))

    def header(self, *, numeric: bool = False) -> Any:
        """The format of a column's heading."""
        return self.format(
            bold=True, text_wrap=True, bottom=2, bg_color="#E7ECEF", align="right" if numeric else "left"
        )

    def _write_note(self, sheet: Any, line: int, note: str, widths: Sequence[float]) -> None:
        """A note across the table's columns, high enough to be read."""
        style = self.format(italic=True, font_color="#555555", text_wrap=True)
        last, width = 0, widths[0]
        while last + 1 < len(widths) and width < NOTE_WIDTH:
            last += 1
            width += widths[last]
        text = visible(note)[:LONGEST_CELL]
        if last:
            sheet.merge_range(line, 0, line, last, "", style)
        sheet.write_string(line, 0, text, style)
        sheet.set_row(line, _height(text, width))

    def _write_row(self, sheet: Any, line: int, row: Row, columns: tuple[Column, ...], widths: Sequence[float]) -> int:
        """Write a row; how many lines it took."""
        taken, height = 1, LINE_HEIGHT
        for place, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
            if isinstance(cell, Figure):
                self._write_figure(sheet, line, place, cell, **_bold(row))
                continue
            if not isinstance(cell, str):
                number_format = "#,##0.00" if isinstance(cell, float) else "#,##0"
                sheet.write_number(
                    line, place, cell, self.format(num_format=number_format, align="right", **_bold(row))
                )
                continue
            indent = {"indent": row.depth, "align": "left"} if place == 0 and row.depth else {}
            # A little room between a number and the text behind it.
            aligned = {"align": "right"} if column.numeric else {"align": "left", "indent": 1} if place else {}
            style = self.format(**({"text_wrap": True} if column.wide else {}), **aligned, **indent, **_bold(row))
            pieces = _pieces(visible(cell))
            if column.wide:
                height = max(height, _height(pieces[0], widths[place]))
            for offset, piece in enumerate(pieces):
                if sheet.write_string(line + offset, place, piece, style) < 0:
                    raise ValueError("a cell was not written")
            taken = max(taken, len(pieces))
        if height > LINE_HEIGHT:
            sheet.set_row(line, height)
        return taken

    def _write_figure(self, sheet: Any, line: int, place: int, figure: Figure, **more: Any) -> None:
        style: dict[str, Any] = {"align": "right", **more}
        if figure.value is None:
            sheet.write_string(line, place, visible(str(figure)), self.format(**style))
            return
        number_format = _number_format(visible(str(figure)), figure.value)
        if len(self.number_formats) >= MOST_FORMATS and number_format not in self.number_formats:
            sheet.write_comment(line, place, visible(str(figure)))
            number_format = "0"
        self.number_formats.add(number_format)
        sheet.write_number(line, place, figure.value, self.format(num_format=number_format, **style))


THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
DECIMAL = re.compile(r"-?\d+\.(\d+)")


def _number_format(said: str, value: float) -> str:
    """How Excel shows a number in the words of the other formats: `2` as `2 of 3`, `3` as `all three (3 of 3)`."""
    bare = THOUSANDS.sub("", said).replace('"', "”")
    behind = bare.removeprefix(str(value))
    if not behind:
        return "#,##0"
    if behind != bare and not behind[0].isdigit():
        return f'0"{behind}"'
    if decimal := DECIMAL.fullmatch(bare):
        return f"0.{'0' * len(decimal[1])}"
    return f'"{bare}"'


LINE_HEIGHT = 15.0
HIGHEST = 400.0
NOTE_WIDTH = 100


def _height(text: str, width: float) -> float:
    """Points that a wrapped text needs in a column of so many characters."""
    lines = sum(1 + int(len(line) // max(width * 0.95, 1)) for line in text.split("\n"))
    return min(LINE_HEIGHT * lines, HIGHEST)


def fit_paper(sheet: Any) -> None:
    """On paper a sheet is as wide as the page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&F &A&RPage &P of &N")


def _bold(row: Row) -> dict[str, Any]:
    return {"bold": True, "top": 1} if row.total else {}


def counted_columns(table: Table) -> list[int]:
    """The columns that count the informants of a group on a theme."""
    first = table.rows[0].cells if table.rows else ()
    return [
        place
        for place, column in enumerate(table.columns)
        if column.key.endswith(".n_informants") and isinstance(first[place], Figure) and table.name.startswith(SHARED)
    ]


SHARED = ("frequencies", "compare")
"""Tables whose counts are shares of a group."""


def share_of(figure: Figure) -> float | None:
    """What share of a group a count is; None where somebody is open or was not asked."""
    if not figure.of or figure.value is None or figure.n_open or Beside.NOT_ASKED in asides(figure):
        return None
    return figure.value / figure.of


def _widths(tables: Sequence[Table]) -> list[float]:
    """How wide each column has to be for every table of a sheet."""
    found = [[_width(column, table, place) for place, column in enumerate(table.columns)] for table in tables]
    return [max(widths, default=0.0) for widths in zip_longest(*found, fillvalue=0.0)]


def _width(column: Column, table: Table, place: int) -> float:
    if column.wide:
        return 70
    longest = max((len(text_of(row.cells[place])) + 2 * row.depth for row in table.rows), default=0)
    return min(max(longest + 2, 11, len(column.label) / 2 + 2), 44)


def _pieces(text: str) -> list[str]:
    """A text in lengths that a cell holds; nothing is lost."""
    if len(text) <= LONGEST_CELL:
        return [text]
    size = LONGEST_CELL - len(CONTINUED)
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    return [piece + CONTINUED for piece in pieces[:-1]] + pieces[-1:]
