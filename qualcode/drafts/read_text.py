"""Web pages, Markdown and plain text → drafts."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

from qualcode.drafts.blocks import Block, numbered
from qualcode.drafts.text import Draft
from qualcode.files.encoding import decode
from qualcode.files.source import Source


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
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._BLOCKS:
            self._end()
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self._UNSEEN.intersection(self._open):
            self._words.append(data)

    def _end(self) -> None:
        text, self._words = " ".join("".join(self._words).replace("\u00ad", "").split()), []
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


def read_plain(source: Source) -> Draft:
    """Paragraphs parted by empty lines."""
    text = decode(source, "", Counter())[0].replace("\r\n", "\n").replace("\u00ad", "")

    def paragraphs() -> Iterator[Block]:
        for block in re.split(r"\n\s*\n|\n(?=#{1,6} )", text):
            heading = re.fullmatch(r"#{1,6}\s+(.+)", block.strip())
            lines = [line.strip() for line in block.strip().split("\n")]
            is_quote = all(line.startswith(">") for line in lines)
            words = " ".join(line.lstrip("> ") if is_quote else line for line in lines)
            yield Block(heading[1] if heading else words, "text", heading is not None, is_quote)

    return Draft(paragraphs=numbered(paragraphs()))
