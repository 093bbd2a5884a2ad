"""Blocks → lines, each with the label it may begin with."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qualcode.model.nouns import dataclass
from qualcode.readers import times
from qualcode.readers.blocks import Block
from qualcode.readers.speakers.asides import is_aside, may_label_aside
from qualcode.readers.speakers.labels import Head, read_bold_head, read_head, read_plain_head
from qualcode.readers.speakers.talk import is_talk
from qualcode.readers.wrapping import ends_sentence

if TYPE_CHECKING:
    import regex

_BROKEN_BRACKET = re.compile(r"([(\[{][^()\[\]{}\n:：]{1,40}[:：][^()\[\]{}\n]{0,200})\n(?=[^()\[\]{}\n]{0,200}[)\]}])")
"""`(I: mhm, and` and the line below it, which closes the bracket."""


_LINE_NUMBER = re.compile(r"\s*(\d{1,5})(?:[.:)]?[ \t]+|\Z)")
_FEWEST_NUMBERED, _NEARLY_ALL = 8, 0.8
_DIRECTION_MARKS = "\u200e\u200f\u061c"
_MARKS = re.compile(f"[{_DIRECTION_MARKS}]")
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
    is_time: bool = False
    """A time and nothing else."""
    is_talk: bool = False
    """Words and nothing else: no label, time or remark can stand in it."""
    is_plain: bool = False
    """A label of the plainest kind and words, while it has that head: no time, and nobody's line."""
    speaks: bool = False
    """Whether it begins with the label of one of those who were found to speak."""


def read_lines(blocks: Sequence[Block], speakers: regex.Pattern[str] | None = None) -> Iterator[Line]:
    """The lines that say something; `speakers` is the evaluator's own pattern of the labels."""
    for block in blocks:
        opens, gap = True, False
        is_marked = not block.text.isascii() and any(mark in block.text for mark in _DIRECTION_MARKS)
        is_plain = speakers is None and _is_plain(block)
        for text in _joined_brackets(block.text).split("\n") if "\n" in block.text else (block.text,):
            text = _without_marks(text) if is_marked else text
            if not text or text.isspace():
                gap = True
                continue
            line = Line(text, block, opens, gap and not opens, block.heading)
            if is_plain and (head := read_plain_head(text)) and not may_label_aside(head.label):
                line.head, line.is_plain = head, True
            elif is_plain and is_talk(text):
                line.is_talk = True
            else:
                _look_at(line, speakers)
            yield line
            opens = gap = False


def may_open(above: Line | None, line: Line) -> bool:
    """Whether a turn may begin with the line: it is not the rest of a sentence."""
    return above is None or line.opens or line.after_gap or ends_sentence(above.text)


def _look_at(line: Line, speakers: regex.Pattern[str] | None) -> None:
    """Find out whether a line is a time, nobody's, or begins with what may be a label."""
    text, block = line.text, line.block
    line.is_time = times.stands_alone(text)
    if block.aside or (block.speaker is None and is_aside(text)):
        line.is_aside = True
    elif block.label and line.opens:
        line.head = Head(block.label, None, text.strip(), "colon", False)
    elif block.speaker is None:
        line.head = _head(line) if speakers is None else _asked_head(text, speakers)


def _is_plain(block: Block) -> bool:
    """Whether nothing but its words says what a block is."""
    return block.speaker is None and not (block.aside or block.label or block.bold or block.heading or block.question)


def _joined_brackets(text: str) -> str:
    """A paragraph in which no bracket that somebody else speaks in is broken over two lines."""
    if (":" in text or "：" in text) and ("(" in text or "[" in text or "{" in text):
        return _BROKEN_BRACKET.sub(r"\1 ", text)
    return text


def drop_line_numbers(lines: Sequence[Line]) -> int:
    """Take off the numbers of lines that a program printed before each, where labels stand among them; how many."""
    if not any(_LINE_NUMBER.match(line.text) for line in lines[: len(lines) // 4 + 1]):
        return 0  # nearly all have to be numbered
    numbered = [(line, found) for line in lines if (found := _LINE_NUMBER.match(line.text)) and not line.block.label]
    rising = sum(1 for (_, one), (_, following) in itertools.pairwise(numbered) if int(following[1]) == int(one[1]) + 1)
    labelled = sum(1 for line, _ in numbered if line.head is not None and not line.head.label.isdecimal())
    if rising < _FEWEST_NUMBERED or rising < _NEARLY_ALL * len(lines) or not 1 < labelled < _NEARLY_ALL * len(numbered):
        return 0
    for line, found in numbered:
        line.text = line.text[found.end() :]
        line.is_time = times.stands_alone(line.text)
        line.head = None if line.is_aside or line.block.speaker is not None else _head(line)
    return len(numbered)


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
    if line.opens and line.block.bold and (head is None or len(head.label) > line.block.bold):
        return read_bold_head(line.text, line.block.bold) or head
    return head


def _asked_head(text: str, speakers: regex.Pattern[str]) -> Head | None:
    """The label that the evaluator's own pattern finds at the start of a line."""
    found = speakers.match(text, timeout=1.0)
    if found is None:
        return None
    named = found.groupdict().get("speaker") or (found[1] if found.re.groups else found[0])
    return Head((named or found[0]).strip(" :\t[]()*"), None, text[found.end() :].lstrip(" :\t"), "colon", False)
