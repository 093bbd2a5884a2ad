"""Tables → files and the terminal; a file per format, all from the same values."""

from __future__ import annotations

from collections.abc import Callable
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


# To print tables in a new format, write a function in a file of its own and name it here.
TABLE_WRITERS: dict[str, Callable[[Table, TextIO], None]] = {
    "table": _writer("terminal", "write_terminal"),
    "csv": _writer("csv_file", "write_csv"),
    "json": _writer("json_file", "write_json"),
    "md": _writer("markdown", "write_markdown"),
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
