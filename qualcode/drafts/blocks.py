"""What readers of drafts make of a file before its paragraphs are numbered, and what two of them share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from qualcode.drafts.text import Marked, Paragraph
from qualcode.files.source import Source
from qualcode.model.bookmarks import Mark


class Block(NamedTuple):
    """A paragraph as its file has it."""

    text: str
    part: str = "text"
    is_heading: bool = False
    is_quote: bool = False
    marked: tuple[Marked, ...] = ()
    beside: str = ""


def numbered(found: Iterable[Block]) -> tuple[Paragraph, ...]:
    """Paragraphs with words in them, each with the heading above it."""
    heading = ""
    made: list[Paragraph] = []
    for text, part, is_heading, is_quote, marked, beside in found:
        plain = text.strip()
        if not plain:
            continue
        before = len(text) - len(text.lstrip())
        made.append(
            Paragraph(
                text=plain,
                number=len(made) + 1,
                heading="" if is_heading else heading,
                beside=beside.strip(),
                part=part,
                is_heading=is_heading,
                is_quote=is_quote,
                marked=tuple(replace(each, start=each.start - before, end=each.end - before) for each in marked),
            )
        )
        heading = plain if is_heading else heading
    return tuple(made)


def figure_or_quote(bookmark: str) -> Mark | None:
    """The mark that a bookmark is, where it is around a figure or a quote."""
    mark = Mark.read(bookmark)
    return mark if mark is not None and mark.kind in "FQ" else None


def xml_of(source: Source, data: bytes) -> Any:
    """The root of a file of XML within another. ReadError where it is damaged."""
    from lxml import etree

    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise source.error("is damaged inside", hint="open it, save it again, and check that") from error


def row_of(paragraph: Any, row: str, cell: str) -> str:
    """What the first cell of a paragraph's row says; empty within that cell, and outside tables."""
    own = next(paragraph.iterancestors(row), None)
    first = next(own.iterchildren(cell), None) if own is not None else None
    if first is None or first in paragraph.iterancestors():
        return ""
    return " ".join(first.itertext())


def texts_in(root: Any, *tags: str) -> tuple[str, ...]:
    """What the elements of these names say, each once."""
    found = (str(element.text or "").strip() for element in root.iter(*tags))
    return tuple(dict.fromkeys(filter(None, found)))
