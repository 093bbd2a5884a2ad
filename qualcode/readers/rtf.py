"""RTF → blocks."""

from __future__ import annotations

import re

from qualcode.readers.blocks import Block, Reading
from qualcode.readers.source import ReadOptions, Source

_PICTURE = re.compile(r"(?:[0-9a-fA-F]{32,}\s*){4,}")
"""Pictures are long stretches of hexadecimal digits, which would only cost time."""


def read_rtf(source: Source, options: ReadOptions) -> Reading:
    """A paragraph per line of the plain text that striprtf finds."""
    from striprtf.striprtf import rtf_to_text

    if not source.data.lstrip().startswith(b"{\\rtf"):
        raise source.error("is no RTF file inside", hint="give the file its right ending and import again")
    written = _PICTURE.sub("", source.data.decode("latin-1"))
    notes = []
    if "\\deleted" in written:
        notes.append("holds tracked deletions, which cannot be told from text in RTF: accept or reject them first")
    if "\\v " in written or "\\v\\" in written:
        notes.append("holds text marked as hidden; check that it may be read")
    try:
        text = rtf_to_text(written, encoding=options.encoding or "cp1252", errors="replace")  # type: ignore[no-untyped-call]
    except Exception as error:  # striprtf meets damage with whatever its code runs into
        raise source.error("is damaged inside", hint="open it in a word processor and save it as .docx") from error
    blocks = [Block(text=_cells(line)) for line in text.splitlines() if line.strip(" |")]
    return Reading(blocks=blocks, notes=notes)


def _cells(line: str) -> str:
    """A table row, whose cells striprtf parts with `|`: the first is the speaker's where it looks like one."""
    if line.count("|") and line.endswith("|"):
        return "\t".join(cell.strip() for cell in line.strip("|").split("|"))
    return line
