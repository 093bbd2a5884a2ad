"""What every part of the store works on: the study's folder and its open database."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.store.engines.sqlite import reading, writing

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

DATABASE = "project.db"


class Database:
    """An open `project.db`, read and written in whole transactions."""

    def __init__(self, path: Path, engine: Engine, *, read_only: bool = False) -> None:
        self.path = path
        self.folder = path.parent
        self.read_only = read_only
        self._engine = engine

    @property
    def cache(self) -> Path:
        """Where parses and counts are kept; deleting it loses nothing."""
        return self.folder / ".cache"

    def reading(self) -> AbstractContextManager[Connection]:
        """A view of the database at one moment."""
        return reading(self._engine, self.path)

    def writing(self) -> AbstractContextManager[Connection]:
        """All of what is done inside, or nothing; it is safe once this returns."""
        return writing(self._engine, self.path)


class Part:
    """One kind of thing that is kept in a database, with all that is done to it."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def reading(self) -> AbstractContextManager[Connection]:
        """A view of the database at one moment."""
        return self.database.reading()

    def writing(self) -> AbstractContextManager[Connection]:
        """All of what is done inside, or nothing; it is safe once this returns."""
        return self.database.writing()


def now() -> str:
    """The time in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts `kii-2` before `kii-10`, the same on every machine and database."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts)
