"""Codings made elsewhere, taken in as a coder's decisions: each row once, however often the table is read."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qualcode.model.coding import Decision, Mark, Verdict
from qualcode.model.document import Segment
from qualcode.model.sheet import CodingRow, find_code, find_mark
from qualcode.model.text import Span
from qualcode.review.library import is_informants
from qualcode.review.session import Session
from qualcode.review.standing import CODED, Target
from qualcode.review.words import Word, joined

FROM_TABLE = "codings-"
"""How the batch of decisions that came from a table begins."""


@dataclass(slots=True)
class TakenCodings:
    """What the rows of one coder bring."""

    words: list[Word] = field(default_factory=list)
    read: list[Segment] = field(default_factory=list)
    """Passages that stand in the table, every row of them understood: the coder went through them."""
    n_known: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    """Line and reason."""


def take_codings(rows: Sequence[CodingRow], session: Session, names: Iterable[tuple[str, str]]) -> TakenCodings:
    """Decisions for the rows of the session's coder; `names` are the ids of documents by what files are called.

    What is suggested on a passage of the table and was not coded there counts as rejected, unless a row that may have
    coded it was refused. What the coder decided by hand since the table was read first stays.
    """
    taken = TakenCodings()
    by_name = {name.casefold(): document_id for name, document_id in names}
    passages: dict[str, Segment] = {}
    said: dict[Target, Word] = {}
    doubtful: set[str] = set()
    for row in rows:
        where = _document_id(row, session, by_name)
        try:
            segment, span = _place(row, session, where)
            where = segment.id
            passages[segment.id] = segment
            if row.code:
                word = _word(row, session, segment, span)
                earlier = said.get(word.item.target)
                said[word.item.target] = joined(earlier, word) if earlier else word
        except ValueError as why:
            taken.refused.append((row.line, str(why)))
            doubtful.add(where)
    for word in said.values():
        _add(taken, word, session)
    for segment in passages.values():
        if doubtful.isdisjoint((segment.id, segment.document_id)):
            taken.read.append(segment)
            for item in session.on_passage(segment.id):
                if item.suggestion and item.target not in said and not item.is_decided:
                    _add(taken, Word(item, Verdict.REJECT), session)
    return taken


def _add(taken: TakenCodings, word: Word, session: Session) -> None:
    told = _told(word, session)
    if told:
        taken.words.append(told)
    else:
        taken.n_known += 1


def _document_id(row: CodingRow, session: Session, by_name: dict[str, str]) -> str:
    return row.document if row.document in session.library.documents else by_name.get(row.document.casefold(), "")


def _word(row: CodingRow, session: Session, segment: Segment, span: Span | None) -> Word:
    """What a row says of its passage; ValueError with the reason where it cannot be told."""
    if not is_informants(session.library, segment):
        raise ValueError("the passage is not an informant's: only what informants say is coded")
    try:
        code_id = find_code(row.code, session.library.codebook)
    except KeyError:
        raise ValueError("the code is not in the codebook") from None
    try:
        marks = {find_mark(mark) for mark in row.marks}
    except ValueError:
        raise ValueError(f"the mark is not one of {', '.join(Mark)}") from None
    item = session.at(Target(segment.document_id, segment.id, code_id))
    verdict = Verdict.ACCEPT if item.suggestion else Verdict.ADD
    return Word(item, verdict, tuple(mark for mark in Mark if mark in marks), row.note, span)


def _place(row: CodingRow, session: Session, document_id: str) -> tuple[Segment, Span | None]:
    """The passage, and the stretch of it that is quoted."""
    document = session.library.documents.get(document_id)
    if document is None:
        raise ValueError("no such document in this study")
    segments = session.library.segments
    segment = segments.get(row.segment) or segments.get(f"{document.id}:{row.segment}")
    if row.segment and (segment is None or segment.document_id != document.id):
        raise ValueError("no such passage in the document")
    if segment is None:
        found = [each for each in segments.values() if each.document_id == document.id and row.quote in each.text]
        if not row.quote or len(found) != 1:
            raise ValueError("the quote stands in no passage, or in several: add a column with the passage")
        segment = found[0]
    start = segment.text.find(row.quote) if row.quote else -1
    if start < 0 or len(row.quote) == len(segment.text):
        return segment, None
    return segment, Span(segment.start + start, segment.start + start + len(row.quote))


def _told(word: Word, session: Session) -> Word | None:
    """What is new in a row, under an id that is the same in every copy of the study; None where it was said already."""
    target = word.item.target
    said = (session.coder, *target, word.verdict, *word.marks, word.note, *(word.span or ()))
    told = word._replace(id=_id_of(said))
    latest = session.words_on(target)[-1:]
    if not latest or not session.knows(told.id):
        return None if latest and _says(latest[0], word) else told
    if not latest[0].batch.startswith(FROM_TABLE) or _says(latest[0], word):
        return None
    return word._replace(id=_id_of((*said, latest[0].id)))


def _says(decision: Decision, word: Word) -> bool:
    """Whether a decision says just what a row says."""
    span = word.span or Span(word.item.segment.start, word.item.segment.end)
    same_verdict = decision.verdict is word.verdict or (decision.verdict in CODED and word.verdict in CODED)
    same_words = (decision.anchor.start, decision.anchor.end) == tuple(span)
    return same_verdict and same_words and (decision.marks, decision.note) == (word.marks, word.note)


def _id_of(said: Iterable[object]) -> str:
    digest = hashlib.sha256("\n".join(map(str, said)).encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))
