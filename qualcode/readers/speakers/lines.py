"""Blocks → lines, each with the label it may begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.readers.blocks import Block
from qualcode.readers.speakers.labels import Head, read_bold_head, read_head

if TYPE_CHECKING:
    import regex

_OF_A_PROGRAM = re.compile(
    r"""\W{0,3}(?:
    [^:.]{1,60}\ (?:started|stopped)\ transcription
    |(?:transcribed|transcription|subtitles)\ (?:by|with|using)\ .{1,80}
    |this\ (?:editable\ )?transcript\ (?:was|is)\ (?:computer|automatically|machine)[\ -]generated.{0,80}
    |meeting\ ended\ (?:after|at)\ .{1,30}
    |end\ of\ (?:the\ )?(?:interview|transcript|transcription|recording|audio)
    |(?:interview|transcript|transcription|recording|audio)\ (?:ends|ended)(?:\ (?:here|at\ .{1,20}))?
    )\W{0,5}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
"""`Dana started transcription`, `Transcribed by …`, `End of interview`: no words of the interview."""

_LONGEST_OF_A_PROGRAM = 160


def _is_of_a_program(text: str) -> bool:
    """Whether the program that made the transcript wrote a line; no such line is long."""
    return len(text) <= _LONGEST_OF_A_PROGRAM and _OF_A_PROGRAM.match(text) is not None


@dataclass(slots=True)
class Line:
    """A line of the file, and the label it may begin with."""

    text: str
    block: Block
    opens: bool
    """The first line of its block."""
    after_gap: bool = False
    """Within its block, below an empty line: a paragraph of its own."""
    head: Head | None = None
    is_aside: bool = False
    """Written by the program that made the transcript; nobody says it."""


def read_lines(blocks: Sequence[Block], speakers: regex.Pattern[str] | None = None) -> Iterator[Line]:
    """The lines that say something; `speakers` is the evaluator's own pattern of the labels."""
    for block in blocks:
        opens, gap = True, False
        for text in block.text.split("\n"):
            if not text.strip():
                gap = True
                continue
            line = Line(text=text, block=block, opens=opens, after_gap=gap and not opens)
            if line.block.aside or (block.speaker is None and _is_of_a_program(text)):
                line.is_aside = True
            elif block.label and opens:
                line.head = Head(block.label, None, text.strip(), "colon", False)
            elif block.speaker is None:
                line.head = _head(line) if speakers is None else _asked_head(text, speakers)
            yield line
            opens = gap = False


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
