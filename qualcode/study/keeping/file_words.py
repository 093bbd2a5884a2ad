"""The words of any file, to look for somebody's among them: documents, archives, and archives inside archives."""

from __future__ import annotations

import bz2
import codecs
import gzip
import html
import io
import lzma
import re
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, Any

from qualcode.errors import QualcodeError
from qualcode.model.nouns import dataclass

LARGEST = 50_000_000
"""Bytes of a file that is looked through; a recording has more."""
UNPACKED = 200_000_000
"""Bytes that all that is packed in a file may come to."""
DEEPEST = 4
"""Archives inside archives."""
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(
    r"</(?:w:p|a:p|text:p|text:h|p|h[1-6]|li|div|td|th|si|c|dt|dd)>|<(?:br|w:br|w:tab|w:cr|text:tab|text:s|text:line-break)\b[^>]*>"
)
_PACKED: dict[bytes, Callable[[IO[bytes]], Any]] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ": lzma.open}
_CLOSED = (b"7z\xbc\xaf", b"Rar!")
"""Archives that nothing here unpacks."""
_RTF = re.compile(r"\\'([0-9a-f]{2})|\\u(-?[0-9]+) ?\??|\\(?:par|line|tab|cell)[a-z]* ?|(\\[a-z]+-?[0-9]* ?|[{}])")
_DAMAGED = (OSError, EOFError, ValueError, RuntimeError, KeyError, NotImplementedError, QualcodeError)
_DAMAGED_ARCHIVES = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, sqlite3.Error)


@dataclass(frozen=True, slots=True)
class Looked:
    """What could be read of a file."""

    text: str
    is_whole: bool
    """Whether all of it was looked through: not of what is too large, encrypted or damaged."""


def look_into(path: Path) -> Looked:
    """Read all the words of a file, whatever its format."""
    looking = _Looking()
    with suppress(OSError):
        if path.stat().st_size <= LARGEST:
            return Looked(" ".join(looking.texts(path.read_bytes())), looking.is_whole)
    return Looked("", False)


class _Looking:
    """One file being looked through; what was unpacked is counted, for an archive may hold more than any disk."""

    def __init__(self) -> None:
        self.left = UNPACKED
        self.is_whole = True

    def texts(self, data: bytes, depth: int = 0) -> Iterator[str]:
        if depth > DEEPEST or data.startswith(_CLOSED):
            self.is_whole = False
            return
        try:
            yield from self._texts(data, depth)
        except (*_DAMAGED, *_DAMAGED_ARCHIVES):
            self.is_whole = False

    def _texts(self, data: bytes, depth: int) -> Iterator[str]:
        unpack = next((unpack for magic, unpack in _PACKED.items() if data.startswith(magic)), None)
        if data.startswith(b"%PDF"):
            from qualcode.readers.pdf_pages import read_pages

            text = " ".join(page.text for page in read_pages(data)[0])
            self.is_whole &= bool(text.strip())  # pictures of pages hold words, too
            yield text
        elif data.startswith(b"PK\x03\x04"):
            yield from self._in_zip(data, depth)
        elif unpack:
            with unpack(io.BytesIO(data)) as stream:
                unpacked = self._read(stream)
            yield from self.texts(unpacked, depth + 1)
        elif data[257:262] == b"ustar":
            yield from self._in_tar(data, depth)
        elif data.startswith(b"SQLite format 3"):
            yield from self._in_database(data, depth)
        elif data.startswith(b"{\\rtf"):
            yield _RTF.sub(_unescaped, data.decode("cp1252", errors="ignore"))
        elif data.startswith(b"\xd0\xcf\x11\xe0"):  # an old Word file: text in either width, anywhere
            yield from (data.decode("cp1252", errors="ignore"), data.decode("utf-16-le", errors="ignore"))
            yield data[1:].decode("utf-16-le", errors="ignore")
        else:
            yield html.unescape(_TAG.sub("", _BREAK.sub(" ", _decoded(data))))

    def _in_zip(self, data: bytes, depth: int) -> Iterator[str]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                yield info.filename
                try:
                    with archive.open(info) as stream:
                        member = self._read(stream)
                except (*_DAMAGED, *_DAMAGED_ARCHIVES):
                    self.is_whole = False
                else:
                    yield from self.texts(member, depth + 1)

    def _in_tar(self, data: bytes, depth: int) -> Iterator[str]:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for info in archive:
                yield info.name
                if stream := archive.extractfile(info) if info.isfile() else None:
                    yield from self.texts(self._read(stream), depth + 1)

    def _in_database(self, data: bytes, depth: int) -> Iterator[str]:
        yield data.decode(errors="ignore")  # with what was deleted there and is not yet written over
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(data[:18] + b"\1\1" + data[20:])  # whether or not it has a log beside it
            database.text_factory = bytes
            for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
                table = name.decode().replace('"', '""')
                for row in database.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - a name of its own
                    for cell in row:
                        if isinstance(cell, bytes):
                            yield from self.texts(cell, depth + 1)

    def _read(self, stream: IO[bytes]) -> bytes:
        data = stream.read(self.left + 1)
        if len(data) > self.left:
            self.is_whole = False
            data = data[: self.left]
        self.left -= len(data)
        return data


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return bytes.fromhex(found[1]).decode("cp1252", errors="ignore")
    if found[2]:
        return chr(int(found[2]) % 65536)
    return "" if found[3] else " "


def _decoded(data: bytes) -> str:
    """Decode as UTF-16 where it says or looks so, else as UTF-8, else as what Windows writes."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if wide or data[1:200:2].count(0) > len(data[1:200:2]) // 2:
        return data.decode("utf-16" if wide else "utf-16-le", errors="ignore")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="ignore")
