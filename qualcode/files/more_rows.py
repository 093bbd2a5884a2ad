"""A table people edit, with rows added under those it has, or changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

Rows = Sequence[Sequence[str]]


def csv_with(text: str, headings: Rows, rows: Rows, delimiter: str) -> bytes:
    """In UTF-8 with the mark by which Excel knows it, whatever the list was in before."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    added = io.StringIO()
    csv.writer(added, delimiter=delimiter, lineterminator=line_end).writerows([*headings, *rows])
    between = line_end if text and not text.endswith("\n") else ""
    return (text + between + added.getvalue()).encode("utf-8-sig")


def excel_with(data: bytes, rows: Rows) -> bytes:
    """A workbook with rows added on its first visible page with something on it."""

    def add(sheet: Any) -> None:
        for row in rows:
            sheet.append([cell or None for cell in row])

    return in_excel(data, add)


def in_excel(data: bytes, change: Callable[[Any], None]) -> bytes:
    """A workbook with its first visible page that holds something changed; the others and its looks stay."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
    change(next((sheet for sheet in sheets if any(any(row) for row in sheet.iter_rows(values_only=True))), sheets[0]))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
