"""Transcripts in the database: read whole, written whole, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, tuple_, update

from qualcode.errors import ReadError, UsageError
from qualcode.model.document import Document, Passages, Segment
from qualcode.model.naming import did_you_mean
from qualcode.store import pack, schema
from qualcode.store.database import Part, natural, now
from qualcode.store.engines import insert_or_keep
from qualcode.store.pack import PackedSegments
from qualcode.store.rows import expect_types, row_read

if TYPE_CHECKING:
    from qualcode.store.tombstones import Forgotten

TABLE = schema.documents.c
BATCH = 100
"""Documents read at a time: a reader that pauses never keeps a writer waiting."""
MOST_ASKED = 500
"""Documents named in one question to the database."""


class Documents(Part):
    """The study's transcripts."""

    def add(self, document: Document, segments: Sequence[Segment], *, segmenter: str) -> int:
        """Keep a transcript as read; one whose id is known already becomes a new version. Returns the version."""
        (added,) = self.add_all([(document, segments)], segmenter=segmenter)
        if isinstance(added, ReadError):
            raise added
        return added

    def add_all(
        self, read: Sequence[tuple[Document, Sequence[Segment] | PackedSegments]], *, segmenter: str
    ) -> list[int | ReadError]:
        """Keep several transcripts in one step, all of them or none. Returns the version of each.

        Somebody who withdrew consent is not imported again: in place of a version stands the reason.
        """
        from qualcode.store.tombstones import Forgotten

        added: list[int | ReadError] = []
        rows: list[dict[str, Any]] = []
        with self.writing() as connection:
            forgotten = Forgotten.read(connection)
            latest = _newest_versions(connection, [document.id for document, _ in read])
            for document, segments in read:
                if refusal := _withdrawn(forgotten, document):
                    added.append(refusal)
                    continue
                version = latest[document.id] = latest.get(document.id, 0) + 1
                row = _row(*_kept(forgotten, document, segments))
                rows.append(row | {"segmenter": segmenter, "imported_at": now(), "version": version})
                added.append(version)
            if rows:
                connection.execute(insert(schema.documents), rows)
            # What was proposed points into the earlier version's text.
            for asked in _some_at_a_time([row["id"] for row in rows]):
                connection.execute(delete(schema.suggestions).where(schema.suggestions.c.document_id.in_(asked)))
        return added

    def set_roles(self, document: Document, *, version: int = 0) -> None:
        """Keep who speaks in a document, its language and record; the words stay. Of the newest version, or one."""
        row = pack.pack_document(document)
        changed = ("turns", "roles_reason", "language", "record", "round", "date")
        with self.writing() as connection:
            columns = (TABLE.version, TABLE.segments)
            query = select(*columns).where(TABLE.version == version) if version else _latest(*columns)
            segments = connection.execute(query.where(TABLE.id == document.id)).one()
            values = {name: row[name] for name in changed} | {"key": pack.document_key(document, segments.segments)}
            connection.execute(
                update(schema.documents)
                .where(TABLE.id == document.id, TABLE.version == segments.version)
                .values(values)
            )

    def ids(self) -> tuple[str, ...]:
        """Every document, `kii-2` before `kii-10`."""
        with self.reading() as connection:
            return tuple(sorted(connection.scalars(select(TABLE.id).distinct()), key=natural))

    def keys(self) -> dict[str, str]:
        """Of each document a hash of all that a suggester looks at; the texts are not read."""
        with self.reading() as connection:
            found = {row.id: row.key for row in connection.execute(_latest(TABLE.id, TABLE.key))}
        return {id_: found[id_] for id_ in sorted(found, key=natural)}

    def states(self) -> dict[str, str]:
        """Of each document a hash of the row but its text, whose own hash is in it; the texts are not read."""
        columns = [column for column in schema.documents.columns if column.name != "text"]
        with self.reading() as connection:
            rows = connection.execute(_latest(*columns)).all()
        found = {row.id: blake2b(repr(tuple(row)).encode(), digest_size=16).hexdigest() for row in rows}
        return {id_: found[id_] for id_ in sorted(found, key=natural)}

    def names(self) -> dict[str, str]:
        """The file name of each document, by id."""
        with self.reading() as connection:
            found = {row.id: row.name for row in connection.execute(_latest(TABLE.id, TABLE.name))}
        return {id_: found[id_] for id_ in sorted(found, key=natural)}

    def get(self, document_id: str, *, version: int = 0) -> Document:
        """One document; the newest version unless an older one is named."""
        with self.reading() as connection:
            query = select(schema.documents) if version else _latest(schema.documents)
            query = query.where(TABLE.id == document_id)
            row = connection.execute(query.where(TABLE.version == version) if version else query).one_or_none()
        if row is None:
            raise UsageError(f"no interview {document_id!r} in this study", hint=self._meant(document_id))
        return pack.unpack_document(row)

    def _meant(self, written: str) -> str:
        """The document that may have been meant: named by its file, or nearly."""
        names = self.names()
        by_file = [id_ for id_, name in names.items() if written in (name, Path(name).stem)]
        if by_file:
            return f"did you mean {by_file[0]}?"
        return did_you_mean(written, names, otherwise="`qualcode status` lists them", likeness=0.6)

    def all(self, document_ids: Iterable[str] | None = None) -> Iterator[Document]:
        """The transcripts, `kii-2` before `kii-10`."""
        return (pack.unpack_document(row) for row in self._rows(document_ids))

    def versions(self, document_id: str) -> tuple[Document, ...]:
        """Every version of a document, oldest first."""
        query = select(schema.documents).where(TABLE.id == document_id).order_by(TABLE.version)
        with self.reading() as connection:
            return tuple(map(pack.unpack_document, connection.execute(query)))

    def segmented_versions(self, document_id: str) -> tuple[tuple[Document, tuple[Segment, ...]], ...]:
        """Every version of a document with its passages, oldest first."""
        query = select(schema.documents).where(TABLE.id == document_id).order_by(TABLE.version)
        with self.reading() as connection:
            return tuple(map(_with_segments, connection.execute(query)))

    def earlier_versions(self) -> list[tuple[int, Document, tuple[Segment, ...]]]:
        """Number, text and passages of every version that is not the newest of its document."""
        newest = select(TABLE.id, func.max(TABLE.version)).group_by(TABLE.id)
        query = select(schema.documents).where(tuple_(TABLE.id, TABLE.version).not_in(newest))
        with self.reading() as connection:
            rows = connection.execute(query.order_by(TABLE.id, TABLE.version)).all()
        return [(row.version, *_with_segments(row)) for row in rows]

    def segments(self, document_id: str) -> tuple[Segment, ...]:
        """The passages of a document, in reading order."""
        with self.reading() as connection:
            query = _latest(TABLE.text, TABLE.segments, TABLE.sentences).where(TABLE.id == document_id)
            row = connection.execute(query).one_or_none()
        return pack.unpack_segments(document_id, row.text, row.segments, row.sentences) if row else ()

    def next_ordinal(self, document_id: str) -> int:
        """The first number that no passage of any version of a document has had."""
        with self.reading() as connection:
            packed = connection.scalars(select(TABLE.segments).where(TABLE.id == document_id)).all()
        return max((ordinal for one in packed for ordinal in pack.ordinals(one)), default=0) + 1

    def segmented(self, document_ids: Iterable[str] | None = None) -> Iterator[tuple[Document, tuple[Segment, ...]]]:
        """Each transcript with its passages."""
        return map(_with_segments, self._rows(document_ids))

    def passages(self, document_ids: Iterable[str] | None = None, *, sentences: bool = False) -> Iterator[Passages]:
        """The passages of each document as columns, for work on a thousand interviews at once."""
        wanted = (TABLE.id, TABLE.sha256, TABLE.language, TABLE.turns, TABLE.segments, TABLE.text)
        extra = (TABLE.sentences,) if sentences else ()
        return (pack.unpack_passages(row, sentences=sentences) for row in self._rows(document_ids, *wanted, *extra))

    def texts(self, document_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The id and the text of each document, in any order, one in memory at a time: for who does not pause."""
        for asked in _some_at_a_time(document_ids):
            query = _latest(TABLE.id, TABLE.text).where(TABLE.id.in_(asked))
            with self.reading() as connection:
                yield from connection.execute(query)

    def remember_places(self, places: Iterable[tuple[str, str]]) -> None:
        """Remember from what outside the study's folder documents were read; of documents that are kept."""
        found = list(places)
        with self.writing() as connection:
            kept = _newest_versions(connection, [id_ for id_, _ in found])
            rows = [{"document_id": id_, "path": address} for id_, address in found if id_ in kept]
            insert_or_keep(connection, schema.places, rows)

    def places(self, document_ids: Iterable[str] | None = None) -> list[str]:
        """What these or all documents were read from: files outside the study's folder, rows, addresses elsewhere."""
        query = select(schema.places)
        if document_ids is not None:
            query = query.where(schema.places.c.document_id.in_(tuple(document_ids)))
        with self.reading() as connection:
            return list(_places(tuple(connection.execute(query))))

    def since(self, moment: str) -> tuple[str, ...]:
        """The documents whose newest version came at that moment or later, `kii-2` before `kii-10`."""
        with self.reading() as connection:
            return tuple(sorted(connection.scalars(_latest(TABLE.id).where(TABLE.imported_at >= moment)), key=natural))

    def sources(self) -> dict[str, str]:
        """By the hash of a file's bytes, the document whose newest version was read from them."""
        return self._by(TABLE.source_sha256)

    def text_hashes(self) -> dict[str, str]:
        """By the hash of a text, the document whose newest version has it."""
        return self._by(TABLE.sha256)

    def _by(self, column: Any) -> dict[str, str]:
        with self.reading() as connection:
            rows = connection.execute(_latest(column, TABLE.id)).all()
        return {row[0]: row[1] for row in sorted(rows, key=lambda row: natural(row.id), reverse=True)}

    def _rows(self, document_ids: Iterable[str] | None, *columns: Any) -> Iterator[Any]:
        ids = self.ids() if document_ids is None else tuple(document_ids)
        for place in range(0, len(ids), BATCH):
            batch = ids[place : place + BATCH]
            with self.reading() as connection:
                query = _latest(*(columns or (schema.documents,))).where(TABLE.id.in_(batch))
                rows = {row.id: row for row in connection.execute(query)}
            yield from (rows[id_] for id_ in batch if id_ in rows)


@lru_cache(maxsize=4)
def _places(rows: tuple[Row[Any], ...]) -> Sequence[str]:
    """Every count asks for them."""
    for row in rows:
        with row_read("places", row.document_id):
            expect_types(schema.places, row)
    return sorted({row.path for row in rows})


def _some_at_a_time(document_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (document_ids[place : place + MOST_ASKED] for place in range(0, len(document_ids), MOST_ASKED))


def _newest_versions(connection: Connection, document_ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for asked in _some_at_a_time(document_ids):
        query = select(TABLE.id, func.max(TABLE.version)).where(TABLE.id.in_(asked)).group_by(TABLE.id)
        found.update((id_, version) for id_, version in connection.execute(query))
    return found


def _kept(
    forgotten: Forgotten, document: Document, segments: Sequence[Segment] | PackedSegments
) -> tuple[Document, Sequence[Segment] | PackedSegments]:
    """A document as it may be kept, without the words of whoever withdrew consent."""
    if not forgotten.turns(document):
        return document, segments
    if isinstance(segments, PackedSegments):
        segments = pack.unpack_segments(document.id, document.text, *segments)
    return forgotten.without(document, tuple(segments))


def _row(document: Document, segments: Sequence[Segment] | PackedSegments) -> dict[str, Any]:
    row = pack.pack_document(document)
    packed = segments if isinstance(segments, PackedSegments) else pack.pack_segments(segments)
    row["segments"], row["sentences"] = packed
    row["key"] = pack.document_key(document, row["segments"])
    return row


def _withdrawn(forgotten: Forgotten, document: Document) -> ReadError | None:
    """Say why a document is not imported: somebody withdrew consent, and it is theirs or says what they said."""
    from qualcode.store.fingerprints import Said
    from qualcode.store.tombstones import MOST

    if forgotten.is_gone(document):
        return ReadError(
            f"{document.id}: the informant withdrew consent, so it is not imported",
            hint="delete the file; `qualcode log` shows when",
        )
    if forgotten.fingerprints and forgotten.share(Said.by(forgotten.without(document, ())[0])) >= MOST:
        return ReadError(
            f"{document.name}: says what somebody said who withdrew consent, so it is not imported",
            hint="delete the file, or take their words out; `qualcode log` shows when they withdrew",
        )
    return None


def _with_segments(row: Any) -> tuple[Document, tuple[Segment, ...]]:
    return pack.unpack_document(row), pack.unpack_segments(row.id, row.text, row.segments, row.sentences)


def _latest(*columns: Any) -> Select[Any]:
    other = schema.documents.alias("other")
    newest = select(func.max(other.c.version)).where(other.c.id == TABLE.id).scalar_subquery()
    return select(*columns).where(TABLE.version == newest)
