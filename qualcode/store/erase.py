"""What leaves a database when someone withdraws consent. The one thing that rewrites decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, select, update

from qualcode.model.document import Document, Role, Segment, Turn
from qualcode.model.journal import Event
from qualcode.model.nouns import dataclass
from qualcode.store import pack, schema
from qualcode.store.engines import insert_or_keep, insert_or_replace
from qualcode.store.fingerprints import keep_secrets
from qualcode.store.log import decision_row, event_row, unpack_decision
from qualcode.store.merge import TABLES, shared_documents, unpack_row
from qualcode.store.quoted import fill_in_quoted
from qualcode.store.tombstones import Forgotten, told_anew, told_safely


@dataclass(slots=True)
class Removed:
    """What was removed, and what a person still has to remove."""

    documents: list[str] = field(default_factory=list)
    """Removed whole."""
    shared: list[str] = field(default_factory=list)
    """Group interviews in which the person's turns were removed."""
    files: list[str] = field(default_factory=list)
    """Names of the transcripts as received, for a person to delete."""
    shared_files: list[str] = field(default_factory=list)
    """Of these, the group interviews: other people speak in them."""
    n_decisions: int = 0
    n_quoted: int = 0
    """Codebooks and guides that the study keeps, in which words of theirs were filled in."""
    again: bool = False
    """They had been removed before; copies and caches were cleaned once more."""
    copies: list[Path] = field(default_factory=list)
    """Backups and other copies of the database, which are cleaned or deleted."""
    cleaned: list[Path] = field(default_factory=list)
    """Backups and other copies of the database that the words were removed from."""
    deleted: list[Path] = field(default_factory=list)
    """Copies that qualcode made and that could not be opened to remove the words."""
    uncleaned: list[Path] = field(default_factory=list)
    """Copies behind a link that could not be opened: nothing is deleted there."""
    left: list[Path] = field(default_factory=list)
    """Caches that another program has open, so that they could not be deleted."""
    words: list[str] = field(default_factory=list)
    """The removed turns, to look for in reports; never shown."""
    labels: set[str] = field(default_factory=set)
    """What the speaker of these turns is called, and nobody else."""
    theirs: Forgotten | None = None
    """Their own tombstones: what tells a file of theirs once the database no longer does."""


def erase(
    connection: Connection, tombstones: Iterable[Event], removed: Removed, *, secrets: Iterable[str] = ()
) -> None:
    """Remove everything the tombstones cover, and keep the tombstones and the `secrets` they are made with."""
    with _rewriting(connection):
        keep_secrets(connection, secrets)
        insert_or_keep(connection, schema.events, list(map(event_row, tombstones)))
        forgotten = Forgotten.read(connection)
        people, anew = _erase_documents(connection, forgotten, removed)
        _erase_people(connection, forgotten, people, removed.documents)
        removed.n_quoted = fill_in_quoted(connection, forgotten, removed.words)
        removed.n_decisions = _erase_records(connection, forgotten)
        removed.n_decisions += _rewrite_anchors(connection, forgotten, anew)


@contextmanager
def _rewriting(connection: Connection) -> Iterator[None]:
    """Drop the triggers that keep what people wrote, and make them again at the end, inside one transaction."""
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    schema.drop_triggers(connection)
    yield
    schema.make_triggers(connection)


@dataclass(frozen=True, slots=True)
class _Theirs:
    """A version of a transcript that holds words of somebody who withdrew."""

    row: Any
    document: Document
    segments: tuple[Segment, ...]
    turns: set[int]
    """The turns that go; the others stay."""
    is_gone: bool
    """Nothing of it stays."""


def find(connection: Connection, forgotten: Forgotten, removed: Removed) -> None:
    """Note in `removed` what `erase` would take out of the transcripts; nothing is changed."""
    for theirs in _theirs(connection, forgotten):
        _note(theirs, removed)


def _theirs(connection: Connection, forgotten: Forgotten) -> Iterator[_Theirs]:
    table = schema.documents.c
    for row in list(connection.execute(select(schema.documents).order_by(table.id, table.version))):
        document = pack.unpack_document(row)
        gone, is_gone = forgotten.turns(document), forgotten.is_gone(document)
        if gone or is_gone:
            segments = pack.unpack_segments(row.id, row.text, row.segments, row.sentences)
            yield _Theirs(row, document, segments, gone, is_gone)


def _note(theirs: _Theirs, removed: Removed) -> None:
    document = theirs.document
    add_new(removed.files, document.name)
    if theirs.is_gone:
        add_new(removed.documents, document.id)
        _keep_words(removed, document, document.turns)
    else:
        add_new(removed.shared, document.id)
        add_new(removed.shared_files, document.name)
        _keep_words(removed, document, [turn for turn in document.turns if turn.ordinal in theirs.turns])


def _erase_documents(
    connection: Connection, forgotten: Forgotten, removed: Removed
) -> tuple[set[str], dict[str, Document]]:
    """Remove or fill in transcripts; returns the people found in them, and by its old hash each text as it is now."""
    table = schema.documents.c
    people: set[str] = set()
    anew: dict[str, Document] = {}
    for theirs in _theirs(connection, forgotten):
        document, row = theirs.document, theirs.row
        _note(theirs, removed)
        people |= {
            name
            for turn in document.turns
            if turn.ordinal in theirs.turns
            for name in turn.informants
            if theirs.is_gone or not turn.also or forgotten.hash(name) in forgotten.informants
        }
        this = (table.id == row.id, table.version == row.version)
        if theirs.is_gone:
            connection.execute(delete(schema.documents).where(*this))
            connection.execute(delete(schema.places).where(schema.places.c.document_id == row.id))
        else:
            left, passages = forgotten.without(document, theirs.segments)
            values = pack.pack_document(left)
            values["segments"], values["sentences"] = pack.pack_segments(passages)
            values["key"] = pack.document_key(left, values["segments"])
            connection.execute(update(schema.documents).where(*this).values(values))
            anew[document.sha256] = left
        connection.execute(delete(schema.suggestions).where(schema.suggestions.c.document_id == row.id))
    return people, anew


def _keep_words(removed: Removed, document: Document, turns: Iterable[Turn]) -> None:
    for turn in turns:
        removed.words.append(document.text[turn.start : turn.end])
        if turn.role is Role.INFORMANT and turn.speaker:
            removed.labels.add(turn.speaker)


def _erase_people(connection: Connection, forgotten: Forgotten, people: set[str], whole: Iterable[str]) -> None:
    """Their rows of the roster, the rosters that were kept, and what runs and figures say of them."""
    informants, appearances = schema.informants.c, schema.appearances.c
    people |= {
        name for name in connection.scalars(select(informants.id)) if forgotten.hash(name) in forgotten.informants
    }
    documents = set(whole) | {
        name for name in connection.scalars(select(appearances.document)) if forgotten.hash(name) in forgotten.documents
    }
    connection.execute(delete(schema.informants).where(informants.id.in_(people)))
    gone = appearances.informant_id.in_(people) | appearances.document.in_(documents)
    connection.execute(delete(schema.appearances).where(gone))
    sources, runs = schema.sources.c, schema.runs.c
    for row in connection.execute(select(sources.sha256, sources.content).where(sources.kind == "roster")).all():
        if not _is_readable(row.content) or any(name.encode() in row.content for name in people | documents):
            connection.execute(delete(schema.sources).where(sources.sha256 == row.sha256))
    for row in connection.execute(select(runs.ordinal, runs.detail)).all():
        if any(name in row.detail for name in people | documents):
            connection.execute(update(schema.runs).where(runs.ordinal == row.ordinal).values(detail="{}"))
    # A figure may be of the person's organisation, or of any other value of their row.
    connection.execute(delete(schema.figures))


def _is_readable(content: bytes) -> bool:
    """Whether names can be looked for in a file: not in an Excel file, nor where the encoding is only guessed."""
    try:
        return not content.startswith(b"PK") and "\0" not in content.decode()
    except UnicodeDecodeError:
        return False


def _erase_records(connection: Connection, forgotten: Forgotten) -> int:
    """Decisions, memos, events and read marks about them; returns how many decisions."""
    count = 0
    for kind, table in TABLES.items():
        for row in connection.execute(select(table)).all():
            if not forgotten.covers(kind, unpack_row(kind, row)):
                continue
            key = [column == getattr(row, column.name) for column in table.primary_key.columns]
            connection.execute(delete(table).where(*key))
            count += kind == "decision"
    return count


def _rewrite_anchors(connection: Connection, forgotten: Forgotten, anew: dict[str, Document]) -> int:
    """In group interviews: what the anchors of other speakers hold of the words around them is told anew.

    An anchor on a version that is not kept here may hold any words: where those left here do not tell whose they are,
    the decision is removed. Returns how many were.
    """
    shared = shared_documents(connection, forgotten)
    kept = {document.sha256 for versions in shared.values() for document in versions}
    table, count = schema.decisions, 0
    for row in connection.execute(select(table).where(table.c.document_id.in_(list(shared)))).all():
        decision = unpack_decision(row)
        before = decision.anchor.document_sha256
        if before in kept:
            continue
        document = anew.get(before)
        versions = shared[row.document_id]
        anchor = told_anew(decision.anchor, document) if document else told_safely(decision.anchor, versions)
        if anchor is None:
            connection.execute(delete(table).where(table.c.id == row.id))
            count += 1
        else:
            values = {"anchor": decision_row(replace(decision, anchor=anchor))["anchor"]}
            connection.execute(update(table).where(table.c.id == row.id).values(values))
    reads = schema.reads.c
    for sha256, document in anew.items():
        here = reads.document_sha256 == sha256
        rows = [dict(row) for row in connection.execute(select(schema.reads).where(here)).mappings()]
        connection.execute(delete(schema.reads).where(here))
        insert_or_replace(connection, schema.reads, [row | {"document_sha256": document.sha256} for row in rows])
    return count


def add_new(names: list[str], name: str) -> None:
    """Add a name that is not there yet."""
    if name not in names:
        names.append(name)
