"""Tables → files and the terminal; a file per format, all from the same values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from qualcode.model.report import Report
from qualcode.model.table import Table
from qualcode.reports.csv_file import write_csv
from qualcode.reports.docx import write_docx
from qualcode.reports.html_page import write_html
from qualcode.reports.json_file import write_json, write_json_report
from qualcode.reports.markdown import write_markdown, write_markdown_report
from qualcode.reports.terminal import write_terminal
from qualcode.reports.tidy import write_tidy_csv
from qualcode.reports.xlsx import write_xlsx

# To print tables in a new format, write a function in a file of its own and name it here.
TABLE_WRITERS: dict[str, Callable[[Table, TextIO], None]] = {
    "table": write_terminal,
    "csv": write_csv,
    "json": write_json,
    "md": write_markdown,
}

# To write reports in a new format, write a function in a file of its own and name it here.
REPORT_WRITERS: dict[str, Callable[[Report, Path], None]] = {
    ".docx": write_docx,
    ".xlsx": write_xlsx,
    ".html": write_html,
    ".md": write_markdown_report,
    ".csv": write_tidy_csv,
    ".json": write_json_report,
}
