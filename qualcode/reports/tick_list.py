"""A list to tick as an Excel workbook: an answer to choose per row, hidden cells to know each row by."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from qualcode.files.write import write_whole
from qualcode.model.direction import is_right_to_left
from qualcode.model.harmless import visible
from qualcode.model.mark import MADE_BY
from qualcode.model.plain import to_plain
from qualcode.model.sheet import FACTS_SHEET
from qualcode.model.ticks import HIDDEN, TickList, as_written, mark_of, seal_row

_NARROW, _WIDE, _LINE = 10, 44, 15.0
_HELP = (
    "Sort and filter with the arrows in the heading. A row may be deleted: it stays as it is in the study.",
    "An answer that is emptied is taken back. The list may be read as often as you like.",
)


def write_tick_list(ticks: TickList, path: Path, *beside: TickList, secret: str = "") -> None:
    """Write the rows with what may be answered, and what makes the list known again.

    Lists `beside` it show the same rows and ask something else of each: they are further columns of answers. With the
    study's `secret` each row is sealed.
    """
    import xlsxwriter

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"comments": MADE_BY})
        _write_rows(workbook, (ticks, *beside), secret)
        _write_help(workbook, ticks)
        facts = workbook.add_worksheet(FACTS_SHEET)
        facts.hide()
        for line, (name, value) in enumerate(to_plain(ticks).items()):
            if name in ("kind", "id", "study", "n_rows"):
                facts.write_string(line, 0, name)
                facts.write_string(line, 1, str(value))
    write_whole(path, content.getvalue())


def _write_rows(workbook: Any, lists: Sequence[TickList], secret: str) -> None:
    ticks = lists[0]
    page = workbook.add_worksheet(ticks.kind.capitalize())
    heading = workbook.add_format({"bold": True, "text_wrap": True, "bottom": 2, "bg_color": "#E7ECEF"})
    plain, right, answer, answer_right = _formats(workbook)
    hidden = (*HIDDEN, *(as_written(each) for each in lists[1:]))
    headings = (*hidden, *ticks.columns, *(each.question for each in lists))
    filled = [_cells(lists, line, secret) for line in range(len(ticks.rows))]
    columns = list(zip(*filled, strict=True)) or [()] * len(headings)
    for place, (label, texts) in enumerate(zip(headings, columns, strict=True)):
        width = min(_WIDE, max(_NARROW, *(len(text) + 2 for text in (label, *texts))))
        page.set_column(place, place, width, plain, {"hidden": True} if place < len(hidden) else {})
        page.write_string(0, place, label, heading)
    first = len(headings) - len(lists)
    for line, texts in enumerate(filled, start=1):
        for place, text in enumerate(texts):
            formats = (answer, answer_right) if place >= first else (plain, right)
            page.write_string(line, place, text, formats[is_right_to_left(text)])
        page.set_row(line, _LINE * max(len(textwrap.wrap(text, _WIDE)) or 1 for text in texts[len(hidden) :]))
    last = max(1, len(ticks.rows))
    for place, each in enumerate(lists, start=first):
        if each.answers:
            page.data_validation(1, place, last, place, _validation(each))
    page.freeze_panes(1, len(hidden) + 1)
    page.autofilter(0, 0, last, len(headings) - 1)
    allowed = ("sort", "autofilter", "delete_rows", "insert_rows", "format_cells", "format_rows", "format_columns")
    page.protect("", dict.fromkeys(allowed, True))


def _cells(lists: Sequence[TickList], line: int, secret: str) -> tuple[str, ...]:
    rows = [each.rows[line] for each in lists]
    shown = tuple(map(visible, rows[0].shown))
    written = [visible(row.written) for row in rows]
    mark = mark_of(shown)
    check = f"{mark}-{seal_row(secret, lists[0].id, rows[0].id, mark, written)}" if secret else mark
    return (rows[0].id, check, *written, *shown, *(visible(row.answer) for row in rows))


def _formats(workbook: Any) -> list[Any]:
    """How what is shown looks, and what is answered, each in either direction of writing."""
    shown = {"valign": "top", "text_wrap": True, "locked": False}
    filled = {**shown, "bg_color": "#FFF9E5", "border": 1}
    right = {"reading_order": 2}
    return [workbook.add_format(look) for look in (shown, shown | right, filled, filled | right)]


def _validation(ticks: TickList) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(ticks.answers),
        "error_title": "Not in the list",
        "error_message": "Choose from the list, or leave the cell empty.",
        "error_type": "information" if ticks.is_open else "stop",
    }


def _write_help(workbook: Any, ticks: TickList) -> None:
    page = workbook.add_worksheet("Help")
    page.set_column(0, 0, 110, workbook.add_format({"text_wrap": True, "valign": "top"}))
    for line, sentence in enumerate((*ticks.help, *_HELP)):
        page.write_string(line, 0, sentence)
