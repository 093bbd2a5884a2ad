"""A table people edit, with rows added under those it has."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

Rows = Sequence[Sequence[str]]


def csv_with(text: str, headings: Rows, rows: Rows, delimiter: str) -> bytes:
    """In UTF-8 with the mark by which Excel knows it, whatever the list was in before."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    added = io.StringIO()
    csv.writer(added, delimiter=delimiter, lineterminator=line_end).writerows([*headings, *rows])
    between = line_end if text and not text.endswith("\n") else ""
    return (text + between + added.getvalue()).encode("utf-8-sig")


def excel_with(data: bytes, rows: Rows) -> bytes:
    """On the first visible page with something on it."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
    sheet = next((sheet for sheet in sheets if any(any(row) for row in sheet.iter_rows(values_only=True))), sheets[0])
    for row in rows:
        sheet.append([cell or None for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
