"""The databases a study may be kept in, by the dialect of an open connection."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Table

from qualcode.store.engines import sqlite

# To keep studies in another database, add engines/<name>.py with the functions of sqlite.py and name it here.
ENGINES: dict[str, ModuleType] = {"sqlite": sqlite}


def insert_or_keep(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows; one whose key is there already is left as it stands."""
    if rows:
        connection.execute(ENGINES[connection.dialect.name].insert_or_keep(table), rows)


def insert_or_replace(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows; one whose key is there already takes the other's place."""
    if rows:
        connection.execute(ENGINES[connection.dialect.name].insert_or_replace(table), rows)
