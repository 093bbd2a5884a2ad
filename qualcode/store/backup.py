"""Copies of the database, made with SQLite's own backup, never by copying the file."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from qualcode.errors import QualcodeError
from qualcode.files.held import replace_file
from qualcode.files.process import own_mark
from qualcode.files.write import sync_file, sync_folder
from qualcode.store.engines.sqlite import BUSY_SECONDS, DamagedError, database_uri, explained, undo_unfinished
from qualcode.store.facts import CODEBOOK_BEFORE

FOLDER = "backups"
EVERY = timedelta(minutes=30)
SLACK = timedelta(hours=1)
"""By so much clocks of two machines may differ."""
AUTOMATIC = "automatic"
NAME = re.compile(r"project-([0-9]{8}T[0-9]{6})Z(?:-[0-9]+)?-[a-z-]+\.db")


def make_file(path: Path) -> None:
    """An empty file that only its owner can read."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def make_folder(path: Path) -> None:
    """A folder that only its owner can enter; one that exists stays as it is."""
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True)


def back_up(database: Path, reason: str) -> Path:
    """Copy the database into the study's `backups` folder; the copy is checked before it gets its name."""
    folder = database.parent / FOLDER
    make_folder(folder)
    target = _free_name(folder, reason)
    partial = folder / f".{target.name}.{own_mark()}"
    copy(database, partial)
    replace_file(partial, target)
    sync_folder(folder)
    return target


def copy(database: Path, target: Path) -> None:
    """A checked copy of an open or closed database. Nothing is left where it cannot be made."""
    make_file(target)
    try:
        with closing(_open(database)) as source, closing(sqlite3.connect(target)) as made:
            source.backup(made)
            _without_change(made)
            whole = made.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        _sync(target)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise explained(error, database) from None
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    if not whole:
        target.unlink()
        raise DamagedError(f"{database}: the database is damaged", hint="see `qualcode restore`")


def _without_change(copied: sqlite3.Connection) -> None:
    """Drop what stands there of a change that is under way: put in place later, the copy would undo it."""
    if copied.execute("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").fetchone():
        with copied:
            copied.execute("DELETE FROM meta WHERE key = ?", (CODEBOOK_BEFORE,))


def back_up_if_due(database: Path) -> Path | None:
    """A copy every half hour of work; older ones are thinned to one a day, then one a week."""
    now = datetime.now(UTC)
    moments = [*map(_moment, backups(database.parent)), _made(database)]
    if now - max((moment for moment in moments if moment <= now), default=now - EVERY) < EVERY:
        return None
    made = back_up(database, AUTOMATIC)
    thin(database.parent)
    return made


def thin(folder: Path) -> list[Path]:
    """Delete automatic backups: all of the last day stay, then one a day for two weeks, then one a week."""
    now = datetime.now(UTC)
    seen: set[tuple[str, int]] = set()
    gone = []
    for path in backups(folder):
        if not path.stem.endswith(AUTOMATIC):
            continue
        age = now - _moment(path)
        days = _moment(path).toordinal()
        slot = ("day", days) if age < timedelta(days=14) else ("week", days // 7)
        if age >= timedelta(days=1) and slot in seen:
            path.unlink()
            gone.append(path)
        seen.add(slot)
    return gone


def _moment(backup: Path) -> datetime:
    """When a backup was made, by its name; the year 1970 where that is no time."""
    found = NAME.fullmatch(backup.name)
    try:
        return datetime.strptime(found[1] if found else "", "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)


def _made(database: Path) -> datetime:
    with closing(_open(database)) as connection:
        row = connection.execute("SELECT value FROM meta WHERE key = 'created_at'").fetchone()
    try:
        made = datetime.fromisoformat(row[0]) if row else datetime.now(UTC)
    except (ValueError, TypeError):
        return datetime.fromtimestamp(0, UTC)
    return made if made.tzinfo else made.replace(tzinfo=UTC)


def backups(folder: Path) -> list[Path]:
    """The backups of a study, newest first; last those that a wrong clock dated in the future."""
    found = (folder / FOLDER).glob("project-*.db") if (folder / FOLDER).is_dir() else ()
    own = (path for path in found if NAME.fullmatch(path.name))
    now = datetime.now(UTC) + SLACK
    return sorted(own, key=lambda path: ((made := _moment(path)) <= now, made, path.name), reverse=True)


def newest_good_backup(folder: Path) -> Path | None:
    """The newest backup that is whole."""
    return next((path for path in backups(folder) if is_good(path)), None)


def is_good(database: Path) -> bool:
    """Whether a database is a study's and whole."""
    from qualcode.store.check import check_header

    try:
        check_header(database)
        with closing(_open(database)) as connection:
            connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return bool(connection.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except (sqlite3.Error, OSError, QualcodeError):
        return False


def _free_name(folder: Path, reason: str) -> Path:
    moment = f"{datetime.now(UTC):%Y%m%dT%H%M%S}Z"
    name = folder / f"project-{moment}-{reason}.db"
    number = 1
    while name.exists():
        number += 1
        name = folder / f"project-{moment}-{number}-{reason}.db"
    return name


def _open(path: Path) -> sqlite3.Connection:
    undo_unfinished(path)
    return sqlite3.connect(database_uri(path, read_only=True), uri=True, timeout=BUSY_SECONDS)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        sync_file(file.fileno())
