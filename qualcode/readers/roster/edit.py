"""The list of informants without the rows of someone who withdrew; every other row stays as it was written."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from qualcode.errors import RosterError
from qualcode.files.source import read_source
from qualcode.files.tables import EXCEL, read_list
from qualcode.model.naming import document_key
from qualcode.readers.roster.table import read_roster


def rows_of(path: Path, target: str) -> list[int]:
    """Lines of the file that are about an informant or a document."""
    return [
        row.line
        for row in read_roster(path).appearances
        if row.informant_id == target or target in (row.document, document_key(row.document))
    ]


def without_rows(path: Path, lines: list[int]) -> bytes:
    """The file's bytes without those lines."""
    source = read_source(path)
    if path.suffix.lower() in EXCEL:
        return _excel_without(source.data, lines)
    rows, starts, _ = read_list(source)
    written = source.data.splitlines(keepends=True)
    gone: set[int] = set()
    for start, following in zip(starts, [*starts[1:], len(written) + 1], strict=True):
        if start in lines:
            gone.update(range(start, following))
    data = b"".join(line for number, line in enumerate(written, start=1) if number not in gone)
    kept = [row for row, start in zip(rows, starts, strict=True) if start not in lines]
    if read_list(replace(source, data=data))[0] != kept:
        raise RosterError(f"{path}: the rows could not be told apart", hint="delete them by hand in a spreadsheet")
    return data


def _excel_without(data: bytes, lines: list[int]) -> bytes:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and sheet.max_row > 1]
    for line in sorted(lines, reverse=True):
        sheets[0].delete_rows(line)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
