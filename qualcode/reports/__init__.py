"""Tables → files and the terminal; a file per format, all from the same values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from qualcode.model.report import Report
    from qualcode.model.table import Table


def _writer(module: str, function: str) -> Callable[[Any, Any], None]:
    """The writer of a format, loaded with the first thing written in it: a table must not wait for the report's."""

    def write(content: Any, target: Any) -> None:
        from importlib import import_module

        getattr(import_module(f"qualcode.reports.{module}"), function)(content, target)

    return write


def _bytes_of(module: str, function: str) -> Callable[[Sequence[Table]], bytes]:
    """The same for what gives the content of a file."""

    def make(tables: Sequence[Table]) -> bytes:
        from importlib import import_module

        made: bytes = getattr(import_module(f"qualcode.reports.{module}"), function)(tables)
        return made

    return make


# To print tables in a new format, write a function in a file of its own and name it here.
TABLE_WRITERS: dict[str, Callable[[Table, TextIO], None]] = {
    "table": _writer("terminal", "write_terminal"),
    "csv": _writer("csv_file", "write_csv"),
    "json": _writer("json_file", "write_json"),
    "md": _writer("markdown", "write_markdown"),
}

# To save tables in a new format, write a function that gives the content of the file and name it here.
TABLE_FILES: dict[str, Callable[[Sequence[Table]], bytes]] = {
    ".csv": _bytes_of("table_files", "csv_tables"),
    ".xlsx": _bytes_of("table_files", "xlsx_tables"),
    ".md": _bytes_of("table_files", "markdown_tables"),
    ".json": _bytes_of("table_files", "json_tables"),
    ".html": _bytes_of("table_files", "html_tables"),
}

# To write reports in a new format, write a function in a file of its own and name it here.
REPORT_WRITERS: dict[str, Callable[[Report, Path], None]] = {
    ".docx": _writer("docx", "write_docx"),
    ".xlsx": _writer("xlsx", "write_xlsx"),
    ".html": _writer("html_page", "write_html"),
    ".md": _writer("markdown", "write_markdown_report"),
    ".csv": _writer("tidy", "write_tidy_csv"),
    ".json": _writer("json_file", "write_json_report"),
}
