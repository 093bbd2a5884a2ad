"""OpenDocument text → blocks."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.etree import ElementTree

from qualcode.errors import ReadError
from qualcode.files.archive import open_archive
from qualcode.files.notes import phrases
from qualcode.files.source import ReadOptions, Source
from qualcode.model.naming import words
from qualcode.readers.blocks import Block, Reading
from qualcode.readers.rows import cells_to_blocks

_MAX_SPACES = 200
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_NO_WORDS = words(
    """
    annotation annotation-end forms tracked-changes note-citation sequence-decls bookmark ruby-text
    table-of-content title desc
    """
)
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_DEEPEST = 20
_HIDDEN = frozenset({"text:hidden-text", "text:hidden-paragraph"})
_CONTAINERS = frozenset(
    {
        "text:section",
        "text:list",
        "text:list-item",
        "text:list-header",
        "text:index-body",
        "text:table-of-content",
        "office:text",
    }
)
_SKIPPED = words(
    """
    office:annotation office:annotation-end office:forms text:tracked-changes text:note text:sequence-decls
    text:bookmark text:ruby-text text:table-of-content draw:frame
    """
)


class _Styles(NamedTuple):
    """The names of the styles that change what is read."""

    hiding: frozenset[str]
    bold: frozenset[str]


def read_odt(source: Source, _options: ReadOptions) -> Reading:
    """Paragraphs, headings, lists and tables in reading order; footnotes, comments and what is hidden are left out."""
    from odfdo import Document

    archive = open_archive(source, needs="content.xml")
    try:
        body = Document(io.BytesIO(source.data)).body
        if body is None or body.tag != "office:text":
            raise source.error("is an OpenDocument file but no text document", hint="save it as .odt")  # noqa: TRY301
        walker = _Walker(_styles(archive))
        blocks = list(walker.blocks(body))
        notes = _left_out(body, walker)
        letters = _letters(archive.read("content.xml"))
    except ReadError:
        raise
    except Exception as error:  # odfdo meets damage with whatever its code runs into
        raise source.error(
            "is damaged inside", hint="open it in LibreOffice, save it again, and import that"
        ) from error
    return Reading(
        blocks=blocks, notes=notes, left_out=walker.footnotes, letters=letters, accounted=walker.hidden_words
    )


def _letters(xml: bytes) -> str:
    """The words of a text, one after the other, but comments, deletions and what is made of other words."""
    said, waiting = [], list(ElementTree.fromstring(xml).iter(f"{_OFFICE}text"))  # noqa: S314 - see open_archive
    while waiting:
        element = waiting.pop()
        said.append(element.tail or "")
        if element.tag.partition("}")[2] not in _NO_WORDS:
            said.append(element.text or "")
            waiting += element
    return " ".join(said)


def _styles(archive: zipfile.ZipFile) -> _Styles:
    """Which styles hide text and which make it bold, each with those based on it."""
    hiding: dict[str, bool] = {}
    bold: dict[str, bool] = {}
    parents: dict[str, str] = {}
    for member in ("styles.xml", "content.xml"):
        xml = archive.read(member) if member in archive.namelist() else b""
        if b"text:display" not in xml and b"font-weight" not in xml:
            continue
        for style in ElementTree.fromstring(xml).iter(f"{_STYLE}style"):  # noqa: S314 - open_archive refuses every DTD
            name = style.get(f"{_STYLE}name", "")
            parents[name] = style.get(f"{_STYLE}parent-style-name", "")
            for properties in style.iter(f"{_STYLE}text-properties"):
                if display := properties.get(f"{_TEXT}display"):
                    hiding[name] = display == "none"
                if weight := properties.get(f"{_FO}font-weight"):
                    bold[name] = weight in {"bold", "600", "700", "800", "900"}
    return _Styles(*(frozenset(name for name in parents if _said(name, said, parents)) for said in (hiding, bold)))


def _said(name: str, said: dict[str, bool], parents: dict[str, str]) -> bool:
    for _ in range(_DEEPEST):
        if name in said or name not in parents:
            break
        name = parents[name]
    return said.get(name, False)


def _left_out(body: Any, walker: _Walker) -> list[str]:
    counts = {
        "tracked changes: insertions read, deletions left out": len(body.get_elements("//text:changed-region")),
        "comments left out": len(body.get_elements("//office:annotation")),
        "footnotes left out": len(walker.footnotes),
        "stretches of hidden text left out": walker.hidden,
    }
    return list(phrases(counts))


class _Walker:
    """Walks a text in reading order, past what it hides."""

    def __init__(self, styles: _Styles) -> None:
        self.styles = styles
        self.hidden = 0
        self.footnotes: list[str] = []
        self.hidden_words: list[str] = []

    def blocks(self, element: Any) -> Iterator[Block]:
        """The paragraphs, headings and tables below an element."""
        for child in element.children:
            if child.tag in {"text:p", "text:h"}:
                if not self._hides(child):
                    yield from self._paragraph(child)
            elif child.tag == "table:table":
                yield from cells_to_blocks(list(self._rows(child)))
            elif child.tag == "draw:frame":
                yield from self._boxes(child)
            elif child.tag in _CONTAINERS and child.tag not in _SKIPPED and not self._hides(child):
                yield from self.blocks(child)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        """A paragraph, then the text boxes that hang on it."""
        is_bold = element.get_attribute("text:style-name") in self.styles.bold
        runs = list(self._runs(element, is_bold))
        text = "".join(words for words, _ in runs)
        lead = itertools.takewhile(lambda run: run[1] or not run[0].strip(), runs)
        bold = sum(len(words) for words, _ in lead) - (len(text) - len(text.lstrip()))
        yield Block(text=text.strip(" "), heading=element.tag == "text:h", bold=max(0, bold))
        yield from self._boxes(element)

    def _boxes(self, element: Any) -> Iterator[Block]:
        for child in element.children:
            if child.tag == "draw:text-box":
                yield from self.blocks(child)
            else:
                yield from self._boxes(child)

    def _rows(self, table: Any) -> Iterator[list[list[Block]]]:
        """The cells of each row; a cell said to be repeated is read once."""
        for row in table.children:
            if row.tag == "table:table-row":
                yield [
                    [block for block in self.blocks(cell) if block.text.strip()]
                    for cell in row.children
                    if cell.tag == "table:table-cell"
                ]
            elif row.tag in {"table:table-header-rows", "table:table-rows", "table:table-row-group"}:
                yield from self._rows(row)

    def _runs(self, element: Any, is_bold: bool) -> Iterator[tuple[str, bool]]:
        """The words of a paragraph with its tabs, spaces and line breaks, and whether they are bold."""
        yield element.text or "", is_bold
        for child in element.children:
            if child.tag == "text:s":
                yield " " * min(_MAX_SPACES, _count(child.get_attribute("text:c"))), is_bold
            elif child.tag == "text:tab":
                yield "\t", is_bold
            elif child.tag == "text:line-break":
                yield "\n", is_bold
            elif child.tag == "text:note":
                cited = " ".join(self._words(p) for p in child.get_elements("text:note-body/text:p"))
                self.footnotes += [cited] if cited.strip() else []
            elif child.tag not in _SKIPPED and not self._hides(child):
                yield from self._runs(child, is_bold or child.get_attribute("text:style-name") in self.styles.bold)
            yield child.tail or "", is_bold

    def _words(self, element: Any) -> str:
        return "".join(words for words, _ in self._runs(element, is_bold=False))

    def _hides(self, element: Any) -> bool:
        """Whether an element, by itself or by its style, is not shown; counted."""
        hides = (
            element.tag in _HIDDEN
            or element.get_attribute("text:display") == "none"
            or element.get_attribute("text:style-name") in self.styles.hiding
        )
        self.hidden += hides
        self.hidden_words += [element.text_recursive] if hides else []
        return hides


def _count(written: Any) -> int:
    return int(str(written)) if str(written).isdigit() else 1
