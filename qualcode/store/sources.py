"""What the study rests on: roster, codebooks, source files, figures, runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, delete, func, insert, select

from qualcode.model.codebook import Codebook
from qualcode.model.document import Record
from qualcode.model.informant import Appearance, Informant, Roster
from qualcode.model.plain import dump, from_plain, to_plain
from qualcode.store import schema
from qualcode.store.database import Part, now
from qualcode.store.engines import insert_or_keep
from qualcode.store.rows import expect_types, row_read

MOST_BEFORE = 3
"""Codebooks looked at to tell what an edit changed."""


class Sources(Part):
    """What people edit, as it was last read: the list of informants, codebooks, and other files the study rests on."""

    def save_roster(self, roster: Roster) -> None:
        """Keep the roster in place of the one before, without anyone who withdrew consent."""
        from qualcode.store.tombstones import Forgotten

        with self.reading() as connection:
            roster = Forgotten.read(connection).left(roster)
        people = [
            {"ordinal": ordinal, **to_plain(informant), "variables": dump(to_plain(informant.variables))}
            for ordinal, informant in enumerate(roster.informants, start=1)
        ]
        rows = [{"ordinal": ordinal, **to_plain(row)} for ordinal, row in enumerate(roster.appearances, start=1)]
        with self.writing() as connection:
            for table, values in ((schema.informants, people), (schema.appearances, rows)):
                connection.execute(delete(table))
                if values:
                    connection.execute(insert(table), values)

    def roster(self) -> Roster:
        """The informants and the documents they appear in."""
        with self.reading() as connection:
            people = connection.execute(select(schema.informants).order_by(schema.informants.c.ordinal)).all()
            rows = connection.execute(select(schema.appearances).order_by(schema.appearances.c.ordinal)).all()
        return _roster(tuple(people), tuple(rows))

    def save_codebook(self, codebook: Codebook) -> None:
        """Keep a codebook as the one in force. Older ones stay, so that older figures can be explained."""
        codes = schema.codebooks.c
        row = {"sha256": codebook.sha256, "name": codebook.name, "version": codebook.version, "saved_at": now()}
        row |= {"source": codebook.source, "content": dump(to_plain(codebook) | {"source": ""})}
        with self.writing() as connection:
            connection.execute(delete(schema.codebooks).where(codes.sha256 == codebook.sha256))
            latest = connection.scalar(select(func.max(codes.ordinal)))
            connection.execute(insert(schema.codebooks), row | {"ordinal": (latest or 0) + 1})

    def codebook(self, sha256: str = "") -> Codebook | None:
        """The codebook in force, or the one with that hash."""
        codes = schema.codebooks.c
        query = select(schema.codebooks).order_by(codes.ordinal.desc()).limit(1)
        with self.reading() as connection:
            row = connection.execute(query.where(codes.sha256 == sha256) if sha256 else query).one_or_none()
        return _codebook(row) if row else None

    def codebooks_before(self, sha256: str) -> Iterator[Codebook]:
        """The few that were in force before this one, newest first, unpacked as they are asked for."""
        codes = schema.codebooks.c
        query = select(schema.codebooks).where(codes.sha256 != sha256).order_by(codes.ordinal.desc()).limit(MOST_BEFORE)
        with self.reading() as connection:
            return map(_codebook, connection.execute(query).all())

    def codebooks(self) -> tuple[tuple[str, str], ...]:
        """Hash and time of every codebook that was used, oldest first."""
        codes = schema.codebooks.c
        with self.reading() as connection:
            rows = connection.execute(select(codes.sha256, codes.saved_at).order_by(codes.ordinal))
            return tuple((row.sha256, row.saved_at) for row in rows)

    def keep(self, kind: str, name: str, content: bytes) -> str:
        """Keep a file the study rests on, as it is; returns its hash. The same content is kept once."""
        sha256 = hashlib.sha256(content).hexdigest()
        row = {"sha256": sha256, "kind": kind, "name": name, "kept_at": now(), "content": content}
        with self.writing() as connection:
            insert_or_keep(connection, schema.sources, [row])
        return sha256

    def get(self, sha256: str) -> bytes | None:
        """A file that was kept."""
        with self.reading() as connection:
            return connection.scalar(select(schema.sources.c.content).where(schema.sources.c.sha256 == sha256).limit(1))


def _codebook(row: Row[Any]) -> Codebook:
    with row_read("codebooks", row.sha256):
        return _unpacked(row.content, row.source)


@lru_cache(maxsize=16)
def _unpacked(content: str, source: str) -> Codebook:
    """The codebook as it was kept, which is parsed once in a process."""
    return from_plain(Codebook, json.loads(content) | {"source": source})


@lru_cache(maxsize=4)
def _roster(people: tuple[Row[Any], ...], rows: tuple[Row[Any], ...]) -> Roster:
    return Roster(informants=tuple(map(_informant, people)), appearances=tuple(map(_appearance, rows)))


def _informant(row: Row[Any]) -> Informant:
    with row_read("informants", row.id):
        expect_types(schema.informants, row)
        return Informant(
            id=row.id,
            informant_type=row.informant_type,
            organisation=row.organisation,
            variables=dict(json.loads(row.variables)),
        )


def _appearance(row: Row[Any]) -> Appearance:
    values = {name: value for name, value in row._mapping.items() if name != "ordinal"}
    with row_read("appearances", row.ordinal):
        expect_types(schema.appearances, row)
        return Appearance(**values | {"record": Record(row.record)})
