"""What people wrote, out as JSON lines and in again: a union of records by id."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, select, update

from qualcode.errors import ProjectError
from qualcode.model.document import Document
from qualcode.model.nouns import dataclass
from qualcode.model.plain import from_plain, to_plain
from qualcode.store import pack, schema
from qualcode.store.backup import back_up
from qualcode.store.check import expect_file
from qualcode.store.database import Database, Part
from qualcode.store.engines import insert_new
from qualcode.store.engines.sqlite import open_engine
from qualcode.store.facts import Facts
from qualcode.store.fingerprints import keep_secrets, secrets_of
from qualcode.store.lines import FORMAT, KindAndNoun, read_lines
from qualcode.store.log import Log, decision_row, event_row, unpack_decision
from qualcode.store.places import next_place
from qualcode.store.records import KINDS, expect_record, expect_room
from qualcode.store.rows import row_read
from qualcode.store.tombstones import Forgotten, told_safely

TABLES = {"decision": schema.decisions, "memo": schema.memos, "event": schema.events, "read": schema.reads}
NUMBERED = ("decision", "memo", "event")


@dataclass(slots=True)
class Merged:
    """What came in."""

    added: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    decided: Counter[str] = field(default_factory=Counter)
    """Of the decisions that are new, how many are whose."""
    known: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    altered: list[str] = field(default_factory=list)
    """Ids of records that say something else here: the ones here are kept."""
    forgotten: int = 0
    """Records about someone who withdrew consent: left out."""


class Merging(Part):
    """Sending what people wrote to another copy of the study, and taking theirs in."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._log, self._facts = Log(database), Facts(database)

    def records(self) -> Iterator[KindAndNoun]:
        """All that people wrote, oldest first."""
        yield from (("decision", decision) for decision in self._log.decisions())
        yield from (("memo", memo) for memo in self._log.all_memos())
        yield from (("event", event) for event in self._log.events())
        yield from (("read", mark) for mark in self._log.read_marks())

    def whole_records(self) -> Iterator[KindAndNoun]:
        """All that people wrote, each record checked; DamagedError with table and id where one is damaged."""
        for kind, noun in self.records():
            with row_read(TABLES[kind].name, getattr(noun, "id", "")):
                expect_record(kind, noun)
            yield kind, noun

    def export(self, stream: IO[str]) -> int:
        """Write all that people wrote as JSON lines; returns how many records."""
        head = {
            "kind": "study",
            "format": FORMAT,
            "study": self._facts.setting("study"),
            "writer": self._facts.setting("writer"),
        }
        stream.write(json.dumps(head) + "\n")
        count = 0
        for kind, noun in self.records():
            stream.write(json.dumps({"kind": kind, **_plain(kind, noun)}, ensure_ascii=False) + "\n")
            count += 1
        return count

    def merge(self, path: Path) -> Merged:
        """Take in a file of JSON lines, or another copy of this study's `project.db`. All of it, or nothing."""
        expect_file(path)
        study, records, secrets = _read_database(path) if is_database(path) else (*read_lines(path), ())
        if study != self._facts.setting("study"):
            raise ProjectError(
                f"{path}: these records are from another study",
                hint="merge takes copies of one study; a study is copied with its folder",
            )
        with self.reading() as connection:
            highest = next_place(connection)[1]
        try:
            expect_room(records, highest)
        except ValueError:
            raise ProjectError(
                f"{path}: a record has a number that no copy of this study can have come to",
                hint="export the file again; nothing was merged",
            ) from None
        back_up(self.database.path, "before-merge")
        return self.take_in(records, secrets=secrets)

    def take_in(self, records: Iterable[KindAndNoun], *, secrets: Iterable[str] = ()) -> Merged:
        """Add the records that are not here yet, and keep another copy's `secrets` of its tombstones.

        Where another copy of the folder has written under this copy's name, this one goes on under a new name.
        """
        merged = Merged()
        with self.writing() as connection:
            keep_secrets(connection, secrets)
            forgotten = Forgotten.read(connection)
            documents = set(connection.scalars(select(schema.documents.c.id).distinct()))
            rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
            here = {
                kind: {_key(kind, row): dict(row) for row in connection.execute(select(table)).mappings()}
                for kind, table in TABLES.items()
            }
            shared = shared_documents(connection, forgotten)
            numbers = {(row["writer"], row["sequence"]): row["id"] for kind in NUMBERED for row in here[kind].values()}
            writer, _ = next_place(connection)
            is_twin = False
            for kind, noun in records:
                row = _row(kind, noun)
                key = _key(kind, row)
                kept = None if forgotten.covers(kind, noun, documents=documents) else _scrubbed(kind, noun, shared)
                is_twin |= kind in NUMBERED and noun.writer == writer and _is_another(noun, numbers)
                if kept is None:
                    merged.forgotten += 1
                elif key not in here[kind]:
                    row = _row(kind, kept)
                    here[kind][key] = row
                    rows[kind].append(row)
                    merged.added[kind] += 1
                    if kind == "decision":
                        merged.decided[kept.coder] += 1
                else:
                    merged.known[kind] += 1
                    if here[kind][key] != row and _is_altered(kind, here[kind][key], row, forgotten):
                        merged.altered.append(str(key))
            if is_twin:
                renamed = update(schema.meta).where(schema.meta.c.key == "writer")
                connection.execute(renamed.values(value=str(uuid.uuid4())))
            for kind, found in rows.items():
                insert_new(connection, TABLES[kind], found)
        return merged


def _is_another(noun: Any, numbers: Mapping[tuple[str, int], str]) -> bool:
    """Whether a record has the number of another one here."""
    known = numbers.get((noun.writer, noun.sequence))
    return known is not None and known != noun.id


def shared_documents(connection: Connection, forgotten: Forgotten) -> dict[str, list[Document]]:
    """By id, every version of the documents in which one of several speakers withdrew; the newest first."""
    table = schema.documents.c
    found: dict[str, list[Document]] = {}
    if not forgotten.groups:
        return found
    for row in connection.execute(select(schema.documents).order_by(table.id, table.version.desc())):
        if forgotten.is_shared(row.id):
            found.setdefault(row.id, []).append(pack.unpack_document(row))
    return found


def _scrubbed(kind: str, noun: Any, shared: Mapping[str, Sequence[Document]]) -> Any:
    """A record without the words of who withdrew; None for a decision of which it cannot be told whose words it has."""
    if kind != "decision" or noun.anchor.document_id not in shared:
        return noun
    anchor = told_safely(noun.anchor, shared[noun.anchor.document_id])
    return None if anchor is None else replace(noun, anchor=anchor)


def is_database(path: Path) -> bool:
    """Whether a file is SQLite's."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\x00"
    except OSError:
        return False


def _read_database(path: Path) -> tuple[str, list[KindAndNoun], tuple[str, ...]]:
    from qualcode.store.check import check_fully, check_header, is_older, schema_version

    check_header(path)
    engine = open_engine(path, read_only=True)
    try:
        check_fully(engine, path)
        if is_older(schema_version(engine, path), path):
            raise ProjectError(f"{path}: this copy is from an older qualcode", hint="open it once, then merge")
        other = Database(path, engine, read_only=True)
        with other.reading() as connection:
            secrets = secrets_of(connection)
        return Facts(other).setting("study"), list(Merging(other).whole_records()), secrets
    finally:
        engine.dispose()


def _plain(kind: str, noun: Any) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(noun)
    if kind == "event":  # whose own kind makes way for the line's
        plain["event"] = plain.pop("kind")
    return plain


def unpack_row(kind: str, row: Any) -> Any:
    """A row of one of the tables as its noun."""
    if kind == "decision":
        return unpack_decision(row)
    values = dict(row._mapping)
    with row_read(TABLES[kind].name, values.get("id", "")):
        if kind == "event":
            values["detail"] = json.loads(values["detail"])
        return from_plain(KINDS[kind], values)


def _row(kind: str, noun: Any) -> dict[str, Any]:
    if kind == "decision":
        return decision_row(noun)
    if kind == "event":
        return event_row(noun)
    row: dict[str, Any] = to_plain(noun)
    return row


def _key(kind: str, row: Any) -> Any:
    if kind == "read":
        return (row["coder"], row["segment_id"], row["document_sha256"], row["codebook_sha256"])
    return row["id"]


def _is_altered(kind: str, here: dict[str, Any], row: dict[str, Any], forgotten: Forgotten) -> bool:
    """Whether a record says something else, and not only that the words around it were removed here."""
    if kind == "read":
        return False
    if kind == "decision" and forgotten.is_shared(row["document_id"]):
        return any(here[name] != row[name] for name in here if name != "anchor")
    return True
