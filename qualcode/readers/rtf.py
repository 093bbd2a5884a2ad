"""RTF → blocks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from qualcode.readers.blocks import Block, Reading
from qualcode.readers.rows import rows_to_blocks
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
    return Reading(blocks=list(_blocks(text)), notes=notes)


def _blocks(text: str) -> Iterator[Block]:
    """A paragraph per line; lines that end in `|`, as striprtf parts cells, are the rows of a table."""
    for is_row, lines in itertools.groupby(text.splitlines(), key=lambda line: line.endswith("|")):
        if is_row:
            yield from rows_to_blocks([line.removesuffix("|").split("|") for line in lines])
        else:
            yield from (Block(text=line) for line in lines if line.strip())
