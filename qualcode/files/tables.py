"""CSV, TSV and Excel → rows of strings."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qualcode.files.encoding import decode, decode_list
from qualcode.files.normalise import normalise
from qualcode.files.notes import phrases
from qualcode.files.source import ReadOptions, Source, display_name

MAX_ROWS = 200_000
MAX_COLUMNS = 2_000
MAX_CELLS = 4_000_000
LAST_ROW = 1_048_576
"""Of an Excel sheet. LibreOffice writes it, without a cell, where rows of a formatted column were deleted."""
EXCEL = frozenset({".xlsx", ".xlsm"})
Rows = tuple[list[list[str]], list[int], list[str]]
"""The rows, the line each begins on, and notes."""
_SOFT = re.compile("[\x0b\x0c\x85\u2028\u2029]")
"""What breaks a line inside a cell, and never ends a row."""
_IN_ONE = 2
"""Commas in the only cell of a row that stand for its columns."""
_SEPARATOR = re.compile(r"sep=([,;\t|])[\t,; ]*\n", re.IGNORECASE)
"""The first line by which Excel is told what parts the cells."""


def read_list(source: Source) -> Rows:
    """The rows of a table that people keep for the study: informants, a codebook, names to protect."""
    if source.path.suffix.lower() in EXCEL:
        return _excel_rows(source)
    text, note = decode_list(source, Counter())
    rows, lines = _parted(source, normalise(_SOFT.sub(" ", text), Counter()))
    rows = _out_of_one_column(rows)
    odd = next(((n, m) for n, row in enumerate(rows) for m, cell in enumerate(row) if not cell.isascii()), None)
    where = f": check the letters in line {lines[odd[0]]}, column {odd[1] + 1}" if odd else ""
    return rows, lines, [f"{display_name(source.name)}: {note}{where}"] if note else []


def _out_of_one_column(rows: list[list[str]]) -> list[list[str]]:
    """Part the rows whose cells Excel showed in one column: it parts by semicolons where a comma stands in numbers."""

    def is_one(row: list[str]) -> bool:
        return row[0].count(",") >= _IN_ONE and not any(cell.strip() for cell in row[1:])

    if not rows or not is_one(rows[0]):
        return rows
    return [next(csv.reader([row[0]])) if is_one(row) else row for row in rows]


def suffix_is_table(path: Path) -> bool:
    """Whether the file's name says it is a table."""
    return path.suffix.lower() in EXCEL | {".csv", ".tsv"}


def visible_sheets(source: Source) -> list[tuple[str, list[list[str]], list[str]]]:
    """Of every sheet of an Excel file that is shown and holds rows: its title, its rows, and what was tidied in them.

    Sheets that are hidden count only where no other is there.
    """
    found = []
    with _workbook(source) as book:
        for sheet in _shown_sheets(book):
            counts: Counter[str] = Counter()
            rows = [[normalise(cell, counts) for cell in row] for row in _sheet_rows(source, sheet)[0]]
            if rows:
                found.append((str(sheet.title), rows, list(phrases(counts))))
        n_sheets = len(book.worksheets)
    if found and n_sheets > 1:
        found = [
            (title, rows, [f"sheet {title!r} read, the {n_sheets - 1} others left out", *notes])
            for title, rows, notes in found
        ]
    return found


def read_rows(source: Source, options: ReadOptions) -> Rows:
    """The rows of a text file, the line each begins on, and notes for the import report."""
    counts: Counter[str] = Counter()
    text, note = decode(source, options.encoding, counts)
    rows, lines = _parted(source, normalise(text, counts))
    return rows, lines, [*([note] if note else []), *phrases(counts)]


def _parted(source: Source, text: str) -> tuple[list[list[str]], list[int]]:
    """The rows of a text and the line each begins on."""
    delimiter = "\t" if source.path.suffix.lower() == ".tsv" else delimiter_of(text)
    told = _SEPARATOR.match(text)
    reader = csv.reader(io.StringIO(text[told.end() :] if told else text), delimiter=delimiter)
    before = 1 if told else 0
    rows, lines, line = [], [], 1 + before
    try:
        csv.field_size_limit(10_000_000)
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
                lines.append(line)
            line = reader.line_num + 1 + before
            _check_size(source, len(rows), len(row))
    except csv.Error as error:
        raise source.error(
            f"line {reader.line_num + before}: is no table: {error}", hint="open it in a spreadsheet and save it again"
        ) from error
    return rows, lines


def delimiter_of(text: str) -> str:
    """The character that parts the cells: as the first line says, else the one that parts the most columns alike in the
    first lines; quoted text does not count."""
    if told := _SEPARATOR.match(text.replace("\r\n", "\n", 1)):
        return told[1]
    head = re.sub(r'"(?:[^"]|"")*"', "", text[:50_000]).split("\n")[:40]
    lines = [line for line in head if line.strip()]
    if not lines:
        return ","

    def regularity(delimiter: str) -> tuple[float, int]:
        counts = [line.count(delimiter) for line in lines]
        return (sum(1 for n in counts if n == counts[0]) / len(counts) if counts[0] else 0.0, counts[0])

    best = max((",", ";", "\t", "|"), key=lambda d: (regularity(d)[0] > 0.5, regularity(d)))
    if regularity(best)[0] <= 0.5 and len(lines) > 2:
        # A title stands above the table: the lines below it say what parts the cells.
        usual = {d: Counter(line.count(d) for line in lines if d in line) for d in (",", ";", "\t", "|")}
        best = max(usual, key=lambda d: max(usual[d].values(), default=0))
        return best if usual[best] else ","
    return best if regularity(best)[1] else ","


def read_sheets(source: Source) -> dict[str, tuple[list[list[str]], list[int]]]:
    """Of every sheet of an Excel file, hidden ones too, the rows and the line each stands on."""
    with _workbook(source) as book:
        return {sheet.title: _sheet_rows(source, sheet) for sheet in book.worksheets}


def _shown_sheets(book: Any) -> list[Any]:
    """The sheets that are visible; all where none is."""
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets


def _excel_rows(source: Source) -> Rows:
    notes = []
    with _workbook(source) as book:
        for sheet in _shown_sheets(book):
            rows, lines = _sheet_rows(source, sheet)
            if rows:
                break
        else:
            rows, lines = [], []
        if len(book.worksheets) > 1 and rows:
            notes.append(f"sheet {sheet.title!r} read, the {len(book.worksheets) - 1} others left out")
    counts: Counter[str] = Counter()
    return [[normalise(cell, counts) for cell in row] for row in rows], lines, notes + list(phrases(counts))


@contextmanager
def _workbook(source: Source) -> Iterator[Any]:
    """An Excel file, opened once it is found to be of sane size."""
    import openpyxl

    from qualcode.files.archive import open_archive

    open_archive(source, needs="xl/workbook.xml").close()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
            try:
                yield book
            finally:
                book.close()
    except Exception as error:  # openpyxl meets damage with whatever its code runs into
        if hasattr(error, "hint"):
            raise
        raise source.error("is damaged inside", hint="open it in a spreadsheet and save it again") from error


def _sheet_rows(source: Source, sheet: Any) -> tuple[list[list[str]], list[int]]:
    rows, lines, cells = [], [], 0
    sheet.reset_dimensions()
    for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells += len(values)
        if any(value is not None for value in values):
            rows.append([_shown(value) for value in values])
            lines.append(line)
        _check_size(source, max(len(rows), line - (LAST_ROW - MAX_ROWS)), len(values), cells)
    return rows, lines


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if hasattr(value, "isoformat"):
        written = str(value.isoformat())
        return written.removesuffix("T00:00:00")
    return str(value)


def _check_size(source: Source, n_rows: int, n_columns: int, n_cells: int = 0) -> None:
    if n_rows > MAX_ROWS or n_columns > MAX_COLUMNS or n_cells > MAX_CELLS:
        raise source.error(
            f"is larger than {MAX_ROWS:,} rows or {MAX_COLUMNS:,} columns, more than any interview",
            hint="keep the rows and columns that matter, or divide the file",
        )
