"""Projects of other programs → values with which a study can go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from qualcode.errors import ReadError
from qualcode.exchange.database import HEADER, ForeignDatabase
from qualcode.exchange.project import ForeignProject
from qualcode.files.archive import MAX_XML
from qualcode.files.source import Source, read_source

__all__ = ["ForeignProject", "is_project", "read_project"]

MAX_BYTES = 300_000_000
"""A project may hold recordings."""
_INSIDE = "data.qda"
"""The database of a QualCoder project, in its folder."""
_REFI = (".qdpx", ".qde", ".qdc")
_BARE = (".qde", ".qdc")
_DATABASES = (".sqlite3", ".sqlite", ".qda")
_ZIPPED = ".qda.zip"
_CLOSED = {
    ".mex": "MAXQDA",
    ".mx": "MAXQDA",
    ".nvp": "NVivo",
    ".nvpx": "NVivo",
    ".atlproj": "ATLAS.ti",
    ".hpr": "ATLAS.ti",
}
"""Endings (digits at the end aside) of what only the program itself can open."""


def is_project(path: Path) -> bool:
    """Whether a path is another program's project, by its ending: those that can be read, and those that cannot."""
    named = path.name.lower()
    return named.endswith((*_REFI, *_DATABASES, _ZIPPED)) or bool(_program_of(path))


def read_project(path: Path, *, counting: str = "") -> ForeignProject:
    """Read a project, whatever program it is from; `counting` says how positions are counted where it cannot be told.

    Raises ReadError with file, reason and way out.
    """
    if program := _program_of(path):
        raise ReadError(
            f"{path.name}: only {program} can open its own projects",
            hint=f"in {program} export a REFI-QDA project, then import the .qdpx",
        )
    if path.is_dir() and (path / _INSIDE).is_file():
        path = path / _INSIDE
    source = read_source(path, max_bytes=MAX_XML if path.suffix.lower() in _BARE else MAX_BYTES)
    if path.suffix.lower() in _REFI:
        from qualcode.exchange.refi.read import read_refi

        return read_refi(source, counting)
    return _read_database(_unzipped(source) if path.name.lower().endswith(_ZIPPED) else source, counting)


def _unzipped(source: Source) -> Source:
    """The database in a zipped QualCoder project."""
    from qualcode.files.archive import inspect_member, list_members

    archive = list_members(source)
    found = [info for info in archive.infolist() if info.filename.rsplit("/", 1)[-1] == _INSIDE]
    if len(found) != 1:
        raise source.error("holds no QualCoder project", hint="zip the folder that ends in .qda as a whole")
    inspect_member(source, archive, found[0])
    return replace(source, data=archive.read(found[0]))


def _read_database(source: Source, counting: str) -> ForeignProject:
    from qualcode.exchange import qualcoder, taguette

    readers: tuple[tuple[frozenset[str], Callable[[ForeignDatabase, str], ForeignProject]], ...] = (
        (taguette.TABLES, taguette.read_taguette),
        (qualcoder.TABLES, qualcoder.read_qualcoder),
    )
    if source.data.startswith(HEADER):
        with ForeignDatabase(source) as database:
            for tables, read in readers:
                if tables <= database.tables:
                    return read(database, counting)
    raise source.error(
        "is no project of Taguette or QualCoder", hint="export a REFI-QDA project (.qdpx) and import that"
    )


def _program_of(path: Path) -> str:
    return _CLOSED.get(path.suffix.lower().rstrip("0123456789"), "")
