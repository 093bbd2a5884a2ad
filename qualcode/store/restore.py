"""Putting a backup in the place of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from qualcode.errors import BusyError, ProjectError, QualcodeError
from qualcode.files.held import is_held, replace_file
from qualcode.files.process import own_mark
from qualcode.files.write import sync_folder
from qualcode.model.journal import Event, EventKind
from qualcode.store import schema
from qualcode.store.backup import back_up, backups, copy, is_good
from qualcode.store.check import check_schema, expect_file, is_older, schema_version
from qualcode.store.database import DATABASE
from qualcode.store.engines.sqlite import open_engine, reading, writing
from qualcode.store.erase import Removed
from qualcode.store.fingerprints import secrets_of
from qualcode.store.forget import erase_in_copy, study_of
from qualcode.store.leftovers import remove_leftovers
from qualcode.store.merge import unpack_row
from qualcode.store.records import expect_record
from qualcode.store.rows import MALFORMED
from qualcode.store.upgrade import bring_up


def restore(folder: Path, backup: Path, *, damaged: bool = False) -> tuple[Path | None, Path]:
    """Put a backup in the database's place. Returns where what was there is kept, and the backup that was used.

    What was there is backed up; where it is too damaged for that, it is moved aside. Raises ProjectError where it
    cannot be read from it who withdrew consent, unless it is `damaged`: then what the other backups say has to do.
    """
    database = folder / DATABASE
    older = _expect_own(folder, database, backup)
    partial = folder / f".{DATABASE}.{own_mark()}"
    partial.unlink(missing_ok=True)
    remove_leftovers(folder)
    if is_held(database):
        raise _open_elsewhere(database)
    with _held(database) as let_go:
        tombstones, secrets = _known_tombstones(folder, database, damaged=damaged)
        copy(backup, partial)
        try:
            if older:
                bring_up(partial)
            _forget_again(partial, tombstones, secrets)
            kept = _set_aside(database)
            _put_in_place(partial, database, kept, let_go)
            sync_folder(folder)
        finally:
            partial.unlink(missing_ok=True)
    return kept, backup


def _expect_own(folder: Path, database: Path, backup: Path) -> bool:
    """ProjectError for a copy that is not whole, from a newer qualcode, of another study, or of none.

    Returns whether it is from an older qualcode. Where the database is beyond reading, its backups say of which study
    it is.
    """
    expect_file(backup)
    if not is_good(backup):
        raise ProjectError(f"{backup}: this backup is not whole", hint="name another; they are in the `backups` folder")
    engine = open_engine(backup, read_only=True)
    try:
        older = is_older(schema_version(engine, backup), backup)
        if not older:
            check_schema(engine, backup)
    finally:
        engine.dispose()
    found = study_of(backup)
    known = [study_of(path) for path in (database, *backups(folder)) if path.exists() and path != backup]
    if found is None or found != next((study for study in known if study), found):
        raise ProjectError(f"{backup}: this is not a copy of this study", hint="see --project, or name another backup")
    return older


@contextmanager
def _held(database: Path) -> Iterator[Callable[[], None]]:
    """Let nobody write until the backup stands in the database's place: what they wrote after the copy would be lost.

    Whoever waits meanwhile is told afterwards that the study was replaced. What it yields lets go of it sooner. Raises
    BusyError where somebody writes and does not end.
    """
    with ExitStack() as stack:
        if database.exists():
            engine = open_engine(database)
            stack.callback(engine.dispose)
            try:
                stack.enter_context(writing(engine, database))
            except BusyError:
                raise
            except (QualcodeError, RuntimeError):
                stack.close()  # nobody can write into what is damaged
        yield stack.close


def _known_tombstones(folder: Path, database: Path, *, damaged: bool) -> tuple[list[Event], list[str]]:
    """Everyone who withdrew consent, from the database that stands there and from all backups, and the secrets."""
    found: dict[str, Event] = {}
    secrets: list[str] = []
    for backup in backups(folder):
        there, own, _ = _tombstones(backup)
        found |= {event.id: event for event in there}
        secrets += own
    if database.exists():
        here, own, is_all = _tombstones(database)
        secrets += own
        if not (is_all or damaged):
            raise ProjectError(
                f"{database}: it cannot be read from it who withdrew consent since the backup was made",
                hint="where it is beyond repair, the same with --damaged; `qualcode log` shows whose is known",
            )
        found |= {event.id: event for event in here}
    return list(found.values()), secrets


def _tombstones(database: Path) -> tuple[list[Event], tuple[str, ...], bool]:
    """Who withdrew consent, as far as a database can tell, its secrets, and whether all of it could be read."""
    query = select(schema.events).where(schema.events.c.kind == str(EventKind.FORGET))
    try:
        engine = open_engine(database, read_only=True)
        try:
            with reading(engine, database) as connection:
                rows = connection.execute(query).all()
                secrets: tuple[str, ...] | None = None
                with suppress(QualcodeError):
                    secrets = secrets_of(connection)
        finally:
            engine.dispose()
    except (QualcodeError, RuntimeError):
        return [], (), False
    found = []
    for row in rows:
        with suppress(QualcodeError, *MALFORMED):
            event = unpack_row("event", row)
            expect_record("event", event)
            found.append(event)
    return found, secrets or (), secrets is not None and len(found) == len(rows)


def _put_in_place(partial: Path, database: Path, kept: Path | None, let_go: Callable[[], None]) -> None:
    """Put a file in the place of the database; BusyError, and all as it was, where another program has that open."""
    try:
        partial.replace(database)
    except PermissionError:  # Windows replaces no file that is open, not even here
        let_go()
        try:
            replace_file(partial, database)
        except PermissionError:
            if kept is not None and database.exists():
                kept.unlink()  # it would be the newest good backup, and the next to be restored
            raise _open_elsewhere(database) from None


def _open_elsewhere(database: Path) -> BusyError:
    return BusyError(
        f"{database}: another program has the study open, so it was not replaced",
        hint="close the review screen or whatever else has it open, then restore again",
    )


def _forget_again(database: Path, tombstones: list[Event], secrets: list[str]) -> None:
    if tombstones and not erase_in_copy(database, tombstones, Removed(), secrets=secrets):
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
    replace_file(database, aside)
    journal = database.with_name(database.name + "-journal")
    if journal.exists():  # belongs to the damaged file; beside the restored one it would undo good pages
        replace_file(journal, aside.with_name(aside.name + "-journal"))
    return aside
