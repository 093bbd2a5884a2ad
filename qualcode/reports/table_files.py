"""Tables that a command shows, saved as a file: what a person opens, not what a terminal prints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from typing import TextIO

from qualcode.model.report import Report
from qualcode.model.table import Basis, Table
from qualcode.model.writing import Chapter
from qualcode.reports.csv_file import write_csv
from qualcode.reports.json_file import dumped, table_as_dict
from qualcode.reports.markdown import write_markdown


def csv_tables(tables: Sequence[Table]) -> bytes:
    """One below the other, with the mark by which Excel knows UTF-8."""
    return _written(tables, write_csv).encode("utf-8-sig")


def markdown_tables(tables: Sequence[Table]) -> bytes:
    """One below the other."""
    return _written(tables, write_markdown).encode()


def json_tables(tables: Sequence[Table]) -> bytes:
    """An object, or a list of several."""
    found = [table_as_dict(table) for table in tables]
    return dumped(found[0] if len(found) == 1 else found).encode()


def xlsx_tables(tables: Sequence[Table]) -> bytes:
    """A sheet for each, numbers that are numbers."""
    import xlsxwriter

    from qualcode.reports.xlsx_book import Book

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        book = Book(workbook, _report(tables))
        for table in tables:
            book.add_tables(table.name, [table])
    return content.getvalue()


def html_tables(tables: Sequence[Table]) -> bytes:
    """A page that needs nothing else."""
    from qualcode.reports.html_page import render_html

    return render_html(_report(tables), "alone.html").encode()


def _written(tables: Sequence[Table], write: Callable[[Table, TextIO], None]) -> str:
    parts = []
    for table in tables:
        stream = StringIO()
        write(table, stream)
        parts.append(stream.getvalue())
    return "\n".join(parts)


def _report(tables: Sequence[Table]) -> Report:
    """The tables as a report of nothing else, which says of them what a report says."""
    basis = next((table.basis for table in tables if table.basis), Basis.CODINGS)
    chapter = Chapter(heading=tables[0].title, blocks=tuple(tables))
    return Report(title=tables[0].title, tables=tuple(tables), chapters=(chapter,), basis=basis, provenance=())
