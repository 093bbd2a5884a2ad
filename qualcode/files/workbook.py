"""Rows → an Excel file to write in, whose cells are text as it stands."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

LONGEST = 32_000
"""Characters of a cell, which Excel holds."""


def workbook_of(rows: Iterable[Sequence[str]], *, sheet: str, n_frozen: int, n_columns: int) -> bytes:
    """A workbook of one sheet. The first row and `n_frozen` columns stay in sight; `n_columns` are wide."""
    import xlsxwriter

    content = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(content, options) as workbook:
        page = workbook.add_worksheet(sheet)
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        page.freeze_panes(1, n_frozen)
        page.set_column(0, n_columns - 1, 24, wrapped)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                page.write_string(number, column, cell[:LONGEST], wrapped)
    return content.getvalue()
