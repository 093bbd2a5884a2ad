"""HTML → blocks; Word files arrive here too, once mammoth has read them."""

from __future__ import annotations

import re
from dataclasses import field
from html.parser import HTMLParser
from typing import NamedTuple

from qualcode.model.naming import words
from qualcode.model.nouns import dataclass
from qualcode.readers.blocks import Block
from qualcode.readers.rows import cells_to_blocks

_BLOCKS = words(
    """
    p div section article header footer li dt dd blockquote pre ul ol dl table tr td th h1 h2 h3 h4 h5 h6 main
    aside figure figcaption body html address hr form fieldset
    """
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"strong", "b"})
SKIPPED = words("script style head template noscript svg math iframe object select button nav")
_VOID = words("area base br col embed hr img input link meta source track wbr")
_MAX_DEPTH = 400


class Markup(NamedTuple):
    """What a page says."""

    blocks: list[Block]
    """Paragraphs, headings and tables in reading order."""
    footnotes: list[str]
    """Whoever wrote the text down wrote them: nobody says them."""


def read_markup(html: str, *, keep_spaces: bool = False) -> Markup:
    """Read a page; the footnotes of a Word file stand apart."""
    walker = _Walker(keep_spaces=keep_spaces)
    walker.feed(html)
    walker.close()
    walker.end_paragraph()
    return Markup(walker.blocks, list(walker.footnotes.values()))


@dataclass
class _Table:
    rows: list[list[list[Block]]] = field(default_factory=list)
    cell: list[Block] | None = None


class _Walker(HTMLParser):
    """Gathers the words of each block."""

    def __init__(self, *, keep_spaces: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.keep_spaces = keep_spaces
        self.blocks: list[Block] = []
        self.footnotes: dict[str, str] = {}
        self._words: list[str] = []
        self._bold = 0
        self._lead = True
        self._lead_length = 0
        self._heading = False
        self._skipping: list[str] = []
        self._tables: list[_Table] = []
        self._note: str | None = None
        self._depth = 0
        self._preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if self._skipping:
            if tag not in _VOID:
                self._skipping.append(tag)
            return
        if tag in SKIPPED or "hidden" in values or re.search(r"display\s*:\s*none", values.get("style", "")):
            if tag not in _VOID:
                self._skipping.append(tag)
            return
        if tag == "br":
            self._words.append("\n")
        elif tag in _BLOCKS:
            self._open_block(tag, values)
        elif tag in _BOLD:
            self._bold += 1
        elif (
            tag == "a"
            and values.get("href", "").startswith(("#footnote-", "#endnote-"))
            and "-ref-" not in values["href"]
        ) or (tag == "a" and "-ref-" in values.get("href", "")):
            self._skipping.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag in self._skipping:
                while self._skipping and self._skipping.pop() != tag:
                    pass
            return
        if tag in _BLOCKS:
            self._close_block(tag)
        elif tag in _BOLD:
            self._bold = max(0, self._bold - 1)

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        words = data if self.keep_spaces or self._preformatted else re.sub(r"[ \t\r\n\f]+", " ", data)
        self._words.append(words)
        if words.strip():
            if self._bold and self._lead:
                self._lead_length += len(words)
            else:
                self._lead = False

    def end_paragraph(self) -> None:
        """Make a block of the words gathered so far."""
        words = "".join(self._words)
        text = re.sub(r" *\n *", "\n", words).strip()
        if text and self._note is not None:
            self.footnotes[self._note] = (self.footnotes.get(self._note, "") + " " + text).strip()
        elif text and self._tables and self._tables[-1].cell is not None:
            self._tables[-1].cell.append(Block(text=text, heading=self._heading, bold=self._lead_length))
        elif text:
            self.blocks.append(Block(text=text, heading=self._heading, bold=self._lead_length))
        self._words, self._lead, self._lead_length = [], True, 0

    def _open_block(self, tag: str, values: dict[str, str]) -> None:
        self.end_paragraph()
        self._depth += 1
        if tag in _HEADINGS:
            self._heading = True
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "dt":  # the name before what is said
            self._bold += 1
        elif tag == "li" and values.get("id", "").startswith(("footnote-", "endnote-")):
            self._note = values["id"]
        elif tag == "table" and self._depth < _MAX_DEPTH:
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._close_cell()
            self._tables[-1].rows.append([])
        elif tag in {"td", "th"} and self._tables:
            self._close_cell()
            self._tables[-1].cell = []

    def _close_block(self, tag: str) -> None:
        self.end_paragraph()
        self._depth = max(0, self._depth - 1)
        if tag in _HEADINGS:
            self._heading = False
        elif tag == "pre":
            self._preformatted = max(0, self._preformatted - 1)
        elif tag == "dt":
            self._bold = max(0, self._bold - 1)
        elif tag == "li":
            self._note = None
        elif tag in {"td", "th", "tr"}:
            self._close_cell()
        elif tag == "table" and self._tables:
            self._close_cell()
            self._close_table(self._tables.pop())

    def _close_cell(self) -> None:
        """A cell ends with its tag, or with the next cell or row where that was left out."""
        if self._tables and self._tables[-1].cell is not None:
            table = self._tables[-1]
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(table.cell or [])
            table.cell = None

    def _close_table(self, table: _Table) -> None:
        if self._tables and self._tables[-1].cell is not None:
            self._tables[-1].cell.extend(cells_to_blocks(table.rows))
        else:
            self.blocks += cells_to_blocks(table.rows)
