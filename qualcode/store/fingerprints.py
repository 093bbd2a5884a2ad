"""Telling words that were removed for good when they come again, without keeping them."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from qualcode.model.document import Document, Role
from qualcode.model.nouns import dataclass
from qualcode.model.word_rows import ROW, WordRow, words_of
from qualcode.store import schema
from qualcode.store.engines import insert_or_replace
from qualcode.store.rows import row_read

SETTING = "secrets"
STEP = ROW + 3
"""Of somebody's words one row in so many is kept: no two of them share or touch words, so none leads to the next."""
DIGITS = 7
"""Hexadecimal digits of a row's hash. So few that many rows of words have the same one: it proves none of them."""
ENOUGH = 8
"""Shorter texts are said by many."""


def secrets_of(connection: Connection) -> tuple[str, ...]:
    """What fingerprints are made with: random, in the database of every copy of the study, and never exported."""
    kept = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == SETTING))
    if kept is None:
        return ()
    with row_read("meta", SETTING):
        known = tuple(map(str, json.loads(kept)))
        for each in known:
            bytes.fromhex(each)
        return known


def keep_secrets(connection: Connection, more: Iterable[str] = ()) -> None:
    """Keep other copies' secrets beside one's own, which is made where there is none."""
    own = secrets_of(connection)
    kept = tuple(dict.fromkeys((*own, *more))) or (secrets.token_hex(32),)
    if kept != own:
        insert_or_replace(connection, schema.meta, [{"key": SETTING, "value": json.dumps(kept)}])


@dataclass(frozen=True)
class Fingerprint:
    """What is kept of somebody's words."""

    secret: str
    texts: frozenset[str]
    rows: frozenset[str]

    @classmethod
    def read(cls, detail: Mapping[str, Any], known: Sequence[str]) -> Fingerprint | None:
        """The fingerprint in a tombstone; None where it has none, or was made with a secret that is not known here."""
        secret = next((each for each in known if _name(each) == detail.get("secret")), None)
        if secret is None:
            return None
        return cls(secret, frozenset(map(str, detail.get("texts", ()))), frozenset(map(str, detail.get("rows", ()))))

    def has_row(self, row: WordRow) -> bool:
        """Whether a row of words is one of those that are kept."""
        return _hash(row, self.secret)[:DIGITS] in self.rows

    def share(self, said: Said) -> float:
        """How much of the person's words a text holds, from 0 to 1."""
        if self.texts & said.texts(self.secret):
            return 1.0
        return len(self.rows & said.rows(self.secret)) / len(self.rows) if self.rows else 0.0


@dataclass(frozen=True)
class Said:
    """A text to be compared with fingerprints; what is worked out is kept."""

    whole: Sequence[str]
    """Texts that would be the person's if they were the same word for word."""
    text: str
    _rows: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def by(cls, document: Document) -> Said:
        """What a document says."""
        return cls((document.text, _informants(document)), document.text)

    @cached_property
    def _words(self) -> list[str]:
        return words_of(self.text)

    def texts(self, secret: str) -> frozenset[str]:
        """Hashes of the whole texts."""
        return frozenset(filter(None, (_of_text(text, secret) for text in self.whole)))

    def rows(self, secret: str) -> frozenset[str]:
        """Hashes of all rows of words."""
        if secret not in self._rows:
            words = self._words
            rows = (words[at : at + ROW] for at in range(len(words) - ROW + 1))
            self._rows[secret] = frozenset(_hash(row, secret)[:DIGITS] for row in rows)
        return self._rows[secret]


def fingerprint(
    secret: str, documents: Iterable[Document], turns: Iterable[str], own: set[WordRow]
) -> dict[str, object]:
    """What a tombstone keeps of somebody's words: of whole documents, and of turns.

    `own` are the rows that nobody else says.
    """
    rows = {
        _hash(words[at : at + ROW], secret)[:DIGITS]
        for words in map(words_of, turns)
        for at in range(0, len(words) - ROW + 1, STEP)
        if tuple(words[at : at + ROW]) in own
    }
    texts = {_of_text(text, secret) for document in documents for text in (document.text, _informants(document))}
    return {"secret": _name(secret), "texts": sorted(filter(None, texts)), "rows": sorted(rows)}


def told_by(document: Document) -> list[str]:
    """The turns of a document that are its own: all but the interviewer's, which other interviews have as well."""
    said = [turn for turn in document.turns if turn.role is not Role.INTERVIEWER] or document.turns
    return [document.text[turn.start : turn.end] for turn in said]


def _informants(document: Document) -> str:
    return " ".join(told_by(document))


def _of_text(text: str, secret: str) -> str:
    words = words_of(text)
    return _hash(words, secret) if len(words) >= ENOUGH else ""


def _hash(words: Sequence[str], secret: str) -> str:
    return hashlib.blake2b(" ".join(words).encode(), key=bytes.fromhex(secret), digest_size=16).hexdigest()


def _name(secret: str) -> str:
    """Which secret it was, without telling it."""
    return hashlib.sha256(f"name of {secret}".encode()).hexdigest()[:16]
