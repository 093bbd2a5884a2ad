"""A codebook in a Word file: the table whose headings are understood best."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from qualcode.files.archive import open_archive
from qualcode.files.source import Source
from qualcode.files.tables import Rows
from qualcode.readers.codebooks.columns import understood
from qualcode.readers.word_xml import parsed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"


def read_word_rows(source: Source) -> Rows:
    """The rows of the table, a row of the table a line; a cell that is merged with the one above it is empty."""
    with open_archive(source, needs=_DOCUMENT) as archive:
        xml = archive.read(_DOCUMENT)
    try:
        root = parsed(xml)
    except ElementTree.ParseError as error:
        raise source.error("is damaged inside", hint="open it in Word and save it again") from error
    tables = [[list(_cells(row)) for row in table.iter(f"{_W}tr")] for table in root.iter(f"{_W}tbl")]
    rows = max(tables, key=understood, default=[])
    if not rows or not understood(rows):
        raise source.error(
            "holds no table of codes", hint="a row per theme under headings such as Theme, Definition, Keywords"
        )
    return rows, list(range(1, len(rows) + 1)), []


def _cells(row: ElementTree.Element) -> Iterator[str]:
    for cell in row.iter(f"{_W}tc"):
        yield "\n".join(text for paragraph in cell.iter(f"{_W}p") if (text := _text(paragraph)))
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        wide = span.get(f"{_W}val", "1") if span is not None else "1"
        yield from [""] * (int(wide) - 1 if wide.isdigit() else 0)


def _text(paragraph: ElementTree.Element) -> str:
    """The words of a paragraph; breaks are lines, and what was deleted is left out."""
    pieces = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t"}
    found = (each.text or "" if each.tag == f"{_W}t" else pieces.get(each.tag, "") for each in paragraph.iter())
    return "".join(found)
