"""Files → drafts: Word, LibreOffice, web pages and plain text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qualcode.drafts.read_odt import read_odt
from qualcode.drafts.read_text import read_html, read_markdown, read_plain
from qualcode.drafts.read_word import read_docx
from qualcode.drafts.text import Draft
from qualcode.files.source import Source, read_source

_REFUSED = {
    ".doc": "open it in Word or LibreOffice and save it as .docx",
    ".pdf": "save the draft itself: .docx, .odt, .md, .html or .txt",
}


def read_draft(path: Path) -> Draft:
    """Read a draft. ReadError where it is none that is read, is locked, or is damaged."""
    source = read_source(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        hint = _REFUSED.get(path.suffix.lower(), f"save it as one of {', '.join(READERS)}")
        raise source.error("is no draft that can be read", hint=hint)
    if source.data.startswith(b"\xd0\xcf\x11\xe0"):
        raise source.error("is locked by a password, or an old Word file", hint="save it as .docx without a password")
    return reader(source)


READERS: dict[str, Callable[[Source], Draft]] = {
    ".docx": read_docx,
    ".odt": read_odt,
    ".md": read_markdown,
    ".txt": read_plain,
    ".html": read_html,
    ".htm": read_html,
}
