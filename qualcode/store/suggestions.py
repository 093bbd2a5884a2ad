"""Suggestions in the database: a row per document, code and suggester."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, delete, func, select, tuple_, update

from qualcode.model.coding import Suggestion
from qualcode.model.hits import GUESSES, RULES, Hits, PackedHits, Slot, in_reading_order, joined
from qualcode.store import schema
from qualcode.store.database import Part, natural
from qualcode.store.engines import insert_or_replace
from qualcode.store.rows import expect_types, row_read

TABLE = schema.suggestions.c
BATCH = 2000
_COUNTS = TABLE.suggester.not_in(GUESSES)


class Suggestions(Part):
    """What the suggesters propose. All of it can be made again."""

    def save(self, hits: Iterable[PackedHits]) -> int:
        """Keep packed suggestions, each in place of what its suggester had there. Returns how many rows.

        They are matched outside the transactions, some hundred documents to each: nobody waits for the matching, and
        what was not reached when it is stopped is found by its key and matched the next time.
        """
        rows = (each._asdict() for each in hits)
        count = 0
        while batch := list(islice(rows, BATCH)):
            with self.writing() as connection:
                insert_or_replace(connection, schema.suggestions, batch)
            count += len(batch)
        return count

    def retire(self, *, document_ids: Iterable[str] = (), codes: Iterable[tuple[str, str]] = ()) -> int:
        """Remove the suggestions of documents that are gone, and of codes with the suggester that left them.

        Returns how many rows.
        """
        gone_documents, gone_codes = tuple(document_ids), tuple(codes)
        if not (gone_documents or gone_codes):
            return 0
        gone = TABLE.document_id.in_(gone_documents) | tuple_(TABLE.code_id, TABLE.suggester).in_(gone_codes)
        with self.writing() as connection:
            return connection.execute(delete(schema.suggestions).where(gone)).rowcount

    def rekey(self, keys: Mapping[Slot, str]) -> None:
        """Keep under a new key what stands although its code was edited."""
        rows = [{"document": slot[0], "code": slot[1], "by": slot[2], "new": key} for slot, key in keys.items()]
        here = (
            TABLE.document_id == bindparam("document"),
            TABLE.code_id == bindparam("code"),
            TABLE.suggester == bindparam("by"),
        )
        if rows:
            with self.writing() as connection:
                connection.execute(update(schema.suggestions).where(*here).values(key=bindparam("new")), rows)

    def keys(self) -> dict[Slot, str]:
        """The key everything was last found with."""
        return {(*place, name): key for name, own in self.matched().items() for place, (key, _) in own.items()}

    def behind(self) -> frozenset[str]:
        """Documents whose suggestions are of an earlier version, or of who spoke before, or were not all made again.

        Where the work stops between storing a document and making its suggestions, this finds it the next time.
        """
        documents = schema.documents.c
        newest = select(documents.id, func.max(documents.version)).group_by(documents.id)
        query = select(documents.id, documents.version, documents.key)
        found = select(TABLE.document_id, TABLE.code_id, TABLE.suggester, TABLE.key).where(_COUNTS)
        with self.reading() as connection:
            kept = connection.execute(query.where(tuple_(documents.id, documents.version).in_(newest))).all()
            rows = connection.execute(found).all()
        wanted = {(row.code_id, row.suggester) for row in rows}
        keys = {row.id: row.key for row in kept}
        good = Counter(row.document_id for row in rows if row.key.startswith(f"{keys.get(row.document_id)}:"))
        known = {row.document_id for row in rows} | {row.id for row in kept if row.version > 1}
        return frozenset(id_ for id_ in keys if id_ in known and good[id_] < len(wanted))

    def states(self) -> dict[str, str]:
        """Of each document a mark that changes with what is proposed in it, guesses left out."""
        keys = func.aggregate_strings(TABLE.code_id + TABLE.suggester + TABLE.key, " ")
        query = select(TABLE.document_id, keys).where(_COUNTS).group_by(TABLE.document_id)
        with self.reading() as connection:
            return {row.document_id: row[1] for row in connection.execute(query)}

    def matched(self) -> dict[str, dict[tuple[str, str], tuple[str, bytes]]]:
        """By suggester, document and code: the key it was last found with, and what was, as `segments_in` reads it."""
        columns = (TABLE.suggester, TABLE.document_id, TABLE.code_id, TABLE.key, TABLE.columns)
        with self.reading() as connection:
            rows = connection.execute(select(*columns)).all()
        found: dict[str, dict[tuple[str, str], tuple[str, bytes]]] = defaultdict(dict)
        for name, document_id, code_id, key, packed in rows:
            found[name][document_id, code_id] = (key, packed)
        return found

    def suggesters(self) -> frozenset[str]:
        """Whose suggestions are kept."""
        with self.reading() as connection:
            return frozenset(connection.scalars(select(TABLE.suggester).distinct()))

    def looked_for(self, code_ids: Collection[str]) -> frozenset[str]:
        """Which of these codes another suggester than rules and guesses was asked for, found or not."""
        if not code_ids:
            return frozenset()
        by_others = TABLE.code_id.in_(tuple(code_ids)) & TABLE.suggester.not_in(RULES) & _COUNTS
        with self.reading() as connection:
            return frozenset(connection.scalars(select(TABLE.code_id).where(by_others).distinct()))

    def hits(self, *, document_id: str = "", code_id: str = "", guesses: bool = False) -> Iterator[Hits]:
        """Packed suggestions, by document (`kii-2` before `kii-10`) and code id, from all suggesters together.

        What is learned or guessed is left out, for nothing counts it, unless `guesses` are asked for.
        """
        query = select(schema.suggestions).where(TABLE.code_id != "")
        if not guesses:
            query = query.where(_COUNTS)
        if document_id:
            query = query.where(TABLE.document_id == document_id)
        if code_id:
            query = query.where(TABLE.code_id == code_id)
        with self.reading() as connection:
            rows = connection.execute(query).all()
        places: dict[tuple[str, str], list[Any]] = {}
        for row in rows:
            places.setdefault((row.document_id, row.code_id), []).append(row)
        order = {name: natural(name) for name, _ in places}
        return (_joined(places[place]) for place in sorted(places, key=lambda place: (order[place[0]], place[1])))

    def of(self, document_id: str, *, guesses: bool = True) -> tuple[Suggestion, ...]:
        """What is proposed in a document, in reading order, of a passage in the order of the code ids."""
        return in_reading_order(self.hits(document_id=document_id, guesses=guesses), self._text(document_id))

    def _text(self, document_id: str) -> str:
        documents = schema.documents.c
        query = select(documents.text).where(documents.id == document_id).order_by(documents.version.desc()).limit(1)
        with self.reading() as connection:
            return connection.scalar(query) or ""


def _joined(rows: Sequence[Any]) -> Hits:
    """What all suggesters propose for one code in one document."""
    if len(rows) == 1:
        return _hits(rows[0])
    with row_read("suggestions", f"{rows[0].document_id} {rows[0].code_id}"):
        return joined(map(_hits, rows))


def _hits(row: Any) -> Hits:
    with row_read("suggestions", f"{row.document_id} {row.code_id}"):
        expect_types(schema.suggestions, row)
        return PackedHits(row.document_id, row.code_id, row.suggester, row.key, row.found, row.columns).unpacked()
