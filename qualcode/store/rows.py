"""What a row of the database has to be, before it is believed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Table

from qualcode.store.engines.sqlite import DamagedError

MALFORMED = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError)
"""What reading something of another shape raises."""


@contextmanager
def row_read(table: str, row_id: object) -> Iterator[None]:
    """DamagedError with table and id where a row cannot be read; what stands in it is not said."""
    try:
        yield
    except MALFORMED:
        raise DamagedError(
            f"the database is damaged: {table}, {str(row_id)[:80]!r} cannot be read",
            hint="put a backup in its place with `qualcode restore`",
        ) from None


@cache
def types_of(table: Table) -> tuple[type, ...]:
    """The Python type of each column."""
    return tuple(column.type.python_type for column in table.columns)


def expect_types(table: Table, row: Any) -> None:
    """TypeError where a whole row of a table holds, say, bytes for text: SQLite lets a program write that."""
    if tuple(map(type, row)) != types_of(table):
        raise TypeError("a column holds something else than it should")
