"""Web pages, Markdown and plain text → drafts."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import chain

from qualcode.drafts.blocks import Block, numbered
from qualcode.drafts.text import Draft
from qualcode.files.encoding import decode
from qualcode.files.source import Source

_HEADING = re.compile(r"^(#{1,6} .+)$", re.MULTILINE)
_ENTRY = re.compile(r"\s*(?:[-*+]|\d{1,2}[.)]) ")
_ENDS = re.compile(r"[.!?:;…)\"”»][*_]*\s*\Z")
"""Above the first entry of a list: a line that is broken before a number or a dash goes on."""
_BREAK = "\0"
"""Stands for `<br>`: other line breaks of a page are spaces."""
_BR = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRONG = re.compile(r"(?<![\\\w*])(\*{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?![\w*])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CELLS = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:-]+")
"""What stands between the heading of a table and its rows."""


class _Page(HTMLParser):
    """The blocks of a web page."""

    _BLOCKS = frozenset("p li td th h1 h2 h3 h4 h5 h6 blockquote div figcaption dd dt".split())  # noqa: SIM905
    _UNSEEN = frozenset({"script", "style", "head", "template", "svg"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self._words: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag in self._BLOCKS:
            self._end()
        if tag in self._BLOCKS or tag in self._UNSEEN:
            self._open.append(tag)
        elif tag == "br":
            self._words.append(_BREAK)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._BLOCKS:
            self._end()
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self._UNSEEN.intersection(self._open):
            self._words.append(data)

    def _end(self) -> None:
        lines = "".join(self._words).replace("\u00ad", "").split(_BREAK)
        text, self._words = "\n".join(" ".join(line.split()) for line in lines), []
        last = self._open[-1] if self._open else ""
        part = "table" if last in ("td", "th") else "text"
        self.found.append(Block(text, part, re.fullmatch("h[1-6]", last) is not None, "blockquote" in self._open))


def read_html(source: Source) -> Draft:
    """The blocks of a web page that a reader sees."""
    page = _Page()
    page.feed(decode(source, "", Counter())[0])
    page.close()
    page.handle_endtag("p")
    return Draft(paragraphs=numbered(page.found))


def read_markdown(source: Source) -> Draft:
    """Paragraphs, quotations and cells of tables, without the signs that stand for how they look."""

    def blocks() -> Iterator[Block]:
        for block in _plain_blocks(source, has_lists=True):
            if block.text.startswith("|"):
                yield from _cells(block.text)
            else:
                yield block._replace(text=_unsigned(block.text.replace("\n", " ")))

    return Draft(paragraphs=numbered(blocks()))


def read_plain(source: Source) -> Draft:
    """Paragraphs parted by empty lines."""
    blocks = (block._replace(text=block.text.replace("\n", " ")) for block in _plain_blocks(source))
    return Draft(paragraphs=numbered(blocks))


def _plain_blocks(source: Source, *, has_lists: bool = False) -> Iterator[Block]:
    text = decode(source, "", Counter())[0].replace("\r\n", "\n").replace("\u00ad", "")
    parted = re.split(r"\n\s*\n", _HEADING.sub(r"\n\n\1\n\n", text))
    for block in chain.from_iterable(map(_entries, parted)) if has_lists else parted:
        heading = re.fullmatch(r"#{1,6}\s+(.+)", block.strip())
        lines = [line.strip() for line in block.strip().split("\n")]
        is_quote = all(line.startswith(">") for line in lines)
        words = "\n".join(line.lstrip("> ") if is_quote else line for line in lines)
        yield Block(heading[1] if heading else words, "text", heading is not None, is_quote)


def _entries(block: str) -> list[str]:
    """A paragraph, or the entries of a list in it."""
    parts: list[str] = []
    for line in block.split("\n"):
        begins = _ENTRY.match(line) and parts and (_ENTRY.match(parts[-1]) or _ENDS.search(parts[-1]))
        if begins or not parts:
            parts.append(line)
        else:
            parts[-1] += f"\n{line}"
    return parts


def _cells(table: str) -> Iterator[Block]:
    """The cells of a table, each row in a line."""
    for line in table.split("\n"):
        if not _RULE.fullmatch(line):
            yield from (Block(_unsigned(cell), "table") for cell in _CELLS.split(line.strip("|")))


def _unsigned(text: str) -> str:
    """Words without the signs around what is printed bold or slanted, and those that keep a sign from being one."""
    text = _STRONG.sub(r"\2", _BR.sub("\n", text))
    return html.unescape(_ESCAPED.sub(r"\1", text))
