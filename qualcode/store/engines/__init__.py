"""The databases a study may be kept in, by the dialect of an open connection."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, tuple_

from qualcode.store.engines import sqlite
from qualcode.store.engines.sqlite import DamagedError

# To keep studies in another database, add engines/<name>.py with the functions of sqlite.py and name it here.
ENGINES: dict[str, ModuleType] = {"sqlite": sqlite}

MOST_ASKED = 500
"""Rows named in one question to the database."""


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows of what people wrote, and look whether they are there.

    Raises DamagedError where they are not: another program may have changed the database so that it takes nothing.
    """
    for place in range(0, len(rows), MOST_ASKED):
        batch = rows[place : place + MOST_ASKED]
        connection.execute(insert(table), batch)
        key = list(table.primary_key.columns)
        wanted = [tuple(row[column.name] for column in key) for row in batch]
        there = select(func.count()).select_from(table).where(tuple_(*key).in_(wanted))
        if connection.scalar(there) != len(batch):
            raise DamagedError(
                f"the database is damaged: {table.name} takes nothing new; nothing of this was saved",
                hint="put a backup in its place with `qualcode restore`",
            )


def insert_or_keep(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows; one whose key is there already is left as it stands."""
    if rows:
        connection.execute(ENGINES[connection.dialect.name].insert_or_keep(table), rows)


def insert_or_replace(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows; one whose key is there already takes the other's place."""
    if rows:
        connection.execute(ENGINES[connection.dialect.name].insert_or_replace(table), rows)
