"""An Excel file that qualcode wrote and a person filled in: its pages, and what it says of itself."""

from __future__ import annotations

from pathlib import Path

from qualcode.errors import ReadError
from qualcode.files.source import Source, display_name, read_source
from qualcode.files.tables import EXCEL, read_sheets
from qualcode.model.sheet import FACTS_SHEET

Pages = dict[str, tuple[list[list[str]], list[int]]]
"""By the name of a page, its rows and the line of each."""


def read_filled_in(path: Path) -> tuple[Source, Pages, dict[str, str]]:
    """Read the file, its pages, and what stands on the page of facts; ReadError where it is no Excel file."""
    if path.suffix.lower() not in EXCEL:
        raise ReadError(f"{display_name(path.name)}: is no Excel file", hint="save it as .xlsx, then read it again")
    source = read_source(path)
    pages = read_sheets(source)
    facts = {row[0]: row[1] for row in pages.get(FACTS_SHEET, ([], []))[0] if len(row) > 1}
    return source, pages, facts
