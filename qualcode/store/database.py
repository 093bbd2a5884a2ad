"""What every part of the store works on: the study's folder and its open database."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from functools import lru_cache
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
        self._own = threading.local()
        """The connection on which a thread does several things together."""

    @property
    def cache(self) -> Path:
        """Where parses and counts are kept; deleting it loses nothing."""
        return self.folder / ".cache"

    def reading(self) -> AbstractContextManager[Connection]:
        """A view of the database at one moment."""
        return self._together() or reading(self._engine, self.path)

    def writing(self) -> AbstractContextManager[Connection]:
        """All of what is done inside, or nothing; it is safe once this returns."""
        return self._together() or writing(self._engine, self.path)

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that this thread reads and writes inside, by whatever methods, is one step: all of it, or nothing."""
        if self._together():
            yield
            return
        with self.writing() as connection:
            self._own.connection = connection
            try:
                yield
            finally:
                del self._own.connection

    def _together(self) -> AbstractContextManager[Connection] | None:
        connection: Connection | None = getattr(self._own, "connection", None)
        return nullcontext(connection) if connection is not None else None


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


@lru_cache(maxsize=1 << 16)
def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts `kii-2` before `kii-10`, the same on every machine and database."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts)
