"""A report as an Excel workbook: a sheet per table, numbers that are numbers, nothing that runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from qualcode.files.write import write_whole
from qualcode.model.harmless import one_line
from qualcode.model.mark import MADE_BY
from qualcode.model.report import Report
from qualcode.reports.pieces import method_table, plain_tables
from qualcode.reports.terminal import ids_list
from qualcode.reports.xlsx_book import Book
from qualcode.reports.xlsx_charts import add_chart


def write_xlsx(report: Report, path: Path) -> None:
    """Tables, quotes, charts, ids of all figures, what made them, and the method note, the introduction under it."""
    import xlsxwriter

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        date = datetime.fromisoformat(report.date) if report.date else datetime(2000, 1, 1, tzinfo=UTC)
        said = {"title": one_line(report.title), "comments": MADE_BY}
        workbook.set_properties({**said, "created": date.replace(tzinfo=None)})
        workbook.set_size(1920, 1200)
        book = Book(workbook, report)
        for table in report.tables:
            book.add_table(table)
        for chart in report.charts:
            add_chart(book, chart)
        book.add_table(ids_list(report.tables))
        for table in plain_tables(report):
            book.add_table(table)
        if report.method or report.introduction:
            book.add_table(replace(method_table(report), notes=report.introduction))
    write_whole(path, content.getvalue())
