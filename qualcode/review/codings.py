"""Codings made elsewhere, taken in as a coder's decisions: each row once, however often the table is read."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qualcode.model.coding import Mark, Verdict
from qualcode.model.document import Document, Segment
from qualcode.model.sheet import CodingRow, find_code, find_mark
from qualcode.model.text import Span
from qualcode.review.library import is_informants
from qualcode.review.session import Session
from qualcode.review.standing import Target
from qualcode.review.words import Word


@dataclass(slots=True)
class TakenCodings:
    """What the rows of one coder bring."""

    words: list[Word] = field(default_factory=list)
    read: list[Segment] = field(default_factory=list)
    """Passages that stand in the table: the coder went through them."""
    n_known: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    """Line and reason."""


def take_codings(rows: Sequence[CodingRow], session: Session, names: Iterable[tuple[str, str]]) -> TakenCodings:
    """Decisions for the rows of the session's coder; `names` are the ids of documents by what files are called.

    What is suggested on a passage of the table and was not coded there counts as rejected.
    """
    taken = TakenCodings()
    by_name = {name.casefold(): document_id for name, document_id in names}
    coded: dict[str, set[str]] = {}
    for row in rows:
        try:
            segment, word = _word(row, session, by_name)
        except ValueError as why:
            taken.refused.append((row.line, str(why)))
            continue
        codes = coded.setdefault(segment.id, set())
        if word and word.item.target.code_id not in codes:
            codes.add(word.item.target.code_id)
            _add(taken, word, session)
    for segment_id, codes in coded.items():
        taken.read.append(session.library.segments[segment_id])
        for item in session.on_passage(segment_id):
            if item.suggestion and item.target.code_id not in codes and not item.is_decided:
                _add(taken, _told(Word(item, Verdict.REJECT), session), session)
    return taken


def _add(taken: TakenCodings, word: Word, session: Session) -> None:
    if session.knows(word.id):
        taken.n_known += 1
    else:
        taken.words.append(word)


def _word(row: CodingRow, session: Session, by_name: dict[str, str]) -> tuple[Segment, Word | None]:
    """The passage of a row and what is said of it; ValueError with the reason where it cannot be told."""
    library = session.library
    document_id = row.document if row.document in library.documents else by_name.get(row.document.casefold(), "")
    if not document_id:
        raise ValueError("no such document in this study")
    segment, span = _place(row, session, library.documents[document_id])
    if not row.code:
        return segment, None
    if not is_informants(library, segment):
        raise ValueError("the passage is not an informant's: only what informants say is coded")
    try:
        code_id = find_code(row.code, library.codebook)
    except KeyError:
        raise ValueError("the code is not in the codebook") from None
    try:
        marks = {find_mark(mark) for mark in row.marks}
    except ValueError:
        raise ValueError(f"the mark is not one of {', '.join(Mark)}") from None
    item = session.at(Target(document_id, segment.id, code_id))
    verdict = Verdict.ACCEPT if item.suggestion else Verdict.ADD
    said = Word(item, verdict, tuple(mark for mark in Mark if mark in marks), row.note, span)
    return segment, _told(said, session)


def _place(row: CodingRow, session: Session, document: Document) -> tuple[Segment, Span | None]:
    """The passage, and the stretch of it that is quoted."""
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


def _told(word: Word, session: Session) -> Word:
    """The same words of the same coder have the same id in every copy of the study."""
    target = word.item.target
    said = (session.coder, *target, word.verdict, *word.marks, word.note, *(word.span or ()))
    digest = hashlib.sha256("\n".join(map(str, said)).encode()).digest()
    return word._replace(id=str(uuid.UUID(bytes=digest[:16], version=4)))
