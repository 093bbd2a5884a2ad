"""Projects kept as SQLite: opened in memory from the bytes, so that nothing is locked, changed or run."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Any

from qualcode.errors import ReadError
from qualcode.files.source import Source

HEADER = b"SQLite format 3\x00"
_WRITE_AHEAD = (18, 20)
"""Bytes of the header that say a log stands beside the file; in memory there is none."""


class ForeignDatabase:
    """Another program's database, to be asked for rows."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._connection = sqlite3.connect(":memory:")
        self._connection.text_factory = lambda data: data.decode("utf-8", "replace")
        self._connection.row_factory = sqlite3.Row
        data = bytearray(source.data)
        data[slice(*_WRITE_AHEAD)] = b"\x01\x01"
        try:
            self._connection.deserialize(bytes(data))
            self._connection.execute("PRAGMA query_only = 1")
            self.tables = {row["name"] for row in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self._connection.close()
            raise self._damaged() from error

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """The rows of a query. ReadError where the file is damaged, or has not the columns."""
        try:
            with closing(self._connection.execute(query, values)) as cursor:
                return cursor.fetchall()
        except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:  # names in it need be no text
            raise self._damaged() from error

    def has_column(self, table: str, column: str) -> bool:
        """Whether a table has a column: programs add some from version to version."""
        return any(row["name"] == column for row in self.rows(f"PRAGMA table_info({table})"))

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()

    def __enter__(self) -> ForeignDatabase:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _damaged(self) -> ReadError:
        return self.source.error(
            "is a damaged database, or one of another version",
            hint="open it in the program it came from, close it there, and copy it again",
        )
