"""Zip files (docx, odt, xlsx), looked through before any library sees them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping

from qualcode.errors import ReadError
from qualcode.files.source import Source

MAX_UNPACKED = 200_000_000
MAX_XML = 60_000_000
MAX_RATIO = 250
MAX_MEMBERS = 5_000
_STEP = 65_536
XML_ENDINGS = (".xml", ".rels", ".qde", ".qdc")
_DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_RENAMED = "check that this is the file it says it is; open and save it again in the program it came from"


def open_archive(source: Source, *, needs: str) -> zipfile.ZipFile:
    """The zip of a file, every member unpacked once in small steps and found to be of sane size, without a DTD.

    `needs` is the member a file of this format has: without it the file is something else.
    """
    archive = list_members(source)
    if needs not in archive.namelist():
        raise source.error(f"is no {source.path.suffix.lower()} file: it holds no {needs}", hint=_RENAMED)
    unpacked = 0
    for info in archive.infolist():
        unpacked += inspect_member(source, archive, info, MAX_UNPACKED - unpacked)
    return archive


def list_members(source: Source) -> zipfile.ZipFile:
    """The zip of a file, nothing of it unpacked yet."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
        names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeDecodeError, IndexError) as error:
        raise source.error(f"is no {source.path.suffix.lower()} file inside, or is damaged", hint=_RENAMED) from error
    if len(names) > MAX_MEMBERS:
        raise source.error(f"holds {len(names)} files, more than any transcript", hint=_RENAMED)
    if len(set(names)) != len(names):
        raise source.error("holds two files of one name inside", hint=_RENAMED)
    return archive


def rewrite(archive: zipfile.ZipFile, changed: Mapping[str, bytes], *, keep: Callable[[str], bool]) -> io.BytesIO:
    """A copy of an archive in memory with some members replaced and only those kept that are asked for."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as written:
        for name in archive.namelist():
            if name in changed or keep(name):
                written.writestr(name, changed[name] if name in changed else archive.read(name))
    copy.seek(0)
    return copy


def inspect_member(source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int = MAX_UNPACKED) -> int:
    """Unpack a member in steps, counting: what its header says of its size is not believed. Returns its size."""
    if info.flag_bits & 0x1:
        raise source.error("is protected by a password", hint="save it without a password and import again")
    if info.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", info.filename):
        raise source.error("holds a file with a path that leads out of the archive", hint=_RENAMED)
    size, tail = 0, b""
    is_xml = info.filename.lower().endswith(XML_ENDINGS)
    limit = min(room, MAX_XML if is_xml else MAX_UNPACKED)
    try:
        with archive.open(info) as member:
            while chunk := member.read(_STEP):
                size += len(chunk)
                if size > limit or (size > 20 * _STEP and size > MAX_RATIO * max(1, info.compress_size)):
                    raise _too_large(source)
                if is_xml and has_dtd(tail + chunk):
                    raise source.error(
                        "holds a document type declaration, which no office program writes", hint=_RENAMED
                    )
                tail = chunk[-16:]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise source.error("is damaged inside", hint=_RENAMED) from error
    return size


def has_dtd(data: bytes) -> bool:
    """Whether XML declares a document type or an entity, in whatever encoding."""
    return _DTD.search(data.replace(b"\0", b"")) is not None


def refused_dtd(source: Source) -> ReadError:
    """The error for such a file."""
    return source.error("holds a document type declaration, which no office program writes", hint=_RENAMED)


def _too_large(source: Source) -> ReadError:
    return source.error("unpacks to an absurd size", hint="do not open it; ask who sent it for the file again")
