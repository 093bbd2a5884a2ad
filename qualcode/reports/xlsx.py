"""A report as an Excel workbook: a sheet per table, numbers that are numbers, nothing that runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from qualcode.files.write import write_whole
from qualcode.model.harmless import one_line
from qualcode.model.report import Report
from qualcode.model.table import Table
from qualcode.reports.pieces import method_table, plain_tables
from qualcode.reports.terminal import ids_list
from qualcode.reports.xlsx_book import Book
from qualcode.reports.xlsx_charts import add_chart

HEAT_OF_THEMES = ("heat", "frequencies")
"""What the shares behind the table of themes show already."""

NAMES: Mapping[str, str] = {
    "heard": "About",
    "frequencies": "Themes",
    "compare": "Groups compared",
    "findings": "Evidence",
    "framework_matrix": "Framework",
    "framework_": "Summaries",
    "coded_passages": "Coded passages",
    "quantifiers": "Statistics",
    "cooccurrence": "Statistics",
    "saturation": "Statistics",
    "figures": "Ids",
    "checklist": "About",
    "provenance": "About",
    "method": "About",
}
"""On which sheet a table stands, by the beginning of its name; else on one of its own."""


def sheets_of(report: Report) -> dict[str, list[Table]]:
    """The tables of each sheet: counts, quotes and codebook first; how they were made, and ids, last."""
    tables = [*report.tables]
    if report.method or report.introduction:
        tables.append(replace(method_table(report), notes=report.introduction))
    tables += [*plain_tables(report), ids_list(report.tables)]
    found: dict[str, list[Table]] = {}
    for table in tables:
        found.setdefault(_sheet(table), []).append(table)
    last = [name for name in ("Statistics", "About", "Ids") if name in found]
    return {name: found[name] for name in (*(name for name in found if name not in last), *last)}


def _sheet(table: Table) -> str:
    named = next((sheet for name, sheet in NAMES.items() if table.name.startswith(name)), "")
    return named or table.name.replace("_", " ").capitalize()


def write_xlsx(report: Report, path: Path) -> None:
    """Write a sheet per kind of table, charts under what they are drawn from."""
    import xlsxwriter

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        date = datetime.fromisoformat(report.date) if report.date else datetime(2000, 1, 1, tzinfo=UTC)
        said = {"title": one_line(report.title), "comments": report.mark}
        workbook.set_properties({**said, "created": date.replace(tzinfo=None)})
        workbook.set_size(1920, 1200)
        book = Book(workbook, report)
        for sheet, tables in sheets_of(report).items():
            written, line = book.add_tables(sheet, tables)
            for chart in report.charts:
                if chart.beside in {table.name for table in tables} and (chart.kind, chart.beside) != HEAT_OF_THEMES:
                    line = add_chart(book, chart, written, line)
    write_whole(path, content.getvalue())
