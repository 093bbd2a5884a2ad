"""Who withdrew consent, told without a word of theirs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from qualcode.model.coding import CONTEXT, Anchor
from qualcode.model.document import WITHDRAWN, Document, Role, Segment, Turn
from qualcode.model.informant import Roster
from qualcode.model.journal import About, EventKind
from qualcode.model.nouns import dataclass
from qualcode.model.word_rows import WordRow, holds_words, words_of
from qualcode.store import schema
from qualcode.store.fingerprints import Fingerprint, Said, secrets_of
from qualcode.store.rows import row_read

FILLER = WITHDRAWN
"""Stands for each character of removed words, so that every other passage stays where it is."""

MOST = 0.5
"""Of somebody's words, from which on a text is not kept: it is theirs, written otherwise."""
SOME = 0.1
"""From which on a person should look."""

WITHDREW = "as before somebody withdrew"
"""In place of how the speakers were told apart, which names them."""

HASHES = ("informants", "documents", "groups", "segments", "labels", "sources")
"""What a tombstone holds, each a list of hashes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Hashes of what was removed for good; they tell nothing to someone who does not know the words already."""

    study: str
    informants: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    """Removed whole."""
    groups: frozenset[str] = frozenset()
    """Documents in which one speaker's words were removed."""
    segments: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    """How those speakers are called in their documents."""
    sources: frozenset[str] = frozenset()
    """Files that must not be read again."""
    targets: frozenset[str] = frozenset()
    """Who or what was named when it was asked for."""
    fingerprints: tuple[Fingerprint, ...] = ()
    """Of their words."""

    @classmethod
    def read(cls, connection: Connection) -> Forgotten:
        """The tombstones of a study."""
        events = schema.events.c
        query = select(events.id, events.target, events.detail).where(events.kind == str(EventKind.FORGET))
        tombstones: list[tuple[str, Mapping[str, Any]]] = []
        for id_, target, detail in connection.execute(query):
            with row_read("events", id_):
                tombstones.append((target, dict(json.loads(detail))))
        return cls.of(connection, tombstones)

    @classmethod
    def of(cls, connection: Connection, tombstones: Iterable[tuple[str, Mapping[str, Any]]]) -> Forgotten:
        """Some tombstones of a study, by target and detail of their events."""
        study = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == "study")) or ""
        secrets = secrets_of(connection)
        targets: set[str] = set()
        found: dict[str, set[str]] = {name: set() for name in HASHES}
        fingerprints = []
        for target, detail in tombstones:
            targets.add(target)
            fingerprints.append(Fingerprint.read(detail, secrets))
            for name in found.keys() & detail.keys():
                found[name].update(map(str, detail[name]))
        hashes = {name: frozenset(each) for name, each in found.items()}
        known = tuple(each for each in fingerprints if each is not None)
        return cls(study=study, targets=frozenset(targets), fingerprints=known, **hashes)

    def hash(self, name: str) -> str:
        """The hash that stands in a tombstone for a name."""
        return hashlib.sha256(f"{self.study}\n{name}".encode()).hexdigest()[:32]

    def covers(self, kind: str, noun: Any, *, documents: Container[str] | None = None) -> bool:
        """Whether a record is about someone who withdrew.

        Where `documents` are those of the study, a decision on another one is looked into for their words.
        """
        if kind == "decision":
            anchor = noun.anchor
            elsewhere = documents is not None and anchor.document_id not in documents
            return self._place(anchor.document_id, anchor.segment_id) or (elsewhere and self.quotes(anchor.text))
        if kind == "read":
            return self._place(noun.document_id, noun.segment_id)
        if kind == "event" and noun.kind in (EventKind.FORGET, EventKind.REDIRECT):
            return False
        if kind == "memo" and noun.about in (About.CODE, About.STUDY):
            return False
        if kind == "event" and noun.kind is EventKind.SUMMARY and any(map(self._is_passage, noun.detail["passages"])):
            return True
        # About a passage (`kii-03:128`), a document or a person.
        document_id = noun.target.rpartition(":")[0] or noun.target
        return self._place(document_id, noun.target) or self.hash(noun.target) in self.informants | self.documents

    def is_shared(self, document_id: str) -> bool:
        """Whether one of several speakers of a document withdrew."""
        return self.hash(document_id) in self.groups

    def covers_source(self, source_sha256: str) -> bool:
        """Whether a file was the transcript of someone who withdrew."""
        return self.hash(source_sha256) in self.sources

    def share(self, said: Said) -> float:
        """How much of the words of somebody who withdrew a text holds: the largest share of one person's, 0 to 1."""
        return max((fingerprint.share(said) for fingerprint in self.fingerprints), default=0.0)

    def has_row(self, row: WordRow) -> bool:
        """Whether a row of words is one of those kept of somebody who withdrew."""
        return any(fingerprint.has_row(row) for fingerprint in self.fingerprints)

    def asked_for(self, names: Iterable[str]) -> list[str]:
        """Which of these were named when somebody withdrew, here or in another copy of the study."""
        return [name for name in dict.fromkeys(names) if self.hash(name) in self.targets]

    def is_gone(self, document: Document) -> bool:
        """Whether nothing of a document may be kept."""
        if self.hash(document.id) in self.documents or self.covers_source(document.source_sha256):
            return True
        people = people_of(document) if self.informants else set()
        return bool(people) and all(name is not None and self.hash(name) in self.informants for name in people)

    def without(self, document: Document, segments: tuple[Segment, ...]) -> tuple[Document, tuple[Segment, ...]]:
        """A document as it may be kept: the words of whoever withdrew are filled in."""
        gone = self.turns(document)
        return blank(document, segments, gone) if gone else (document, segments)

    def turns(self, document: Document) -> set[int]:
        """The turns of a document that may not be kept."""
        known = self.informants or self.labels
        return {turn.ordinal for turn in document.turns if self._is_theirs(document, turn)} if known else set()

    def label(self, document: Document, turn: Turn) -> str:
        """The hash that stands in a tombstone for a speaker's label."""
        return self.hash(f"{document.id}\n{turn.speaker.casefold()}") if turn.speaker else ""

    def _is_theirs(self, document: Document, turn: Turn) -> bool:
        if any(self.hash(person) in self.informants for person in turn.informants):
            return True
        return bool(turn.speaker) and turn.informant_id is None and self.label(document, turn) in self.labels

    def left(self, roster: Roster) -> Roster:
        """The roster without anyone who withdrew."""
        return replace(
            roster,
            informants=tuple(row for row in roster.informants if self.hash(row.id) not in self.informants),
            appearances=tuple(
                row
                for row in roster.appearances
                if self.hash(row.informant_id) not in self.informants and self.hash(row.document) not in self.documents
            ),
        )

    def quotes(self, text: str) -> bool:
        """Whether a text holds a row of words of somebody who withdrew."""
        said = Said((text,), text)
        return any(
            fingerprint.texts & said.texts(fingerprint.secret) or fingerprint.rows & said.rows(fingerprint.secret)
            for fingerprint in self.fingerprints
        )

    def _is_passage(self, segment_id: str) -> bool:
        return self._place(segment_id.rpartition(":")[0], segment_id)

    def _place(self, document_id: str, segment_id: str) -> bool:
        return self.hash(document_id) in self.documents or self.hash(segment_id) in self.segments


def told_anew(anchor: Anchor, document: Document) -> Anchor:
    """The anchor with the words that its document has at that place now."""
    text, start, end = document.text, anchor.start, anchor.end
    return replace(
        anchor,
        document_sha256=document.sha256,
        text=text[start:end],
        before=text[max(0, start - CONTEXT) : start],
        after=text[end : end + CONTEXT],
    )


def told_safely(anchor: Anchor, versions: Iterable[Document]) -> Anchor | None:
    """An anchor in a shared document that may hold removed words, told from what is left of them.

    None where no version kept here has these words at this place, or where all of them were removed.
    """
    for document in versions:
        left = document.text[anchor.start : anchor.end]
        same = len(left) == len(anchor.text) and all(
            here == there or FILLER in (here, there) for here, there in zip(left, anchor.text, strict=True)
        )
        if same and left.strip(FILLER + " \n"):
            return told_anew(anchor, document)
    return None


def blank(document: Document, segments: tuple[Segment, ...], gone: set[int]) -> tuple[Document, tuple[Segment, ...]]:
    """Fill in the words of some turns; every other word stays at its place."""
    text = document.text
    for turn in document.turns:
        if turn.ordinal in gone:
            text = text[: turn.start] + FILLER * (turn.end - turn.start) + text[turn.end :]
    turns = tuple(_emptied(turn) if turn.ordinal in gone else turn for turn in document.turns)
    labels = {turn.speaker for turn in document.turns if turn.ordinal in gone and turn.speaker}
    made = replace(
        document,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        turns=turns,
        roles_reason=WITHDREW,
        notes=_without(document.notes, labels),
        doubts=_without(document.doubts, labels),
        left_out=(),
        counted=(),
    )
    return made, tuple(
        replace(segment, text=text[segment.start : segment.end], sentences=()) if segment.turn in gone else segment
        for segment in segments
    )


def _without(said: tuple[str, ...], labels: set[str]) -> tuple[str, ...]:
    names = {tuple(words_of(label)) for label in labels} - {()}
    return tuple(each for each in said if not holds_words(each, names))


def _emptied(turn: Turn) -> Turn:
    return turn._replace(speaker="", role=Role.OTHER, informant_id=None, also=())


def people_of(document: Document) -> set[str | None]:
    """Whose words a document holds; None among them where an informant speaks of whom nobody knows who it is."""
    spoken = [turn for turn in document.turns if turn.role is Role.INFORMANT]
    return {person for turn in spoken for person in turn.informants or (None,)}
