"""Putting a backup in the place of the database."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from qualcode.errors import ProjectError, QualcodeError
from qualcode.model.journal import Event, EventKind
from qualcode.store import schema
from qualcode.store.backup import back_up, copy, is_good, sync_folder
from qualcode.store.database import DATABASE
from qualcode.store.engines.sqlite import open_engine, reading
from qualcode.store.erase import Removed
from qualcode.store.forget import erase_in_copy
from qualcode.store.merge import unpack_row
from qualcode.store.records import expect_record
from qualcode.store.rows import MALFORMED


def restore(folder: Path, backup: Path) -> tuple[Path | None, Path]:
    """Put a backup in the database's place. Returns where what was there is kept, and the backup that was used.

    What was there is backed up; where it is too damaged for that, it is moved aside.
    """
    database = folder / DATABASE
    if not is_good(backup):
        raise ProjectError(f"{backup}: this backup is not whole", hint="name another; they are in the `backups` folder")
    tombstones = _tombstones(database)
    partial = folder / f".{DATABASE}.{os.getpid()}"
    partial.unlink(missing_ok=True)
    copy(backup, partial)
    try:
        _forget_again(partial, tombstones)
        kept = _set_aside(database)
        partial.replace(database)
        sync_folder(folder)
    finally:
        partial.unlink(missing_ok=True)
    return kept, backup


def _tombstones(database: Path) -> Sequence[Event]:
    """Who withdrew consent since the backup was made, as far as the database can still tell."""
    if not database.exists():
        return []
    found = []
    engine = open_engine(database, read_only=True)
    events = schema.events.c
    try:
        with suppress(QualcodeError, RuntimeError), reading(engine, database) as connection:
            for row in connection.execute(select(schema.events).where(events.kind == str(EventKind.FORGET))):
                with suppress(QualcodeError, *MALFORMED):
                    event = unpack_row("event", row)
                    expect_record("event", event)
                    found.append(event)
    finally:
        engine.dispose()
    return found


def _forget_again(database: Path, tombstones: Sequence[Event]) -> None:
    if tombstones and not erase_in_copy(database, tombstones, Removed()):
        raise ProjectError(
            f"{database}: people who withdrew consent cannot be removed from this backup",
            hint="name a newer backup",
        )


def _set_aside(database: Path) -> Path | None:
    if not database.exists():
        return None
    if is_good(database):
        return back_up(database, "before-restore")
    aside = database.with_name(f"{database.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    database.replace(aside)
    journal = database.with_name(database.name + "-journal")
    if journal.exists():  # belongs to the damaged file; beside the restored one it would undo good pages
        journal.replace(aside.with_name(aside.name + "-journal"))
    return aside
