"""Word files as the archives they are: opened with care, and the same bytes for the same report."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from qualcode.errors import ReadError

EPOCH = (1980, 1, 1, 0, 0, 0)
LARGEST = 50_000_000
"""Bytes of a Word file, unpacked."""


def open_docx(path: Path, hint: str) -> Any:
    """Open a Word document. Raises ReadError, with this hint, where it is none or too large."""
    import docx

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST:
                raise ReadError(f"{path}: too large", hint="save it without its pictures")
        return docx.Document(str(path))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        raise ReadError(f"{path}: cannot be read as a Word document", hint=hint) from None


def settled(content: bytes) -> bytes:
    """The same archive with the same times in it, so that the same report is the same file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
