"""Where the interviews of an archive lie: folders, globs, Parquet, JSON lines, on this disk or at an address."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import Any

from qualcode.errors import ReadError, UsageError
from qualcode.files.source import Source, display_name, read_source, source_of
from qualcode.model.naming import slug
from qualcode.model.nouns import dataclass
from qualcode.readers.files import find_files

ROWS = (".parquet", ".jsonl", ".ndjson")
"""Files that hold an interview in each row."""
COLUMNS = ("document", "informant_id", "informant_type", "speaker", "text", "language", "date", "organisation", "round")
"""What a row may say; `document` and `text` it must."""
ROW = "#row "
INSTALL = 'pip install "qualcode[archive]" brings it'


@dataclass(frozen=True, slots=True)
class Entry:
    """Where one interview, or a file of some, is to be had."""

    address: str
    """A path, an address such as `s3://bucket/kii-01.docx`, or one of these and a row: `interviews.parquet#row 17`."""


@dataclass(slots=True)
class Collection:
    """The interviews at some addresses, fetched as they are asked for."""

    entries: list[Entry] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    roster: bytes = b""
    """The list of informants as the rows say it, a CSV; empty where they are files."""

    def fetch(self, entries: Sequence[Entry]) -> Iterator[Source | ReadError]:
        """The bytes of some entries, or why there are none, in their order."""
        return fetch(entries)


def collect(addresses: Sequence[str]) -> Collection:
    """Find the interviews at addresses, without reading them. Raises UsageError for what is no such place."""
    found = Collection()
    people: dict[tuple[str, str], Mapping[str, str]] = {}
    for address in addresses:
        files, left_out = _files_at(address)
        found.left_out += left_out
        for file in files:
            if PurePosixPath(file).suffix.lower() not in ROWS:
                found.entries.append(Entry(file))
                continue
            for number, row in enumerate(_rows(file, without_text=True)):
                found.entries.append(Entry(f"{file}{ROW}{number}"))
                if row.get("informant_id"):
                    people[row["informant_id"], row["document"]] = row
    if people:
        found.roster = _as_csv(list(people.values()))
    if not found.entries:
        raise UsageError(f"{', '.join(map(display_name, addresses))}: no interviews there", hint="name their folder")
    return found


def fetch(entries: Sequence[Entry]) -> Iterator[Source | ReadError]:
    """The bytes of some entries, or why there are none, in their order; a file of rows is opened once for all."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        file, is_row, number = entry.address.rpartition(ROW)
        if is_row:
            wanted.setdefault(file, set()).add(int(number))
    rows = {file: dict(_some_rows(file, numbers)) for file, numbers in wanted.items()}
    for entry in entries:
        file, is_row, number = entry.address.rpartition(ROW)
        try:
            yield _source_of_row(rows[file][int(number)]) if is_row else _source(entry.address)
        except ReadError as error:
            yield error


def _source(address: str) -> Source:
    if not _is_remote(address):
        return read_source(Path(address))
    system, path = _system(address)
    try:
        return source_of(PurePosixPath(path).name, system.cat_file(path))
    except Exception as error:  # of whatever kind the address's own library has
        raise ReadError(f"{display_name(address)}: cannot be read ({type(error).__name__})") from error


def _source_of_row(row: Mapping[str, Any]) -> Source:
    return source_of(f"{row['document']}.txt", (row.get("text") or "").encode())


def _is_remote(address: str) -> bool:
    return "://" in address


def _system(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ModuleNotFoundError as error:
        raise UsageError(f"{display_name(address)}: needs fsspec, which is not installed", hint=INSTALL) from error
    try:
        system, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{display_name(address)}: no such kind of address can be read", hint=str(error)) from error
    return system, path


def _files_at(address: str) -> tuple[list[str], list[str]]:
    """The files at an address, and those left out with the reason."""
    if _is_remote(address):
        system, path = _system(address)
        paths = system.glob(path) if any(mark in path for mark in "*?[") else [path]
        files = sorted(file for each in paths for file in (system.find(each) if system.isdir(each) else [each]))
        return [system.unstrip_protocol(file) for file in files], []
    path_here = Path(address)
    if not any(mark in address for mark in "*?["):
        paths_here = [path_here]
    else:
        root = Path(path_here.anchor) if path_here.is_absolute() else Path()
        paths_here = sorted(root.glob(str(path_here.relative_to(path_here.anchor))))
    if missing := [path for path in paths_here if not path.exists()]:
        raise UsageError(f"{display_name(str(missing[0]))}: no such file or folder", hint="check the path")
    found = find_files(paths_here)
    rows = [each.path for each in found.left_out if each.path.suffix.lower() in ROWS]
    left_out = [f"{each.path.name}: {each.reason}" for each in found.left_out if each.path not in rows]
    return [str(path) for path in (*found.files, *rows)], left_out


def _rows(file: str, *, without_text: bool = False) -> Iterator[dict[str, Any]]:
    if PurePosixPath(file).suffix.lower() == ".parquet":
        yield from (row for _, row in _parquet(file, without_text=without_text))
        return
    with _opened(file) as stream:
        yield from (_row_of(line, file, number) for number, line in enumerate(stream) if line.strip())


def _some_rows(file: str, numbers: set[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    if PurePosixPath(file).suffix.lower() == ".parquet":
        yield from _parquet(file, numbers=numbers)
        return
    with _opened(file) as stream:
        lines = (line for line in stream if line.strip())
        yield from ((number, _row_of(line, file, number)) for number, line in enumerate(lines) if number in numbers)


@contextmanager
def _opened(file: str) -> Iterator[Any]:
    if _is_remote(file):
        system, path = _system(file)
        with system.open(path, "rb") as stream:
            yield stream
    else:
        with Path(file).open("rb") as stream:
            yield stream


def _row_of(line: bytes, file: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
        return {name: str(row[name]) for name in COLUMNS if row.get(name) is not None} | {"document": row["document"]}
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise ReadError(
            f"{display_name(file)}: line {number + 1} is no interview",
            hint='a line is {"document": …, "text": …}, in UTF-8',
        ) from error


def _parquet(
    file: str, *, numbers: set[int] | None = None, without_text: bool = False
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of a Parquet file by number, a thousand in memory at a time."""
    try:
        import duckdb
    except ModuleNotFoundError as error:
        raise UsageError(f"{display_name(file)}: needs DuckDB, which is not installed", hint=INSTALL) from error
    with duckdb.connect() as database:
        if _is_remote(file):
            database.register_filesystem(_system(file)[0])
        scan = "read_parquet($file, file_row_number = true)"
        try:
            known = [row[0] for row in database.execute(f"DESCRIBE SELECT * FROM {scan}", {"file": file}).fetchall()]
            if missing := {"document", "text"} - set(known):
                raise ReadError(f"{display_name(file)}: has no column {min(missing)}", hint="rename its column")
            taken = [name for name in COLUMNS if name in known and not (without_text and name == "text")]
            columns = ", ".join(f'CAST("{name}" AS VARCHAR)' for name in taken)
            wanted = "" if numbers is None else f"WHERE file_row_number BETWEEN {min(numbers)} AND {max(numbers)}"
            asked = f"SELECT file_row_number, {columns} FROM {scan} {wanted} ORDER BY file_row_number"
            found = database.execute(asked, {"file": file})
        except duckdb.Error as error:
            raise ReadError(f"{display_name(file)}: cannot be read as Parquet ({type(error).__name__})") from error
        while some := found.fetchmany(1000):
            for number, *values in some:
                if numbers is None or number in numbers:
                    yield number, {name: value for name, value in zip(taken, values, strict=True) if value is not None}


def _as_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    columns = [name for name in COLUMNS if name != "text" and any(name in row for row in rows)]
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def safe_name(entry: Entry, name: str) -> str:
    """What a file is called where it is copied to: a name without folders."""
    return PurePosixPath(name.replace("\\", "/")).name or slug(entry.address)
