"""A list to tick as an Excel workbook: an answer to choose per row, hidden cells to know each row by."""

from __future__ import annotations

import textwrap
from io import BytesIO
from pathlib import Path
from typing import Any

from qualcode.files.write import write_whole
from qualcode.model.direction import is_right_to_left
from qualcode.model.harmless import visible
from qualcode.model.mark import MADE_BY
from qualcode.model.plain import to_plain
from qualcode.model.sheet import FACTS_SHEET
from qualcode.model.ticks import TickList, mark_of

HIDDEN = ("Id", "Check", "As written")
_NARROW, _WIDE, _LINE = 10, 44, 15.0
_HELP = (
    "Sort and filter with the arrows in the heading. A row may be deleted: it stays as it is in the study.",
    "An answer that is emptied is taken back. The list may be read as often as you like.",
)


def write_tick_list(ticks: TickList, path: Path) -> None:
    """Write the rows with what may be answered, and what makes the list known again."""
    import xlsxwriter

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"comments": MADE_BY})
        _write_rows(workbook, ticks)
        _write_help(workbook, ticks)
        facts = workbook.add_worksheet(FACTS_SHEET)
        facts.hide()
        for line, (name, value) in enumerate(to_plain(ticks).items()):
            if name in ("kind", "id", "study", "n_rows"):
                facts.write_string(line, 0, name)
                facts.write_string(line, 1, str(value))
    write_whole(path, content.getvalue())


def _write_rows(workbook: Any, ticks: TickList) -> None:
    page = workbook.add_worksheet(ticks.kind.capitalize())
    heading = workbook.add_format({"bold": True, "text_wrap": True, "bottom": 2, "bg_color": "#E7ECEF"})
    plain = workbook.add_format({"valign": "top", "text_wrap": True, "locked": False})
    right = workbook.add_format({"valign": "top", "text_wrap": True, "locked": False, "reading_order": 2})
    answer = workbook.add_format({"valign": "top", "locked": False, "bg_color": "#FFF9E5", "border": 1})
    headings = (*HIDDEN, *ticks.columns, ticks.question)
    for place, label in enumerate(headings):
        texts = [
            label,
            *(row.shown[place - len(HIDDEN)] for row in ticks.rows if len(HIDDEN) <= place < len(headings) - 1),
        ]
        width = min(_WIDE, max(_NARROW, *(len(text) + 2 for text in texts)))
        page.set_column(place, place, width, plain, {"hidden": True} if place < len(HIDDEN) else {})
        page.write_string(0, place, label, heading)
    for line, row in enumerate(ticks.rows, start=1):
        shown = tuple(map(visible, row.shown))
        for place, text in enumerate((row.id, mark_of(shown), visible(row.written), *shown)):
            page.write_string(line, place, text, right if is_right_to_left(text) else plain)
        page.write_string(line, len(headings) - 1, visible(row.answer), answer)
        page.set_row(line, _LINE * max(len(textwrap.wrap(text, _WIDE)) or 1 for text in row.shown))
    last = max(1, len(ticks.rows))
    page.data_validation(
        1,
        len(headings) - 1,
        last,
        len(headings) - 1,
        {
            "validate": "list",
            "source": list(ticks.answers),
            "error_title": "Not in the list",
            "error_message": "Choose from the list, or leave the cell empty.",
            "error_type": "information" if ticks.is_open else "stop",
        },
    )
    page.freeze_panes(1, len(HIDDEN) + 1)
    page.autofilter(0, 0, last, len(headings) - 1)
    allowed = ("sort", "autofilter", "delete_rows", "insert_rows", "format_cells", "format_rows", "format_columns")
    page.protect("", dict.fromkeys(allowed, True))


def _write_help(workbook: Any, ticks: TickList) -> None:
    page = workbook.add_worksheet("Help")
    page.set_column(0, 0, 110, workbook.add_format({"text_wrap": True, "valign": "top"}))
    for line, sentence in enumerate((*ticks.help, *_HELP)):
        page.write_string(line, 0, sentence)
