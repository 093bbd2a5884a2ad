"""OpenDocument text → blocks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from qualcode.errors import ReadError
from qualcode.readers.archive import open_archive
from qualcode.readers.blocks import Block, Reading
from qualcode.readers.notes import describe
from qualcode.readers.rows import rows_to_blocks
from qualcode.readers.source import ReadOptions, Source
from qualcode.readers.speakers.label_words import words

_MAX_SPACES = 200
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
    text:bookmark text:hidden-text text:hidden-paragraph text:ruby-text text:table-of-content draw:frame
    """
)


def read_odt(source: Source, _options: ReadOptions) -> Reading:
    """Paragraphs, headings, lists and tables in reading order; footnotes in brackets where they are referred to."""
    from odfdo import Document

    open_archive(source, needs="content.xml")
    try:
        body = Document(io.BytesIO(source.data)).body
        if body is None or body.tag != "office:text":
            raise source.error("is an OpenDocument file but no text document", hint="save it as .odt")  # noqa: TRY301
        notes = _left_out(body)
        blocks = list(_blocks(body))
    except ReadError:
        raise
    except Exception as error:  # odfdo meets damage with whatever its code runs into
        raise source.error(
            "is damaged inside", hint="open it in LibreOffice, save it again, and import that"
        ) from error
    return Reading(blocks=blocks, notes=notes)


def _left_out(body: Any) -> list[str]:
    counts = {
        "tracked changes: insertions read, deletions left out": len(body.get_elements("//text:changed-region")),
        "comments left out": len(body.get_elements("//office:annotation")),
        "stretches of hidden text left out": len(body.get_elements("//text:hidden-text|//text:hidden-paragraph")),
    }
    return list(describe(counts))


def _blocks(element: Any) -> Iterator[Block]:
    for child in element.children:
        if child.tag == "text:p":
            yield Block(text=_words(child))
        elif child.tag == "text:h":
            yield Block(text=_words(child), heading=True)
        elif child.tag == "table:table":
            yield from rows_to_blocks(list(_rows(child)))
        elif child.tag in _CONTAINERS and child.tag not in _SKIPPED:
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[list[str]]:
    """The cells of each row as written; a cell said to be repeated is read once."""
    for row in table.children:
        if row.tag == "table:table-row":
            yield [
                "\n\n".join(block.text for block in _blocks(cell) if block.text.strip())
                for cell in row.children
                if cell.tag == "table:table-cell"
            ]
        elif row.tag in {"table:table-header-rows", "table:table-rows", "table:table-row-group"}:
            yield from _rows(row)


def _words(paragraph: Any) -> str:
    """The words of a paragraph with its tabs, spaces and line breaks."""
    words = [paragraph.text or ""]
    for child in paragraph.children:
        if child.tag == "text:s":
            words.append(" " * min(_MAX_SPACES, _count(child.get_attribute("text:c"))))
        elif child.tag == "text:tab":
            words.append("\t")
        elif child.tag == "text:line-break":
            words.append("\n")
        elif child.tag == "text:note":
            cited = [_words(p) for p in child.get_elements("text:note-body/text:p")]
            words.append(f" [{' '.join(cited)}]" if any(cited) else "")
        elif child.tag not in _SKIPPED:
            words.append(_words(child))
        words.append(child.tail or "")
    return "".join(words)


def _count(written: Any) -> int:
    return int(str(written)) if str(written).isdigit() else 1
