"""The codings of a project, kept as its coders' decisions on the passages they cover."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from qualcode.exchange import ForeignProject
from qualcode.exchange.align import Alignment
from qualcode.exchange.contrary import NOT_QUOTED, contrary_codes
from qualcode.exchange.project import ForeignCoding
from qualcode.model.coding import Decision, Mark, Verdict
from qualcode.model.covered import covered_passages
from qualcode.model.document import Segment
from qualcode.model.nouns import dataclass
from qualcode.model.text import Span
from qualcode.model.wording import plural
from qualcode.review.library import Library, is_informants
from qualcode.review.session import Session
from qualcode.review.standing import CODED, IMPORTED, Target
from qualcode.review.words import Word, joined, make_decision
from qualcode.study.codebook.suggesting import follow_codebook
from qualcode.study.keeping.projects.asked import Read
from qualcode.study.review.coders import spellings
from qualcode.study.review.sessions import keep_read, open_session

if TYPE_CHECKING:
    from qualcode.study.study import Study

_IDS = uuid.UUID("0d6a3f64-5b0e-4b8b-9a57-2c2f0a1f7e3d")


@dataclass(slots=True)
class Taken:
    """What became of the codings."""

    n_known: int = 0
    coded: set[str] = field(default_factory=set)
    """The interviews in which something was placed."""
    left: list[tuple[str, str]] = field(default_factory=list)
    """Of each coding that was not placed, where it stands (interview and characters) and why."""


@dataclass(frozen=True)
class _Aligned:
    """A text of the project beside the interview it is."""

    alignment: Alignment
    passages: Sequence[Segment]
    """Of informants."""


@dataclass(frozen=True)
class _Project:
    """A project beside the study, to find where its codings stand."""

    project: ForeignProject
    documents: Mapping[str, str]
    library: Library

    @cached_property
    def aligned(self) -> Mapping[str, _Aligned]:
        """The texts that the study has, by their ids in the project."""
        passages = defaultdict(list)
        for segment in self.library.segments.values():
            if is_informants(self.library, segment):
                passages[segment.document_id].append(segment)
        return {
            text.id: _Aligned(
                Alignment(text.text, self.library.documents[self.documents[text.id]].text),
                passages[self.documents[text.id]],
            )
            for text in self.project.texts
            if text.id in self.documents
        }

    def place(self, coding: ForeignCoding) -> list[tuple[Segment, Span | None]] | str:
        """The passages a coding covers, or why it covers none."""
        aligned = self.aligned.get(coding.text)
        if aligned is None:
            return "its text is not in the study"
        span = aligned.alignment.span(coding.start, coding.end)
        if span is None:
            return "its words are not in the interview: a label, a time or a header"
        return covered_passages(span, aligned.passages) or "only an interviewer speaks there, or nobody known"


def take_codings(
    study: Study,
    project: ForeignProject,
    documents: Mapping[str, str],
    codes: Mapping[str, str],
    coders: Mapping[str, str],
    *,
    read: Read,
    sync: bool,
    kept: Counter[str],
) -> Taken:
    """Keep each coding as decisions on the passages it covers; those that cover none are listed with the reason.

    A coding that came before is not kept again, and what its coder decided here since stays.
    """
    taken = Taken()
    follow_codebook(study)
    marked = contrary_codes(project.codes)
    of_coder: dict[str, list[ForeignCoding]] = defaultdict(list)
    for coding in project.codings:
        name = coders.get(coding.coder, coding.coder) or f"unknown ({project.program})"
        of_coder[" ".join(name.split())].append(coding)
    names = spellings(study, of_coder)
    placing: _Project | None = None
    for written, own in of_coder.items():
        session = open_session(study, names[written])
        placing = placing or _Project(project, documents, session.library)
        made, read_in = _decisions(placing, session, own, codes, marked, taken)
        study.store.log.append_all(made)
        kept["decisions"] += len(made)
        gone = list(_gone(session, own, set(documents.values())))
        if sync and gone:
            session.keep_each(gone)
        elif gone:
            study.voice.warn(
                f"{len(gone)} codings of {session.coder} from an earlier import are not in the file any more",
                "they stay; `--sync` withdraws them",
            )
        taken.coded |= read_in
        _mark_read(study, session, read_in, documents, read)
    kept["codings"] = len(project.codings) - len(taken.left)
    return taken


def _decisions(
    placing: _Project,
    session: Session,
    codings: Iterable[ForeignCoding],
    codes: Mapping[str, str],
    marked: Mapping[str, str],
    taken: Taken,
) -> tuple[list[Decision], set[str]]:
    """The decisions that one coder's codings are, as far as they are new, and the interviews they coded in."""
    said: dict[Target, Word] = {}
    first: dict[Target, ForeignCoding] = {}
    ids: dict[Target, list[str]] = defaultdict(list)
    read_in: set[str] = set()
    for coding in codings:
        code_id = codes.get(marked.get(coding.code, coding.code))
        where = placing.place(coding) if code_id else "its code is not in the study's codebook"
        if isinstance(where, str) or code_id is None:
            at = placing.documents.get(coding.text, coding.text)
            taken.left.append((f"{at}, characters {coding.start:,} to {coding.end:,}", str(where)))
            continue
        for segment, span in where:
            target = Target(segment.document_id, segment.id, code_id)
            word = _word(session, target, coding, span, is_contrary=coding.code in marked)
            said[target] = joined(said[target], word) if target in said else word
            first.setdefault(target, coding)
            ids[target].append(coding.id)
            read_in.add(segment.document_id)
    made = []
    for target, word in said.items():
        told = word._replace(id=str(uuid.uuid5(_IDS, "\n".join([session.coder, *target, *sorted(ids[target])]))))
        if session.knows(told.id) or _is_said(session, target, told):
            taken.n_known += 1
            continue
        history = session.words_on(target)
        decision = make_decision(told, session.library, coder=session.coder, history=history)
        coding = first[target]
        made.append(
            replace(
                decision,
                origin=f"{IMPORTED}{coding.id}",
                batch=f"{IMPORTED}{coding.selection}",
                decided_at=coding.coded_at,
            )
        )
    return made, read_in


def _word(session: Session, target: Target, coding: ForeignCoding, span: Span | None, *, is_contrary: bool) -> Word:
    item = session.at(target)
    note = coding.note.removeprefix(NOT_QUOTED).strip()
    wanted = {Mark.CONTRARY: is_contrary, Mark.DO_NOT_QUOTE: coding.note.startswith(NOT_QUOTED)}
    marks = tuple(mark for mark in Mark if wanted.get(mark))
    return Word(item, Verdict.ACCEPT if item.suggestion else Verdict.ADD, marks, note, span)


def _is_said(session: Session, target: Target, word: Word) -> bool:
    """Whether the coder said this, or something by hand since it was imported."""
    latest = session.words_on(target)[-1:]
    if not latest:
        return False
    span = word.span or Span(word.item.segment.start, word.item.segment.end)
    same = latest[0].verdict in CODED and (latest[0].anchor.start, latest[0].anchor.end) == tuple(span)
    return same or not latest[0].origin.startswith(IMPORTED)


def _gone(session: Session, codings: Sequence[ForeignCoding], documents: set[str]) -> Iterator[Word]:
    """What the coder once coded in these interviews by an import, and the file has no more: taken back."""
    here = {f"{IMPORTED}{coding.id}" for coding in codings}
    for item in session.items():
        decision = item.decision
        if (
            decision is not None
            and item.is_coded
            and decision.origin.startswith(IMPORTED)
            and decision.origin not in here
            and item.target.document_id in documents
        ):
            yield Word(item, Verdict.WITHDRAW)


def _mark_read(study: Study, session: Session, coded_in: set[str], documents: Mapping[str, str], read: Read) -> None:
    """Note that the coder has read the interviews in which they coded, or all."""
    wanted = {Read.CODED: coded_in, Read.ALL: {*documents.values()}, Read.NONE: set[str]()}[read]
    library = session.library
    passages = [
        segment
        for segment in library.segments.values()
        if segment.document_id in wanted and is_informants(library, segment)
    ]
    if passages:
        keep_read(study, session, passages, library.codebook.sha256)
        where = ", where they coded" if read is Read.CODED else ""
        study.voice.note(
            f"{plural(len(wanted), 'interview')} taken as read by {session.coder}{where} (`--read none`: no)"
        )
