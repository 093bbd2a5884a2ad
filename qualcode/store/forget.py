"""Removing a person's words for good from a study and every copy of it, when they withdraw consent."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from qualcode.errors import BusyError, QualcodeError, UsageError
from qualcode.files.held import delete_file
from qualcode.model.document import Document
from qualcode.model.journal import Event, EventKind, new_event
from qualcode.model.nouns import dataclass
from qualcode.model.word_rows import words_of_their_own
from qualcode.store import pack, schema
from qualcode.store.backup import FOLDER, NAME
from qualcode.store.check import is_older, schema_version
from qualcode.store.database import DATABASE, Part, natural, now
from qualcode.store.engines.sqlite import open_engine, reading, translated, writing
from qualcode.store.erase import Removed, add_new, erase, find
from qualcode.store.fingerprints import fingerprint, keep_secrets, secrets_of, told_by
from qualcode.store.merge import is_database, unpack_row
from qualcode.store.places import next_place
from qualcode.store.tombstones import Forgotten, blank, people_of
from qualcode.store.upgrade import bring_up


class Forgetting(Part):
    """Taking a person out of the study."""

    def forgotten(self) -> Forgotten:
        """Who withdrew, as hashes."""
        with self.reading() as connection:
            return Forgotten.read(connection)

    def expect_there(self, target: str) -> None:
        """UsageError where no informant and no document has that id."""
        with self.reading() as connection:
            _tombstones(connection, target)

    def waiting(self) -> tuple[str, ...]:
        """Who or what has to be forgotten here too: asked for in another copy of the study, and still in this one."""
        with self.reading() as connection:
            forgotten = Forgotten.read(connection)
            if not forgotten.targets:
                return ()
            names = set(connection.scalars(select(schema.informants.c.id)))
            names.update(connection.scalars(select(schema.documents.c.id)))
            for packed in connection.scalars(select(schema.documents.c.turns)):
                names.update(person for turn in pack.unpack_turns(packed) for person in turn.informants)
        return tuple(sorted(forgotten.asked_for(names), key=natural))

    def find(self, target: str) -> Removed:
        """What `forget` would remove from the transcripts, and what a person has to; nothing is changed."""
        removed = Removed()
        with self.reading() as connection:
            tombstones, removed.again = _tombstones(connection, target)
            theirs = Forgotten.of(connection, ((each.target, each.detail) for each in tombstones))
            find(connection, theirs, removed)
            own = [(each.target, each.detail) for each in tombstones if each.target == theirs.hash(target)]
            removed.theirs = Forgotten.of(connection, own)
            removed.labels = _labels_of(connection, theirs, removed.labels)
        removed.words = list(dict.fromkeys(removed.words))
        removed.copies = [path for path in copies(self.database.path) if is_own(path) or study_of(path)]
        return removed

    def forget(self, target: str) -> Removed:
        """Remove an informant, or a document, from the database, its copies and caches.

        Copies come first, then the database: stopped at any moment, it is finished by asking again.
        """
        removed = Removed()
        with self.writing() as connection:
            keep_secrets(connection)
            secrets = secrets_of(connection)
            tombstones, removed.again = _tombstones(connection, target)
        for copy in copies(self.database.path):
            found = Removed()
            if erase_in_copy(copy, tombstones, found, secrets=secrets):
                removed.cleaned.append(copy)
            elif is_own(copy) and copy.resolve().is_relative_to(self.database.path.parent.resolve()):
                delete_file(copy)
                removed.deleted.append(copy)
            elif is_own(copy):
                removed.uncleaned.append(copy)
            for name in found.files:
                add_new(removed.files, name)
            removed.words.extend(found.words)
        with self.writing() as connection:
            erase(connection, tombstones, removed)
            removed.labels = _labels_of(connection, Forgotten.read(connection), removed.labels)
        removed.words = list(dict.fromkeys(removed.words))
        vacuum(self.database.path)
        removed.left = _empty(self.database.cache)
        return removed


def _empty(cache: Path) -> list[Path]:
    """Delete the caches, which may hold anybody's words; returns what could not be deleted."""
    shutil.rmtree(cache, ignore_errors=True)
    if not cache.is_symlink():
        for path in _files(cache):  # held for a moment
            with suppress(OSError):
                delete_file(path)
    return _files(cache)


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def copies(database: Path) -> list[Path]:
    """Every other SQLite file in the study's folder: backups, what `restore` moved aside, copies people made.

    Of what lies behind a link, only the study's backups where their folder is one.
    """
    inside = [path for path in sorted(database.parent.rglob("*")) if not path.is_symlink()]
    linked = database.parent / FOLDER
    if linked.is_symlink() and linked.is_dir():
        study = study_of(database)
        inside += [path for path in sorted(linked.iterdir()) if is_own(path) and study_of(path) == study]
    return [path for path in inside if path != database and path.is_file() and (is_database(path) or is_own(path))]


def is_own(path: Path) -> bool:
    """Whether qualcode made a copy, and may delete it."""
    inside = path.parent.name == FOLDER and (NAME.fullmatch(path.name) or path.name.startswith(".project-"))
    return bool(inside) or path.name.startswith((f"{DATABASE}.damaged-", f".{DATABASE}."))


def study_of(path: Path) -> str | None:
    """The id of the study whose database this is; None where it is none, or cannot be opened."""
    try:
        engine = open_engine(path, read_only=True)
        try:
            with reading(engine, path) as connection:
                if connection.dialect.has_table(connection, schema.meta.name):
                    return connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == "study"))
        finally:
            engine.dispose()
    except (QualcodeError, RuntimeError):
        pass
    return None


def erase_in_copy(path: Path, tombstones: Iterable[Event], removed: Removed, *, secrets: Iterable[str] = ()) -> bool:
    """Remove whoever withdrew from a copy of the database; False where it is not one, or cannot be opened.

    BusyError where the disk is full or the copy in use: it is whole, and can be cleaned later.
    """
    engine = open_engine(path)
    try:
        if is_older(schema_version(engine, path), path):
            bring_up(path)
        with writing(engine, path) as connection:
            erase(connection, tombstones, removed, secrets=secrets)
        vacuum(path)
    except BusyError:
        raise
    except (QualcodeError, RuntimeError):
        return False
    finally:
        engine.dispose()
    return True


def vacuum(path: Path) -> None:
    """Write the database anew, so that nothing that was deleted is left in the file."""
    engine = open_engine(path)
    try:
        with translated(path), engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA secure_delete = ON")
            driver.execute("VACUUM")
    finally:
        engine.dispose()


def _tombstones(connection: Connection, target: str) -> tuple[list[Event], bool]:
    """The tombstones that say they withdrew, and whether they were written before."""
    forgotten = Forgotten.read(connection)
    events = schema.events.c
    rows = connection.execute(select(schema.events).where(events.kind == str(EventKind.FORGET))).all()
    known: list[Event] = [unpack_row("event", row) for row in rows]
    before = [(event.target, event.detail) for event in known if event.target == forgotten.hash(target)]
    if Forgotten.of(connection, before).fingerprints:
        return known, True
    try:
        return [*known, _tombstone(connection, target, forgotten)], bool(before)
    except UsageError:
        if before:
            return known, True
        raise


@dataclass(slots=True)
class _Found:
    """What is somebody's in a study."""

    is_person: bool
    whole: list[Document] = field(default_factory=list)
    shared: list[tuple[Document, set[int]]] = field(default_factory=list)
    """Group interviews, with their turns."""
    segments: set[str] = field(default_factory=set)
    """The passages of these turns."""
    others: list[str] = field(default_factory=list)
    """What everybody else says."""

    def turns(self) -> list[str]:
        """What they say, turn by turn."""
        said = [turn for document in self.whole for turn in told_by(document)]
        return said + [
            document.text[turn.start : turn.end]
            for document, own in self.shared
            for turn in document.turns
            if turn.ordinal in own
        ]


def _found(connection: Connection, target: str) -> _Found:
    people = set(connection.scalars(select(schema.informants.c.id)))
    rows = list(connection.execute(select(schema.documents)))
    documents = list(map(pack.unpack_document, rows))
    found = _Found(target in people or any(target in people_of(document) for document in documents))
    for row, document in zip(rows, documents, strict=True):
        if (row.id == target and not found.is_person) or people_of(document) == {target}:
            found.whole.append(document)
        elif target in people_of(document):
            turns = {turn.ordinal for turn in document.turns if target in turn.informants}
            segments = pack.unpack_segments(row.id, row.text, row.segments, row.sentences)
            found.shared.append((document, turns))
            found.segments.update(segment.id for segment in segments if segment.turn in turns)
            found.others.append(blank(document, (), turns)[0].text)
        else:
            found.others.append(document.text)
    if not (found.is_person or found.whole):
        raise UsageError(f"{target}: no such informant or interview", hint="`qualcode informants` lists the informants")
    return found


def _tombstone(connection: Connection, target: str, forgotten: Forgotten) -> Event:
    found = _found(connection, target)
    labels = {
        forgotten.label(document, t) for document, own in found.shared for t in document.turns if t.ordinal in own
    }
    detail: dict[str, object] = {
        "informants": [forgotten.hash(target)] if found.is_person else [],
        "documents": sorted({forgotten.hash(document.id) for document in found.whole}),
        "sources": sorted({forgotten.hash(document.source_sha256) for document in found.whole}),
        "groups": sorted({forgotten.hash(document.id) for document, _ in found.shared}),
        "segments": sorted(map(forgotten.hash, found.segments)),
        "labels": sorted(labels),
    }
    for secret in secrets_of(connection)[:1]:
        turns = found.turns()
        detail |= fingerprint(secret, found.whole, turns, words_of_their_own(turns, found.others))
    writer, sequence = next_place(connection)
    event = new_event(EventKind.FORGET, forgotten.hash(target), detail)
    return replace(event, writer=writer, sequence=sequence, happened_at=now())


def _labels_of(connection: Connection, forgotten: Forgotten, labels: set[str]) -> set[str]:
    """Those of the labels that no turn that stays in the study has."""
    left: set[str] = set()
    for document in map(pack.unpack_document, connection.execute(select(schema.documents))):
        if not forgotten.is_gone(document):
            gone = forgotten.turns(document)
            left.update(turn.speaker for turn in document.turns if turn.ordinal not in gone)
    return labels - left
