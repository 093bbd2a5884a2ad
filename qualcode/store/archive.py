"""An archive's own storage: Parquet files that DuckDB writes and counts, a file for each partition of interviews.

A file under its final name is whole. No word of an interview is kept, only who said how much on what.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from qualcode.errors import BusyError, OutputError, QualcodeError, UsageError
from qualcode.files.held import FULL, remedy
from qualcode.files.process import own_mark, remove_temporary
from qualcode.files.write import sync_file, sync_folder

SPEAKS, EVERY_CODE = "", "*"
"""In place of a code: all that somebody said; what they said on any theme."""
NOT_STATED = "(not stated)"
CELLS, PEOPLE = "cells", "informants.parquet"
_COLUMNS = {
    "document": "VARCHAR",
    "name": "VARCHAR",
    "address": "VARCHAR",
    "informant": "VARCHAR",
    "code": "VARCHAR",
    "n_passages": "INTEGER",
    "n_words": "INTEGER",
    "failure": "VARCHAR",
}


class Cell(NamedTuple):
    """How much somebody said on a theme in an interview."""

    informant: str
    code_id: str
    n_passages: int
    n_words: int


class CellRow(NamedTuple):
    """A row as it is kept: a cell with its interview, or a file that could not be read, with the reason."""

    document: str
    name: str
    address: str
    informant: str = ""
    code: str = ""
    n_passages: int = 0
    n_words: int = 0
    failure: str = ""


class Count(NamedTuple):
    """How many informants of a group raised a theme, in how many passages and words."""

    n_informants: int
    n_passages: int
    n_words: int


def expect_duckdb() -> None:
    """Raise UsageError where DuckDB is not installed."""
    if find_spec("duckdb") is None:
        raise UsageError(
            "archives need DuckDB, which is not installed", hint='pip install "qualcode[archive]" brings it'
        )


class ArchiveStore:
    """The Parquet files of an archive."""

    def __init__(self, folder: Path) -> None:
        expect_duckdb()
        self.folder = folder

    def part(self, number: int, key: str) -> Path:
        """The file of a partition, whose key says what it was made from."""
        return self.folder / CELLS / f"{number:06}-{key}.parquet"

    def write_part(self, number: int, key: str, rows: Sequence[CellRow]) -> None:
        """Keep a partition, all of it or nothing."""
        self._write(self.part(number, key), _COLUMNS, rows)

    def keep_only(self, parts: Mapping[int, str]) -> None:
        """Remove files that were made from what is no longer so."""
        kept = {self.part(number, key) for number, key in parts.items()}
        for path in (self.folder / CELLS).glob("*.parquet"):
            if path not in kept:
                path.unlink()
        remove_temporary(self.folder / CELLS)

    def write_people(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Keep informant, variable and value of the whole list of informants."""
        remove_temporary(self.folder)
        columns = dict.fromkeys(("informant", "variable", "value"), "VARCHAR")
        self._write(self.folder / PEOPLE, columns, rows)

    def failures(self) -> list[tuple[str, str]]:
        """Files that could not be read, each with the reason."""
        return self._ask("SELECT name, failure FROM cells WHERE failure <> '' ORDER BY name")

    def variables(self) -> list[str]:
        """What the list of informants tells of people."""
        return [row[0] for row in self._ask("SELECT DISTINCT variable FROM people ORDER BY variable")]

    def members(self, by: str) -> dict[str, int]:
        """How many informants speak, by group; `by` is a variable of the list of informants."""
        return dict(self._ask(f"{_HEARD} SELECT value, count(*) FROM heard GROUP BY value ORDER BY value", by=by))

    def heard(self, by: str) -> dict[str, list[str]]:
        """Who speaks, by group."""
        found: dict[str, list[str]] = {}
        for group, informant in self._ask(f"{_HEARD} SELECT value, informant FROM heard ORDER BY 1, 2", by=by):
            found.setdefault(group, []).append(informant)
        return found

    def counts(self, by: str) -> dict[tuple[str, str], Count]:
        """By theme and group, how many informants raised it; over all groups under an empty name."""
        found = self._ask(
            f"""{_HEARD} SELECT code, coalesce(value, ''), count(DISTINCT informant), sum(n_passages), sum(n_words)
            FROM cells JOIN heard USING (informant) WHERE code <> '' GROUP BY GROUPING SETS ((code, value), (code))""",
            by=by,
        )
        return {(code, group): Count(*map(int, numbers)) for code, group, *numbers in found}

    def loudest(self) -> dict[str, int]:
        """By theme, the passages of whoever has most."""
        return dict(
            self._ask(
                f"""{_HEARD} SELECT code, max(n) FROM (
                SELECT code, informant, sum(n_passages)::INTEGER AS n FROM cells JOIN heard USING (informant)
                WHERE code <> '' GROUP BY ALL) GROUP BY code""",
                by="informant_type",
            )
        )

    def raised_by(self, informants: Sequence[str]) -> dict[str, set[str]]:
        """By theme, which of these informants raised it."""
        found: dict[str, set[str]] = {}
        asked = "SELECT DISTINCT code, informant FROM cells WHERE code <> '' AND informant IN (SELECT unnest($who))"
        for code, informant in self._ask(asked, who=list(informants)):
            found.setdefault(code, set()).add(informant)
        return found

    def interviews_of(self, informants: Sequence[str]) -> list[tuple[str, str, str]]:
        """Id, file name and address of the interviews in which any of these informants speaks."""
        return self._ask(
            """SELECT DISTINCT document, name, address FROM cells
            WHERE code = '' AND informant IN (SELECT unnest($who)) ORDER BY address, document""",
            who=list(informants),
        )

    def _ask(self, question: str, **given: Any) -> list[Any]:
        with self._database() as database:
            parts = [str(path) for path in sorted((self.folder / CELLS).glob("*.parquet"))]
            for name, files in (("people", [str(self.folder / PEOPLE)]), ("cells", parts)):
                listed = ", ".join(map(_quoted, files))
                database.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{listed}])")
            found: list[Any] = database.execute(question, given).fetchall()
            return found

    def _write(self, path: Path, columns: Mapping[str, str], rows: Sequence[Sequence[object]]) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        each = enumerate(columns.items(), start=1)
        named = ", ".join(f"unnest(${place}::{kind}[]) AS {name}" for place, (name, kind) in each)
        handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".qualcode-{own_mark()}-", suffix=".tmp")
        os.close(handle)
        try:
            with self._database() as database:
                lists = [[row[place] for row in rows] for place in range(len(columns))]
                to = f"{_quoted(made)} (FORMAT parquet, COMPRESSION zstd)"
                database.execute(f"COPY (SELECT {named}) TO {to}", lists)
            with open(made, "rb+") as stream:  # noqa: PTH123
                sync_file(stream.fileno())
            os.chmod(made, 0o600)  # noqa: PTH101
            Path(made).replace(path)
        except OSError as error:
            raise _refused(path, error.errno in FULL, remedy(error)) from error
        finally:
            Path(made).unlink(missing_ok=True)
        sync_folder(path.parent)

    @contextmanager
    def _database(self) -> Iterator[Any]:
        import duckdb

        try:
            with duckdb.connect(config={"temp_directory": str(self.folder)}) as database:
                yield database
        except duckdb.IOException as error:
            is_full = "No space left" in str(error)
            raise _refused(self.folder, is_full, "give the command that makes it again") from error


_HEARD = f"""
WITH heard AS (
    SELECT DISTINCT cells.informant, coalesce(told.value, '{NOT_STATED}') AS value FROM cells
    JOIN (SELECT DISTINCT informant FROM people) known ON known.informant = cells.informant
    LEFT JOIN people told ON told.informant = cells.informant AND told.variable = $by AND told.value <> ''
    WHERE cells.code = '' AND cells.informant <> ''
)
"""


def _refused(path: Path, is_full: bool, hint: str) -> QualcodeError:
    if is_full:
        return BusyError(f"{path}: the disk is full", hint="free some space and run the same command again")
    return OutputError(f"{path}: cannot be read or written", hint=hint)


def _quoted(path: str) -> str:
    return "'" + path.replace("'", "''") + "'"
