"""Codings made elsewhere, taken in as a coder's decisions: each row once, however often the table is read."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from qualcode.model.codebook import Codebook
from qualcode.model.coding import CONTRARY_ENDING, Decision, Mark, Verdict
from qualcode.model.covered import Covered, covered_passages
from qualcode.model.document import Document, Segment
from qualcode.model.naming import document_key
from qualcode.model.nouns import dataclass
from qualcode.model.sheet import CodingRow, find_code, find_mark
from qualcode.model.text import Span
from qualcode.review.library import is_informants
from qualcode.review.quoted import find_quoted, find_whole
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
    by_name = _by_name(names)
    passages: dict[str, Segment] = {}
    said: dict[Target, Word] = {}
    doubtful: set[str] = set()
    for row in rows:
        where = _document_id(row, session, by_name)
        try:
            for segment, span in _places(row, session, where):
                where = segment.id
                passages[segment.id] = segment
                for word in _words(row, session, segment, span) if row.code else ():
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


def _by_name(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Ids of documents by what they may be called: as the file is, without its ending, in other spelling."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, document_id in names:
        for called in {name.casefold(), document_key(name)}:
            found[called].add(document_id)
    return {called: ids.pop() for called, ids in found.items() if len(ids) == 1}


def _document_id(row: CodingRow, session: Session, by_name: Mapping[str, str]) -> str:
    """The document a row names; empty where there is none. Other programs number theirs: `D3: KII 01`."""
    if row.document in session.library.documents:
        return row.document
    unnumbered = re.sub(r"^[A-Za-z]?\s?\d+\s?:\s*", "", row.document)
    for name in (row.document, unnumbered):
        key = document_key(name) if name else ""
        for called in (name.casefold(), key):
            if called in by_name:
                return by_name[called]
        if key in session.library.documents:
            return key
    return ""


def _code_ids(written: str, codebook: Codebook) -> list[str]:
    """The codes of a cell: one, by name, id or path (`Funding > Delay`), or several on lines or parted by semicolons.

    Raises KeyError where one is not known.
    """
    try:
        return [find_code(written, codebook)]
    except KeyError:
        parts = [part for part in re.split(r"[\n;]+", written) if part.strip()]
        if len(parts) > 1:
            return [code_id for part in parts for code_id in _code_ids(part, codebook)]
        return [find_code(re.split(r"\s*(?:\\+|>|::|/|\|)\s*", written.strip())[-1], codebook)]


def _words(row: CodingRow, session: Session, segment: Segment, span: Span | None) -> list[Word]:
    """What a row says of its passage; ValueError with the reason where it cannot be told."""
    if not is_informants(session.library, segment):
        raise ValueError("the passage is not an informant's: only what informants say is coded")
    denied = row.code.strip().removesuffix(CONTRARY_ENDING)
    try:
        try:
            code_ids, denies = _code_ids(row.code, session.library.codebook), False
        except KeyError:
            code_ids, denies = _code_ids(denied, session.library.codebook), denied != row.code.strip()
    except KeyError:
        raise ValueError("the code is not in the codebook") from None
    try:
        marks = {find_mark(mark) for mark in row.marks} | ({Mark.CONTRARY} if denies else set())
    except ValueError:
        raise ValueError(f"the mark is not one of {', '.join(Mark)}") from None
    items = [session.at(Target(segment.document_id, segment.id, code_id)) for code_id in dict.fromkeys(code_ids)]
    in_order = tuple(mark for mark in Mark if mark in marks)
    return [Word(item, Verdict.ACCEPT if item.suggestion else Verdict.ADD, in_order, row.note, span) for item in items]


def _places(row: CodingRow, session: Session, document_id: str) -> list[Covered]:
    """The passages a row is about, each with the stretch of it that is quoted: one, or those that the quote covers."""
    document = session.library.documents.get(document_id)
    if document is None:
        raise ValueError("no such interview in this study")
    segments = session.library.segments
    segment = segments.get(row.segment) or segments.get(f"{document.id}:{row.segment}")
    if segment is not None and segment.document_id != document.id:
        segment = None
    if segment is None and row.segment and (row.quote or not re.search(r"\w\s+\w", row.segment)):
        raise ValueError("no such passage in the interview")
    if segment is None:
        own = [each for each in segments.values() if each.document_id == document.id]
        found = find_quoted(row.quote or row.segment, own)
        if len(found) > 1:
            raise ValueError("the quote stands in several passages: add a column with the passage")
        if not found:
            return _covered(row.quote or row.segment, document, own, session)
        segment = found[0][0]
    found = find_quoted(row.quote, [segment])
    if not found or found[0][1] == (0, len(segment.text)):
        return [(segment, None)]
    start, end = found[0][1]
    return [(segment, Span(segment.start + start, segment.start + end))]


def _covered(quote: str, document: Document, own: Sequence[Segment], session: Session) -> list[Covered]:
    """The informants' passages that a quote covers which stands in no single one."""
    span = find_whole(quote, document.text)
    if span is None:
        raise ValueError("the quote stands in no passage, or in several places: add a column with the passage")
    informants = [segment for segment in own if is_informants(session.library, segment)]
    covered = covered_passages(span, informants)
    if not covered:
        raise ValueError("the passage is not an informant's: only what informants say is coded")
    return covered


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
