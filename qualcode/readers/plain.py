"""Text and Markdown → blocks."""

from __future__ import annotations

import re
from collections import Counter

from qualcode.files.encoding import decode
from qualcode.files.normalise import normalise
from qualcode.files.notes import phrases
from qualcode.files.source import ReadOptions, Source
from qualcode.readers.blocks import Block, Reading
from qualcode.readers.rows import rows_to_blocks

_EMPHASIS = re.compile(r"\*\*\*|\*\*|__|(?<![\w*])[*_](?=[^\s*_])")
_CLOSING = {sign: re.compile(rf"{re.escape(sign)}(?!\w)") for sign in ("***", "**", "__", "*", "_")}
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*\Z")
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}\Z")
_ROW = re.compile(r"\s*\|.*\|\s*\Z")
_ROW_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*\Z")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^)\n]{0,2000}\)")


def read_text(source: Source, options: ReadOptions) -> Reading:
    """Paragraphs stand between empty lines; lines inside one may be broken."""
    text, notes = decoded(source, options)
    blocks = [Block(text=paragraph) for paragraph in re.split(r"\n[ \t]*\n", text) if paragraph.strip()]
    return Reading(blocks=blocks, notes=notes, hard_lines=True, letters=text)


def read_markdown(source: Source, options: ReadOptions) -> Reading:
    """Like text, with headings, and emphasis taken off the words."""
    text, notes = decoded(source, options)
    blocks: list[Block] = []
    front, text = _front_matter(text)
    for paragraph in re.split(r"\n[ \t]*\n", text):
        lines: list[str] = []
        for line in paragraph.split("\n"):
            heading = _HEADING.match(line.strip())
            if heading or _RULE.match(line):
                blocks += _paragraph(lines)
                lines = []
                if heading and heading[1]:
                    blocks.append(Block(text=_plain(heading[1]), heading=True))
            else:
                lines.append(line)
        blocks += _paragraph(lines)
    letters = re.sub(r"\]\([^)\n]*\)|<br>", "", text)
    return Reading(blocks=blocks, notes=notes, hard_lines=True, letters=letters, left_out=front)


def decoded(source: Source, options: ReadOptions) -> tuple[str, list[str]]:
    """The normalised text of a file and what there is to say about it."""
    counts: Counter[str] = Counter()
    text, note = decode(source, options.encoding, counts)
    text = normalise(text, counts)
    return text, [*([note] if note else []), *phrases(counts)]


def _paragraph(lines: list[str]) -> list[Block]:
    lines = [line for line in lines if line.strip()]
    if len(lines) > 1 and all(_ROW.match(line) for line in lines):
        return rows_to_blocks([_cells(line) for line in lines if not _ROW_RULE.match(line)])
    written = "\n".join(re.sub(r"^\s*>\s?", "", line) for line in lines)
    if not written.strip():
        return []
    bold = re.match(r"\s*(\*\*|__)(.+?)\1", written, re.DOTALL)
    return [Block(text=_plain(written), bold=len(_plain(bold[2])) if bold else 0)]


def _cells(line: str) -> list[str]:
    """The cells of a Markdown table row; `\\|` is a bar in a cell."""
    cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
    return [_plain(cell.replace("\\|", "|").replace("<br>", "\n")).strip() for cell in cells]


def _plain(written: str) -> str:
    text = _LINK.sub(r"\1", written)
    for _ in range(2):
        text = "\n".join(_without_emphasis(line) for line in text.split("\n"))
    return re.sub(r"\\([\\`*_{}\[\]()#+.!>-])", r"\1", text)


def _without_emphasis(line: str) -> str:
    """A line without the signs around stretches of it; a sign that nothing closes stays."""
    pieces: list[str] = []
    unclosed: set[str] = set()
    done = at = 0
    while opening := _EMPHASIS.search(line, at):
        at = opening.start() + 1
        for sign in ("***", "**") if opening[0] == "***" else (opening[0],):
            inside = opening.start() + len(sign)
            closing = None if sign in unclosed else _CLOSING[sign].search(line, inside + 1)
            if closing:
                pieces += line[done : opening.start()], line[inside : closing.start()]
                done = at = closing.end()
                break
            unclosed.add(sign)  # nor does anything close one that comes later
    return "".join(pieces) + line[done:]


def _front_matter(text: str) -> tuple[list[str], str]:
    """What programs note above a text, and the text."""
    found = re.match(r"---\n(.*?)\n(?:---|\.\.\.)\n", text, re.DOTALL)
    return (found[1].split("\n"), text[found.end() :]) if found else ([], text)
