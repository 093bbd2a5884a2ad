"""Blocks → lines, each with the label it may begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.readers.blocks import Block
from qualcode.readers.speakers.asides import is_aside
from qualcode.readers.speakers.labels import Head, read_bold_head, read_head

if TYPE_CHECKING:
    import regex

_BROKEN_BRACKET = re.compile(r"([(\[{][^()\[\]{}\n:：]{1,40}[:：][^()\[\]{}\n]{0,200})\n(?=[^()\[\]{}\n]{0,200}[)\]}])")
"""`(I: mhm, and` and the line below it, which closes the bracket."""


_MARKS = re.compile("[\u200e\u200f\u061c]")
_SIGN = re.compile(r"[:：;>=\t|\])}]")
_LABEL_ENDS = 100


@dataclass(slots=True)
class Line:
    """A line of the file, and the label it may begin with."""

    text: str
    block: Block
    opens: bool
    """The first line of its block."""
    after_gap: bool = False
    """Within its block, below an empty line: a paragraph of its own."""
    heading: bool = False
    """In a heading's style, and no label."""
    head: Head | None = None
    is_aside: bool = False
    """Written by the program that made the transcript; nobody says it."""


def read_lines(blocks: Sequence[Block], speakers: regex.Pattern[str] | None = None) -> Iterator[Line]:
    """The lines that say something; `speakers` is the evaluator's own pattern of the labels."""
    for block in blocks:
        opens, gap = True, False
        for text in _BROKEN_BRACKET.sub(r"\1 ", block.text).split("\n"):
            text = _without_marks(text)
            if not text.strip():
                gap = True
                continue
            line = Line(text=text, block=block, opens=opens, after_gap=gap and not opens, heading=block.heading)
            if line.block.aside or (block.speaker is None and is_aside(text)):
                line.is_aside = True
            elif block.label and opens:
                line.head = Head(block.label, None, text.strip(), "colon", False)
            elif block.speaker is None:
                line.head = _head(line) if speakers is None else _asked_head(text, speakers)
            yield line
            opens = gap = False


def _without_marks(text: str) -> str:
    """A line without the marks that set its direction, before its words and around a label: they are no letters."""
    if not _MARKS.search(text, 0, _LABEL_ENDS):
        return text
    sign = _SIGN.search(text, 0, _LABEL_ENDS)
    end = sign.end() if sign else 0
    behind = text[end:]
    words = behind.lstrip(" \u200e\u200f\u061c")
    return _MARKS.sub("", text[:end] + behind[: len(behind) - len(words)]) + words


def _head(line: Line) -> Head | None:
    head = read_head(line.text)
    if head is None and line.opens and line.block.bold:
        return read_bold_head(line.text, line.block.bold)
    return head


def _asked_head(text: str, speakers: regex.Pattern[str]) -> Head | None:
    """The label that the evaluator's own pattern finds at the start of a line."""
    found = speakers.match(text, timeout=1.0)
    if found is None:
        return None
    named = found.groupdict().get("speaker") or (found[1] if found.re.groups else found[0])
    return Head((named or found[0]).strip(" :\t[]()*"), None, text[found.end() :].lstrip(" :\t"), "colon", False)
