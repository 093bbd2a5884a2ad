"""The sheets of a form or of data, as text: a workbook, or a table as CSV."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from qualcode.files.archive import inspect_member, list_members
from qualcode.files.source import ReadOptions, Source
from qualcode.files.tables import read_rows

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_BLANK = frozenset({"", "n/a", "na", "none", "null", "nan", "#n/a", "-"})
Sheet = Sequence[Sequence[str]]
"""Rows of cells, the headings first."""


def read_sheets(source: Source) -> dict[str, Sheet]:
    """The sheets by their names, in their order; one without a name for a CSV. ReadError where it is neither."""
    if source.path.suffix.lower() not in WORKBOOKS:
        return {"": read_rows(source, ReadOptions())[0]}
    from python_calamine import CalamineError, load_workbook

    if source.data.startswith(b"PK"):
        archive = list_members(source)
        for info in archive.infolist():
            inspect_member(source, archive, info)
    try:
        book = load_workbook(io.BytesIO(source.data))
        return {name: _shown(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}
    except (CalamineError, ValueError, OSError) as error:
        raise source.error(
            "is no workbook, or is damaged", hint="open it in Excel or LibreOffice, save it again, and import that"
        ) from error


def is_blank(cell: str) -> bool:
    """Whether a cell says nothing: `n/a` is a blank, too."""
    return cell.strip().casefold() in _BLANK


def _shown(rows: Sequence[Sequence[Any]]) -> Sheet:
    shown = [[_cell(cell).strip() for cell in row] for row in rows]
    return [row for row in shown if any(row)]


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        whole = value.time() == time()
        return value.date().isoformat() if whole else value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value)
