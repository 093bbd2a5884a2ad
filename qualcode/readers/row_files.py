"""Files that hold an interview in each row: Parquet, and JSON lines.

A row needs `document`, what its interview is called, and `text`; the other columns say who was interviewed. What a row
holds that is no interview is a failure of its own, by file and row, and never stops the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import PurePath
from typing import IO, Any

from qualcode.errors import ReadError, UsageError
from qualcode.files.source import MAX_BYTES, Source, display_name, source_of
from qualcode.model.harmless import UNSEEN
from qualcode.model.nouns import dataclass
from qualcode.readers.files import KNOWN

"""The endings of such files."""
PEOPLE = ("informant_id", "informant_type", "speaker", "organisation", "round", "language", "date")
"""Columns of the list of informants that a row may say."""
_COLUMNS = ("document", "text", *PEOPLE)
_UNFIT = re.compile(rf"[/\\#\t\n]|{UNSEEN.pattern}")
"""What no name of an interview has: a `#` parts it from a part of it."""
_LONGEST_NAME = 150
_NO_TEXT = ("BLOB", "BIT", "STRUCT", "MAP", "UNION", "VARIANT")
"""Types of columns that are no text, number or date."""
INSTALL = 'pip install "qualcode[archive]" brings it'

Opened = Callable[[], AbstractContextManager[IO[bytes]]]
"""Opens a file, wherever it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """A row, what it says, and why it is no interview where it is none."""

    number: int
    """From 1; of JSON lines that of the line."""
    said: Mapping[str, str]
    offset: int = 0
    """Where the line begins."""
    failure: ReadError | None = None

    @property
    def name(self) -> str:
        """What a file with this interview would be called."""
        return file_name(self.said.get("document", "")) or f"row {self.number}"

    def source(self) -> Source:
        """The interview. Raises ReadError where there is none."""
        if self.failure:
            raise self.failure
        return source_of(self.name, self.said.get("text", "").encode("utf-8", "replace"))


def file_name(document: str) -> str:
    """What a file with an interview of that name would be called, within one folder; empty where it is no name."""
    name = _UNFIT.sub("-", document).strip(" .-")
    ending = PurePath(name).suffix
    name = name.removesuffix(ending) if ending.lower() in KNOWN else name
    return f"{name}.txt" if name and len(name) <= _LONGEST_NAME else ""


def lines_in(file: str, opened: Opened, wanted: Mapping[int, int] | None = None) -> Iterator[FoundRow]:
    """The rows of JSON lines; those `wanted` alone, by number with where they begin, each with its text."""
    with opened() as stream:
        if wanted is None:
            for number, offset, line in _lines(stream):
                yield _row_of(file, number, line, offset=offset, with_text=False)
            return
        for number, offset in wanted.items():
            stream.seek(offset)
            yield _row_of(file, number, stream.readline(MAX_BYTES + 1), offset=offset)


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, int, bytes]]:
    """The lines that are not empty, by number and place; of one that is too long its beginning."""
    number = offset = 0
    while line := stream.readline(MAX_BYTES + 1):
        number, here, offset = number + 1, offset, offset + len(line)
        if line.strip():
            yield number, here, line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES + 1)
            offset += len(line)


def _row_of(file: str, number: int, line: bytes, *, offset: int, with_text: bool = True) -> FoundRow:
    place = f"{_shown(file)}: line {number}"
    try:
        if len(line) > MAX_BYTES:
            raise _failure(place, f"is longer than {MAX_BYTES // 1_000_000} MB, more than any transcript")
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise _failure(place, "is no interview")
        said = _said(place, found)
    except ReadError as error:
        return FoundRow(number=number, said={}, offset=offset, failure=error)
    if not with_text:
        said = {name: value for name, value in said.items() if name != "text"}
    return FoundRow(number=number, said=said, offset=offset)


def _failure(place: str, what: str) -> ReadError:
    return ReadError(f"{place}: {what}", hint='a row says {"document": …, "text": …}: a name, and words in UTF-8')


def _said(place: str, found: Mapping[str, Any]) -> dict[str, str]:
    """What a row says. Raises ReadError where that is no interview."""
    said = {}
    for name in _COLUMNS:
        value = found.get(name)
        if value is None or value != value:  # not a number: how some programs write an empty cell
            continue
        if isinstance(value, bool) or not isinstance(value, str if name == "text" else str | int | float):
            raise _failure(place, f"its {name} is no text")
        said[name] = str(value)
    if missing := [name for name in ("document", "text") if name in found and not said.get(name, "").strip()]:
        raise _failure(place, f"its {missing[0]} is empty")
    if missing := [name for name in ("document", "text") if name not in found]:
        raise _failure(place, f"has no {missing[0]}")
    if not file_name(said["document"]):
        raise _failure(place, "its document is no name")
    return said


def parquet_rows(file: str, system: Any = None, wanted: Collection[int] | None = None) -> Iterator[FoundRow]:
    """The rows of a Parquet file; those `wanted` alone, by number, each with its text. One is in memory at a time.

    `system` reads a file at an address. Raises ReadError where it is no such file, UsageError without DuckDB.
    """
    try:
        import duckdb
    except ModuleNotFoundError as error:
        raise UsageError(f"{_shown(file)}: needs DuckDB, which is not installed", hint=INSTALL) from error
    with duckdb.connect(config={"autoinstall_known_extensions": False}) as database:
        if system is not None:
            database.register_filesystem(system)
        try:
            yield from _selected(database, file, wanted)
        except duckdb.Error as error:
            raise ReadError(f"{_shown(file)}: cannot be read as Parquet ({type(error).__name__})") from error


def _selected(database: Any, file: str, wanted: Collection[int] | None) -> Iterator[FoundRow]:
    scan = "read_parquet($file, file_row_number = true)"
    described = database.execute(f"DESCRIBE FROM {scan}", {"file": file}).fetchall()
    types = {name: kind for name, kind, *_ in described}
    for name in ("document", "text"):
        if name not in types:
            raise ReadError(f"{_shown(file)}: has no column {name}", hint="rename its column")
    for name in _COLUMNS:
        kind = types.get(name, "VARCHAR")
        if (name == "text" and kind != "VARCHAR") or kind.startswith(_NO_TEXT) or kind.endswith("]"):
            raise ReadError(f"{_shown(file)}: its column {name} holds {kind}, no text", hint="write it as text")
    columns = [name for name in _COLUMNS if name in types]
    text = "''" if wanted is None else f"CASE WHEN strlen(text) <= {MAX_BYTES} THEN text END"
    cells = [f"{text} AS text" if name == "text" else f'CAST("{name}" AS VARCHAR)' for name in columns]
    within = f"WHERE file_row_number BETWEEN {min(wanted) - 1} AND {max(wanted) - 1}" if wanted else ""
    found = database.execute(
        f"SELECT file_row_number + 1, strlen(text), {', '.join(cells)} FROM {scan} {within} ORDER BY file_row_number",
        {"file": file},
    )
    while row := found.fetchone():
        number, size, *values = row
        if wanted is None or number in wanted:
            yield _parquet_row(file, number, size or 0, dict(zip(columns, values, strict=True)), wanted is not None)


def _parquet_row(file: str, number: int, size: int, found: dict[str, str], with_text: bool) -> FoundRow:
    place = f"{_shown(file)}: row {number}"
    try:
        if size > MAX_BYTES:
            raise _failure(place, f"its text is longer than {MAX_BYTES // 1_000_000} MB, more than any transcript")
        said = _said(place, found if with_text else {**found, "text": "…" if size else ""})
    except ReadError as error:
        return FoundRow(number=number, said={}, failure=error)
    return FoundRow(number=number, said=said)


def _shown(file: str) -> str:
    return display_name(PurePath(file).name)
