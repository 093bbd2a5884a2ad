"""A connection to `project.db` that keeps what it acknowledges, and says in plain words why it cannot."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Insert, Table, create_engine, event, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache

from qualcode.errors import BusyError, ProjectError, QualcodeError

BUSY_SECONDS = 30
ROOM = 65_536
"""Bytes without which no journal can be made."""

PRAGMAS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA fullfsync = ON",  # macOS alone: to the disk, not to its cache
    "PRAGMA synchronous = EXTRA",  # FULL, and the folder is synced when the journal goes: a power cut undoes nothing
)


class DamagedError(ProjectError):
    """The database cannot be read; a backup can take its place."""


class ReadOnlyError(ProjectError):
    """The study was opened for reading, or its folder does not let anything be written."""


REASONS: dict[str, tuple[type[QualcodeError], str, str]] = {
    "SQLITE_BUSY": (BusyError, "another program is writing to this study", "try again in a moment; nothing was lost"),
    "SQLITE_LOCKED": (BusyError, "another program is writing to this study", "try again in a moment; nothing was lost"),
    "SQLITE_FULL": (BusyError, "the disk is full", "free some space and try again; what was saved before is safe"),
    "SQLITE_IOERR": (BusyError, "the disk cannot be written to", "try again; what was saved before is safe"),
    "SQLITE_READONLY_DBMOVED": (
        ProjectError,
        "the study was replaced by a backup, or moved, since it was opened; this was not saved",
        "open it again",
    ),
    "SQLITE_READONLY_ROLLBACK": (
        ReadOnlyError,
        "a command was stopped while it wrote to this study, and it can only be read",
        "run any command on it once where its folder may be written to",
    ),
    "SQLITE_READONLY": (ReadOnlyError, "this study can only be read", "ask for the right to write to its folder"),
    "SQLITE_CANTOPEN": (
        ProjectError,
        "the database cannot be opened",
        "check who may read and write the study's folder",
    ),
    "SQLITE_CONSTRAINT_TRIGGER": (ProjectError, "decisions are kept as they are", "add a new decision instead"),
    "SQLITE_CORRUPT": (DamagedError, "the database is damaged", "see `qualcode restore`"),
    "SQLITE_NOTADB": (DamagedError, "this is not a study's database, or it is damaged", "see `qualcode restore`"),
}
"""By the beginning of SQLite's name for the error; the first that fits."""


def open_engine(path: Path, *, read_only: bool = False) -> Engine:
    """An engine on that file, which has to exist."""
    if read_only:
        undo_unfinished(path)
    uri = database_uri(path, read_only=read_only)
    first = _first_engine()
    pool = QueuePool(lambda: _connect(uri, read_only), pool_size=1, max_overflow=2, dialect=first.dialect)
    options = {"compiled_cache": _STATEMENTS}
    engine = Engine(pool, first.dialect, first.url, execution_options=options, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine


_STATEMENTS: LRUCache[Any, Any] = LRUCache(1000)
"""The SQL of statements, by what they are made of: the same for all studies that a process opens."""


@cache
def _first_engine() -> Engine:
    """An engine on no file, which has asked the database for its version; others share what it found."""
    engine = create_engine("sqlite://")
    engine.connect().close()
    return engine


def database_uri(path: Path, *, read_only: bool) -> str:
    """The address at which SQLite opens a file, which has to exist."""
    return f"{file_uri(path.absolute())}?mode={'ro' if read_only else 'rw'}"


def file_uri(path: PurePath) -> str:
    r"""The address of a file as SQLite reads it: without a server, so that `\\server\share` is part of the path."""
    text = path.as_posix()
    for long, short in (("//?/UNC/", "//"), ("//?/", "/")):  # as Windows writes paths of any length
        text = f"{short}{text.removeprefix(long)}" if text.startswith(long) else text
    rooted = text if text.startswith("/") else f"/{text}"
    return f"file://{quote(rooted, safe='/:', errors='surrogateescape')}"


def may_write(path: Path) -> bool:
    """Whether a database and the journal beside it can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def undo_unfinished(path: Path) -> None:
    """Take back what a process had not finished writing when it died, where the database may be written.

    SQLite does so for whoever opens a database to write, and refuses whoever opens it only to read.
    """
    if path.with_name(f"{path.name}-journal").exists() and may_write(path):
        uri = database_uri(path, read_only=False)
        with translated(path), closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _connect(uri: str, read_only: bool) -> Any:
    connection = sqlite3.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=64
    )
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        if read_only:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    """Python's own handling of transactions is off: a writer takes its place at once, a reader waits for nobody."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def insert_or_keep(table: Table) -> Insert:
    """An insertion that leaves rows of the same key as they are."""
    return insert(table).prefix_with("OR IGNORE")


def insert_or_replace(table: Table) -> Insert:
    """An insertion that takes the place of rows of the same key."""
    return insert(table).prefix_with("OR REPLACE")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn a database error into one for the evaluator; the database's own messages may hold interview text."""
    try:
        yield
    except DBAPIError as error:
        raise explained(error.orig, path) from None
    except sqlite3.Error as error:  # from SQLite itself, past SQLAlchemy
        raise explained(error, path) from None


def explained(error: BaseException | None, path: Path) -> Exception:
    """What an error of the database means for the study."""
    name = getattr(error, "sqlite_errorname", "") or type(error).__name__
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR")) and _is_full(path.parent):
        name = "SQLITE_FULL"  # there is no room for the journal
    for beginning, (kind, says, hint) in REASONS.items():
        if name.startswith(beginning):
            return kind(f"{path}: {says}", hint=hint)
    return RuntimeError(f"{path.name}: {name}")


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < ROOM
    except OSError:
        return False


@contextmanager
def reading(engine: Engine, path: Path) -> Iterator[Connection]:
    """A view of the database at one moment."""
    with translated(path), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """All of what is done inside, or nothing; it is safe once this returns."""
    with translated(path), engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection
