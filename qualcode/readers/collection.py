"""Where interviews lie: files, folders, globs, the rows of Parquet and JSON lines, on this disk or at an address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any
from urllib.parse import urlsplit

from qualcode.errors import QualcodeError, ReadError, UsageError
from qualcode.files.address import ROW, is_remote, is_row_file, row_in, shown
from qualcode.files.source import MAX_BYTES, Source, display_name, read_source, source_of, stored_name
from qualcode.model.nouns import dataclass
from qualcode.readers.files import LeftOut, find_files
from qualcode.readers.row_files import INSTALL, PEOPLE, FoundRow, lines_in, parquet_rows

AT_ONCE = 50
"""Interviews fetched at once: a file of rows is opened for so many."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where one interview, or a file of some, is to be had."""

    address: str
    """A path, an address such as `s3://bucket/kii-01.docx`, or one of these and a row: `interviews.parquet#row 17`."""
    name: str = ""
    """What the file is called; a row, what a file with its interview would be called."""
    offset: int = -1
    """Where the line of a row begins, if that is known."""
    failure: ReadError | None = None
    """Why there is no interview."""

    @property
    def row(self) -> tuple[str, int] | None:
        """The file and the number of the row; None where the entry is a file itself."""
        return row_in(self.address)

    @property
    def path(self) -> Path | None:
        """The file on this disk that is read as it lies; None for a row, and for what is fetched."""
        return None if self.row or is_remote(self.address) else Path(self.address)


@dataclass(slots=True)
class Collection:
    """The interviews at some addresses, fetched as they are asked for."""

    entries: list[Entry] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    people: list[dict[str, str]] = field(default_factory=list)
    """The list of informants as rows say it; empty where they do not, or where they are files."""


def collect(addresses: Sequence[str | Path]) -> Collection:
    """Find the interviews at addresses, without reading them. Raises UsageError for what cannot be looked into."""
    found = Collection()
    here: list[Path] = []
    for address in map(str, addresses):
        if is_remote(address):
            _add(found, _files_there(address))
        else:
            here += _expanded(address)
    of_rows = list(dict.fromkeys(path for path in here if is_row_file(path.name) and not path.is_dir()))
    files = find_files(path for path in here if path not in of_rows)
    found.entries += [Entry(str(path), stored_name(path.name)) for path in files.files]
    _add(found, list(map(str, of_rows)))
    for each in files.left_out:
        if each.path in of_rows:
            continue
        if is_row_file(each.path.name):  # in a folder: whatever it is, nobody named it
            _add_rows_of_folder(found, each.path)
        else:
            found.left_out.append(each)
    return found


def _add(found: Collection, files: Sequence[str]) -> None:
    for file in files:
        if not is_row_file(_last(file)):
            found.entries.append(Entry(file, _last(file)))
            continue
        try:
            _add_rows(found, file)
        except ReadError as error:
            found.entries.append(Entry(file, _last(file), failure=error))


def _add_rows_of_folder(found: Collection, path: Path) -> None:
    try:
        _add_rows(found, str(path))
    except (ReadError, UsageError) as error:
        found.left_out.append(LeftOut(path, error.message.partition(": ")[2]))


def _add_rows(found: Collection, file: str) -> None:
    """Add the rows of a file. Raises the first reason where none of them is an interview."""
    rows = list(_rows(file))
    if rows and all(row.failure for row in rows):
        raise rows[0].failure or ReadError(file)
    for row in rows:
        found.entries.append(Entry(f"{file}{ROW}{row.number}", row.name, row.offset, row.failure))
        if row.said.get("informant_id"):
            said = {name: row.said[name] for name in PEOPLE if name in row.said}
            found.people.append({**said, "document": row.name})


def fetch(entries: Sequence[Entry]) -> Iterator[Source | ReadError]:
    """The bytes of some entries, or why there are none, in their order."""
    for place in range(0, len(entries), AT_ONCE):
        some = entries[place : place + AT_ONCE]
        rows = _fetched_rows(some)
        for entry in some:
            try:
                yield _source(entry, rows)
            except ReadError as error:
                yield error


def _fetched_rows(entries: Sequence[Entry]) -> dict[tuple[str, int], FoundRow | ReadError]:
    """The rows that entries are, each with its text, by file and number; a file is opened once for all of its rows."""
    wanted: dict[str, dict[int, int]] = {}
    for entry in entries:
        if entry.row and not entry.failure:
            file, number = entry.row
            wanted.setdefault(file, {})[number] = entry.offset
    found: dict[tuple[str, int], FoundRow | ReadError] = {}
    for file, numbers in wanted.items():
        try:
            found |= {(file, row.number): row for row in _rows(file, numbers)}
        except ReadError as error:
            found |= {(file, number): error for number in numbers}
    return found


def _source(entry: Entry, rows: Mapping[tuple[str, int], FoundRow | ReadError]) -> Source:
    if entry.failure:
        raise entry.failure
    if entry.row:
        row = rows.get(entry.row)
        if isinstance(row, FoundRow):
            return row.source()
        raise row or ReadError(f"{shown(entry.address)}: is not there any more")
    return read_source(entry.path) if entry.path else _fetched(entry.address)


def _fetched(address: str) -> Source:
    try:
        with _opened(address) as stream:
            data = stream.read(MAX_BYTES + 1)
    except Exception as error:  # of whatever kind the address's own library has
        raise ReadError(f"{display_name(address)}: cannot be read ({type(error).__name__})") from error
    return source_of(_last(address), data)


def _rows(file: str, wanted: Mapping[int, int] | None = None) -> Iterator[FoundRow]:
    if PurePosixPath(file).suffix.lower() == ".parquet":
        yield from parquet_rows(file, _system(file)[0] if is_remote(file) else None, wanted)
        return
    opened = partial(_opened, file)
    try:
        if wanted and min(wanted.values()) < 0:
            wanted = {row.number: row.offset for row in lines_in(file, opened) if row.number in wanted}
        yield from lines_in(file, opened, wanted)
    except QualcodeError:
        raise
    except Exception as error:  # of whatever kind the address's own library has
        raise ReadError(f"{display_name(_last(file))}: cannot be read ({type(error).__name__})") from error


def _opened(file: str) -> AbstractContextManager[IO[bytes]]:
    if not is_remote(file):
        return Path(file).open("rb")
    system, path = _system(file)
    stream: AbstractContextManager[IO[bytes]] = system.open(path, "rb")
    return stream


def _last(file: str) -> str:
    """What a file is called."""
    return stored_name(PurePosixPath(file.partition("?")[0]).name if is_remote(file) else Path(file).name)


def _system(address: str) -> tuple[Any, str]:
    if urlsplit(address).password is not None:
        raise UsageError(
            "an address with a password in it would be kept, password and all",
            hint="leave it out, and give it to the package that reads such addresses in its own settings",
        )
    try:
        from fsspec.core import url_to_fs
    except ModuleNotFoundError as error:
        raise UsageError(f"{display_name(address)}: needs fsspec, which is not installed", hint=INSTALL) from error
    try:
        system, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{display_name(address)}: no such kind of address can be read", hint=str(error)) from error
    return system, path


def _files_there(address: str) -> list[str]:
    """The files at an address, asked of whoever has it."""
    system, path = _system(address)
    try:
        paths = system.glob(path) if _is_glob(path) else [path]
        files = sorted(file for each in paths for file in (system.find(each) if system.isdir(each) else [each]))
    except Exception as error:  # of whatever kind the address's own library has
        raise UsageError(
            f"{display_name(address)}: cannot be looked into ({type(error).__name__})",
            hint="is it spelled so, and may you read it?",
        ) from error
    return [system.unstrip_protocol(file) for file in files]


def _expanded(written: str) -> list[Path]:
    """The path that is written, or those that a pattern means."""
    path = Path(written)
    if path.exists() or not _is_glob(written):
        return [path]
    root = Path(path.anchor) if path.is_absolute() else Path()
    return sorted(root.glob(str(path.relative_to(path.anchor)))) or [path]


def _is_glob(written: str) -> bool:
    return any(mark in written for mark in "*?[")


def is_there(address: str | Path) -> bool:
    """Whether there is such a file or folder; of what lies elsewhere nobody is asked."""
    return is_remote(str(address)) or any(path.exists() for path in _expanded(str(address)))
