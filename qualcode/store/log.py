"""What people wrote: decisions, memos, read marks, events. Appended, never rewritten."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Row, Table, func, or_, select, union_all

from qualcode.errors import QualcodeError
from qualcode.model.codebook import Redirect
from qualcode.model.coding import Anchor, Decision, Mark, Verdict
from qualcode.model.journal import Event, EventKind, Memo, ReadMark, new_event
from qualcode.model.plain import dump, from_plain, to_plain
from qualcode.store import schema
from qualcode.store.backup import EVERY, back_up_if_due
from qualcode.store.database import Part, now
from qualcode.store.decided import Decided
from qualcode.store.engines import insert_new, insert_or_keep
from qualcode.store.places import next_place
from qualcode.store.rows import expect_types, row_read

PACKED = ("anchor", "marks", "supersedes")


class Log(Part):
    """What people wrote: decisions, memos, what they read, what happened."""

    _copied = -EVERY.total_seconds()
    """When this process last asked whether a backup is due."""

    def append(self, decision: Decision) -> Decision:
        """Keep a decision; it is safe once this returns. Returns it with writer, sequence and time filled in."""
        return self.append_all([decision])[0]

    def append_all(self, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
        """Keep several decisions, all or none."""
        with self.writing() as connection:
            kept = _inserted(connection, decisions)
        self._keep_copy()
        return kept

    def append_after(
        self, number: int, make: Callable[[Sequence[Decision]], Sequence[Decision]], *, id: str = ""
    ) -> tuple[Decision, ...]:
        """Keep what `make` makes of all decisions with a higher number, and of that id, while nobody else writes."""
        columns = schema.decisions.c
        newer = columns.sequence > number
        query = select(schema.decisions).where(or_(newer, columns.id == id) if id else newer)
        with self.writing() as connection:
            found = map(unpack_decision, connection.execute(query).all())
            kept = _inserted(connection, make(in_order(found)))
        self._keep_copy()
        return kept

    def _keep_copy(self) -> None:
        """A backup every half hour of decisions; where there is no room for one, the work goes on without."""
        if monotonic() - self._copied < EVERY.total_seconds():
            return
        self._copied = monotonic()
        with suppress(QualcodeError, OSError):
            back_up_if_due(self.database.path)

    def decisions(self, *, document_id: str = "", after: int = 0) -> Iterator[Decision]:
        """All decisions, or those with a higher number than `after`: in the same order in every copy of the study."""
        columns = schema.decisions.c
        query = select(schema.decisions).order_by(columns.sequence)
        if document_id:
            query = query.where(columns.document_id == document_id)
        if after:
            query = query.where(columns.sequence > after)
        with self.reading() as connection:
            rows = connection.execute(query).all()
        return iter(in_order(map(unpack_decision, rows)))

    def decided(self, before: Decided | None = None) -> Decided:
        """Which documents were decided on; `before` is what this told last, of which only what came since is looked at.

        Where records came in by a merge, or left when somebody withdrew, all of them are looked at again.
        """
        columns = schema.decisions.c
        with self.reading() as connection:
            count, newest = connection.execute(select(func.count(), func.max(columns.sequence))).one()
            if before is not None and (count, newest or 0) == (before.count, before.newest):
                return before
            query = select(columns.document_id, columns.sequence, columns.id)
            if before is not None:
                rows = connection.execute(query.where(columns.sequence > before.newest)).all()
                if before.count + len(rows) == count:
                    return before.plus(rows)
            return Decided().plus(connection.execute(query).all())

    def read_states(self) -> dict[str, tuple[int, int, str]]:
        """Of each document a mark that changes with every passage of it that somebody reads."""
        reads = schema.reads.c
        length = func.sum(func.length(reads.segment_id))
        query = select(reads.document_id, func.count(), length, func.max(reads.read_at)).group_by(reads.document_id)
        with self.reading() as connection:
            return {id_: (count, total, last) for id_, count, total, last in connection.execute(query)}

    def has_decisions(self) -> bool:
        """Whether anybody decided anything."""
        with self.reading() as connection:
            return connection.scalar(select(schema.decisions.c.id).limit(1)) is not None

    def coders(self) -> tuple[str, ...]:
        """Everyone who decided, read or noted something, by name."""
        tables = (schema.decisions, schema.reads, schema.memos)
        names = union_all(*(select(table.c.coder).distinct() for table in tables)).subquery()
        with self.reading() as connection:
            return tuple(sorted(set(connection.scalars(select(names.c.coder)))))

    def add_memo(self, memo: Memo) -> Memo:
        """Keep a memo. Returns it with writer, sequence and time filled in."""
        with self.writing() as connection:
            writer, sequence = next_place(connection)
            kept = replace(
                memo,
                writer=memo.writer or writer,
                sequence=memo.sequence or sequence,
                written_at=memo.written_at or now(),
            )
            insert_new(connection, schema.memos, [to_plain(kept)])
        return kept

    def memos(self) -> tuple[Memo, ...]:
        """Every memo that nothing newer supersedes, oldest first."""
        memos = self.all_memos()
        gone = {memo.supersedes for memo in memos}
        return tuple(memo for memo in memos if memo.id not in gone and memo.text)

    def all_memos(self) -> tuple[Memo, ...]:
        """Every memo ever written, oldest first."""
        return tuple(self._all(schema.memos, Memo))

    def add_event(self, event: Event) -> Event:
        """Keep what happened. Returns it with writer, sequence and time filled in."""
        return self.add_events([event])[0]

    def add_events(self, events: Iterable[Event]) -> list[Event]:
        """Keep what happened, all or none."""
        kept = []
        with self.writing() as connection:
            for event in events:
                writer, sequence = next_place(connection)
                numbered = replace(event, writer=event.writer or writer, sequence=event.sequence or sequence)
                kept.append(replace(numbered, happened_at=event.happened_at or now()))
                insert_new(connection, schema.events, [event_row(kept[-1])])
        return kept

    def events(self, *kinds: EventKind) -> tuple[Event, ...]:
        """What happened, oldest first; of those kinds, or all."""
        return tuple(event for event in self._all(schema.events, Event) if not kinds or event.kind in kinds)

    def has_events(self, kind: EventKind) -> bool:
        """Whether anything of that kind happened."""
        with self.reading() as connection:
            query = select(schema.events.c.id).where(schema.events.c.kind == str(kind)).limit(1)
            return connection.scalar(query) is not None

    def excluded(self) -> dict[str, str]:
        """The informants left out of the counts, with the reason."""
        reasons: dict[str, str] = {}
        for event in self.events(EventKind.EXCLUDE, EventKind.INCLUDE):
            if event.kind == EventKind.INCLUDE:
                reasons.pop(event.target, None)
            else:
                reasons[event.target] = str(event.detail.get("reason", ""))
        return reasons

    def append_redirect(self, redirect: Redirect) -> Redirect:
        """Keep what became of a code. Returns it with its place among the decisions and the time."""
        detail = to_plain(redirect)
        return _redirect(self.add_event(new_event(EventKind.REDIRECT, redirect.code_id, detail)))

    def redirects(self) -> tuple[Redirect, ...]:
        """What became of codes, in the order it was decided."""
        return tuple(map(_redirect, self.events(EventKind.REDIRECT)))

    def mark_read(self, marks: Iterable[ReadMark]) -> None:
        """Note that passages were read; noting it twice changes nothing."""
        rows = [to_plain(replace(mark, read_at=mark.read_at or now())) for mark in marks]
        if rows:
            with self.writing() as connection:
                insert_or_keep(connection, schema.reads, rows)

    def read_marks(self, *, coder: str = "", document_id: str = "") -> tuple[ReadMark, ...]:
        """What was read, by everyone or by one coder, everywhere or in one interview."""
        query = select(schema.reads)
        if coder:
            query = query.where(schema.reads.c.coder == coder)
        if document_id:
            query = query.where(schema.reads.c.document_id == document_id)
        with self.reading() as connection:
            rows = connection.execute(query).all()
        with row_read("reads", ""):
            for row in rows:
                expect_types(schema.reads, row)
            return tuple(ReadMark(**row._mapping) for row in rows)

    def _all(self, table: Table, kind: type[Any]) -> list[Any]:
        with self.reading() as connection:
            rows = [dict(row) for row in connection.execute(select(table)).mappings()]
        nouns = []
        for row in rows:
            with row_read(table.name, row["id"]):
                if "detail" in row:
                    row["detail"] = json.loads(row["detail"])
                nouns.append(from_plain(kind, row))
        return sorted(nouns, key=lambda noun: (noun.sequence, noun.writer, noun.id))


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions as they were made, the same in every copy of the study."""
    return sorted(decisions, key=lambda each: (each.sequence, each.writer, each.id))


def _inserted(connection: Connection, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Insert decisions, with their place among all others and the time."""
    writer, sequence = next_place(connection)
    kept = tuple(
        replace(
            decision,
            writer=decision.writer or writer,
            sequence=decision.sequence or sequence + offset,
            decided_at=decision.decided_at or now(),
        )
        for offset, decision in enumerate(decisions)
    )
    insert_new(connection, schema.decisions, list(map(decision_row, kept)))
    return kept


def _redirect(event: Event) -> Redirect:
    with row_read("events", event.id):
        redirect = from_plain(Redirect, to_plain(event.detail))
        return replace(redirect, sequence=event.sequence, made_at=event.happened_at)


def event_row(event: Event) -> dict[str, Any]:
    """An event as its row; raises one of `MALFORMED` for one that would be refused when it is read."""
    from qualcode.store.records import expect_record

    expect_record("event", event)
    row: dict[str, Any] = to_plain(event)
    return row | {"detail": dump(row["detail"])}


def decision_row(decision: Decision) -> dict[str, Any]:
    """A decision as its row."""
    row: dict[str, Any] = to_plain(decision)
    row |= {"document_id": decision.anchor.document_id, "segment_id": decision.anchor.segment_id}
    return row | {name: dump(row[name]) for name in PACKED}


def unpack_decision(row: Row[Any]) -> Decision:
    """A decision as it was made."""
    with row_read("decisions", row.id):
        expect_types(schema.decisions, row)
        return _decision(row)


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        id=row.id,
        writer=row.writer,
        sequence=row.sequence,
        decided_at=row.decided_at,
        coder=row.coder,
        code_id=row.code_id,
        verdict=Verdict(row.verdict),
        anchor=Anchor(**json.loads(row.anchor)),
        marks=tuple(map(Mark, _texts(row.marks))),
        origin=row.origin,
        evidence_sha256=row.evidence_sha256,
        codebook_sha256=row.codebook_sha256,
        supersedes=_texts(row.supersedes),
        note=row.note,
        batch=row.batch,
        undoes=row.undoes,
    )


@lru_cache(maxsize=1024)
def _texts(packed: str) -> tuple[str, ...]:
    """Most decisions have neither marks nor others that they replace."""
    return tuple(json.loads(packed))
