"""LibreOffice files → drafts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualcode.drafts.blocks import Block, numbered, row_of, texts_in, xml_of
from qualcode.drafts.text import Draft
from qualcode.files.archive import open_archive
from qualcode.files.source import Source

_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


def read_odt(source: Source) -> Draft:
    """Text, tables and notes of a LibreOffice file."""
    archive = open_archive(source, needs="content.xml")
    root = xml_of(source, archive.read("content.xml"))
    hidden = {
        "tracked changes": sum(1 for _ in root.iter(f"{_T}changed-region")),
        "comments": sum(1 for _ in root.iter(f"{_O}annotation")),
    }
    people: tuple[str, ...] = ()
    if "meta.xml" in archive.namelist():
        people = texts_in(xml_of(source, archive.read("meta.xml")), f"{_DC}creator", f"{_META}initial-creator")

    def paragraphs() -> Iterator[Block]:
        for paragraph in root.iter(f"{_T}p", f"{_T}h"):
            above = {str(ancestor.tag) for ancestor in paragraph.iterancestors()}
            if f"{_T}tracked-changes" in above or f"{_O}annotation" in above:
                continue
            part = "table" if any(tag.endswith("}table-cell") for tag in above) else "text"
            part = "footnote" if f"{_T}note-body" in above else part
            style = str(paragraph.get(f"{_T}style-name") or "").casefold()
            text = "".join(_odt_pieces(paragraph)).replace("\u00ad", "")
            beside = row_of(paragraph, f"{_TABLE}table-row", f"{_TABLE}table-cell")
            yield Block(text, part, paragraph.tag == f"{_T}h", style.startswith("quot"), beside=beside)

    return Draft(paragraphs=numbered(paragraphs()), hidden={what: n for what, n in hidden.items() if n}, people=people)


def _odt_pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_T}s":
            yield " " * int(child.get(f"{_T}c") or 1)
        elif child.tag in (f"{_T}tab", f"{_T}line-break"):
            yield " "
        elif child.tag not in (f"{_T}note", f"{_O}annotation"):
            yield from _odt_pieces(child)
        yield child.tail or ""
