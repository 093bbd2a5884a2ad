"""LibreOffice files → drafts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualcode.drafts.blocks import Block, figure_or_quote, numbered, row_of, texts_in, xml_of
from qualcode.drafts.text import Draft, Marked
from qualcode.files.archive import open_archive
from qualcode.files.source import Source
from qualcode.model.bookmarks import Mark

_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"

_BREAKS = {f"{_T}tab": "\t", f"{_T}line-break": "\n"}
_APART = frozenset({f"{_T}note", f"{_O}annotation", f"{_SVG}title", f"{_SVG}desc"})
"""What holds no words of the paragraph it stands in: notes are read by themselves, what a picture shows not at all."""


def read_odt(source: Source) -> Draft:
    """Text, tables and notes of a LibreOffice file, with what a report marked in it."""
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
            words = _Words(paragraph)
            beside = row_of(paragraph, f"{_TABLE}table-row", f"{_TABLE}table-cell")
            is_heading, is_quote = paragraph.tag == f"{_T}h", style.startswith("quot")
            yield Block(words.text, part, is_heading, is_quote, tuple(words.marked), beside)

    return Draft(paragraphs=numbered(paragraphs()), hidden={what: n for what, n in hidden.items() if n}, people=people)


class _Words:
    """The words of a paragraph as they are gathered, and what is marked in them."""

    def __init__(self, paragraph: Any) -> None:
        self.text = ""
        self.marked: list[Marked] = []
        self._opened: dict[str, tuple[Mark, int]] = {}
        self._take(paragraph)

    def _take(self, element: Any) -> None:
        self._say(element.text)
        for child in element:
            name = str(child.get(f"{_T}name") or "")
            if child.tag == f"{_T}s":
                self._say(" " * int(child.get(f"{_T}c") or 1))
            elif child.tag in _BREAKS:
                self._say(_BREAKS[child.tag])
            elif child.tag == f"{_T}bookmark-start":
                if mark := figure_or_quote(name):
                    self._opened[name] = mark, len(self.text)
            elif child.tag == f"{_T}bookmark-end":
                if opened := self._opened.pop(name, None):
                    self.marked.append(Marked(mark=opened[0], start=opened[1], end=len(self.text)))
            elif child.tag not in _APART:
                self._take(child)
            self._say(child.tail)

    def _say(self, words: str | None) -> None:
        self.text += (words or "").replace("\u00ad", "")
