"""A whole report as one CSV: every cell of every table on a line of its own, for people who compute on."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from qualcode.files.write import write_whole
from qualcode.model.harmless import defused, one_line
from qualcode.model.report import Report
from qualcode.model.table import Figure
from qualcode.model.wording import text_of
from qualcode.reports.markdown import banners
from qualcode.reports.pieces import method_table, plain_tables

HEADING = ("table", "row", "column", "shown", "value", "of", "open", "beside", "figure", "basis")


def write_tidy_csv(report: Report, path: Path) -> None:
    """Table, row, column, and what stands there: the words shown; of a figure value, denominator, how many open, id."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADING)
    for line in _lines(report):
        writer.writerow([defused(value) if isinstance(value, str) else value for value in line])
    write_whole(path, stream.getvalue().encode("utf-8-sig"))


def _lines(report: Report) -> Iterator[tuple[str | int | float | None, ...]]:
    said = report.basis.caveat or "reviewed codings"
    yield "report", "", "title", one_line(report.title), None, None, None, "", "", said
    for text in (*banners(report), *report.introduction):
        yield "report", "", "note", text, None, None, None, "", "", said
    for table in (*report.tables, *plain_tables(report), method_table(report)):
        basis = said if table.basis else ""
        for number, row in enumerate(table.rows, start=1):
            for column, cell in zip(table.columns, row.cells, strict=True):
                place = (table.name, row.key or str(number), column.label)
                if isinstance(cell, Figure):
                    yield *place, cell.shown, cell.value, cell.of, cell.n_open, cell.aside, cell.id, basis
                else:
                    yield *place, text_of(cell), None if isinstance(cell, str) else cell, None, None, "", "", basis
        for note in table.notes:
            yield table.name, "", "note", note, None, None, None, "", "", basis
