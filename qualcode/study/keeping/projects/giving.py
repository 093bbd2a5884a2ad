"""A study as a project for another program: texts with their labels, codes, codings, people, memos."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.exchange.contrary import NOT_QUOTED
from qualcode.exchange.own_codes import GUID_LENGTH, code_guid, contrary_guid, foreign_codes, guid_of
from qualcode.exchange.project import (
    SPEAKER,
    ForeignCase,
    ForeignCoding,
    ForeignNote,
    ForeignProject,
    ForeignText,
)
from qualcode.exchange.refi.write import CONVENTIONS, write_refi
from qualcode.exchange.taguette_out import write_taguette
from qualcode.files.write import write_whole
from qualcode.model.codebook import Code
from qualcode.model.coding import Mark
from qualcode.model.document import Document
from qualcode.model.journal import About
from qualcode.model.naming import did_you_mean, file_stem
from qualcode.model.nouns import dataclass
from qualcode.model.text import Span
from qualcode.model.wording import plural
from qualcode.review.standing import IMPORTED
from qualcode.study.folder import refuse_own_files
from qualcode.study.review.coders import coders_of, expect_coder
from qualcode.study.review.sessions import open_library, open_session

if TYPE_CHECKING:
    from qualcode.study.study import Study

RULES = "qualcode rules"
"""The coder of what the rules propose."""
OFF_RECORD = "[left out: off record]"
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenOptions:
    """What of a study goes into a project."""

    without_codings: bool = False
    """For a second coder, who is not to see them."""
    suggestions: bool = False
    """Also what the rules propose, as a coder of their own."""
    coder: str = ""
    """Only this coder's."""


@dataclass(frozen=True, slots=True)
class _Labelled:
    """An interview as other programs show it: with its labels, and where each character went."""

    text: str
    starts: tuple[tuple[int, int, int], ...]
    """Of each turn that is written: start and end in the document, and the start in `text`."""

    def span(self, start: int, end: int) -> Span | None:
        """Where a stretch of the interview stands; None where nothing of it is written."""
        inside = [turn for turn in self.starts if turn[0] < end and start < turn[1]]
        if not inside:
            return None
        first, last = inside[0], inside[-1]
        return Span(max(start, first[0]) - first[0] + first[2], min(end, last[1]) - last[0] + last[2])


@dataclass(slots=True)
class _Giving:
    """A study that is being written."""

    study: Study
    options: GivenOptions
    texts: dict[str, _Labelled] = field(default_factory=dict)
    contrary: set[str] = field(default_factory=set)
    """Codes with passages that deny them."""
    guids: dict[str, str] = field(default_factory=dict)
    """Of the codes, by their ids."""
    left: Counter[str] = field(default_factory=Counter)

    def project(self) -> ForeignProject:
        library = open_library(self.study, suggestions=self.options.suggestions)
        self.guids = {code.id: code_guid(code) for code in library.codebook.codes}
        self.left["codes with terms, patterns or tests"] = sum(_has_rules(code) for code in library.codebook.codes)
        codings = [] if self.options.without_codings else list(self._all_codings())
        off_record = {coding.segment for coding in codings if Mark.OFF_RECORD in coding.marks}
        hidden = {segment: library.segments[segment] for segment in off_record if segment in library.segments}
        documents = list(library.documents.values())
        self.left["times of turns"] = sum(turn.started_at is not None for each in documents for turn in each.turns)
        for document in documents:
            spans = [Span(s.start, s.end) for s in hidden.values() if s.document_id == document.id]
            self.texts[document.id] = labelled(document, spans)
        written = [made for coding in codings if (made := self._coding(coding)) is not None]
        return ForeignProject(
            name=self.study.name,
            program="qualcode",
            texts=tuple(
                ForeignText(id=document.id, name=file_stem(document.name), text=self.texts[document.id].text)
                for document in documents
            ),
            codes=tuple(foreign_codes(library.codebook.codes, denied=self.contrary)),
            codings=tuple(written),
            cases=tuple(self._cases(documents)),
            notes=tuple(self._notes()) if not self.options.without_codings else (),
        )

    def _all_codings(self) -> Iterator[_Coding]:
        names = [expect_coder(self.study, self.options.coder)] if self.options.coder else coders_of(self.study)
        for name in names:
            session = open_session(self.study, name, suggestions=False)
            for item in session.items():
                if item.decision is None or not item.is_coded:
                    continue
                start, end = session.stretch(item)
                yield _Coding(
                    id=item.decision.id,
                    origin=item.decision.origin.removeprefix(IMPORTED)
                    if item.decision.origin.startswith(IMPORTED)
                    else "",
                    code=item.target.code_id,
                    document=item.target.document_id,
                    segment=item.target.segment_id,
                    span=Span(start, end),
                    coder=name,
                    at=item.decision.decided_at,
                    marks=item.decision.marks,
                    note=item.decision.note,
                )
        if self.options.suggestions:
            library = open_library(self.study)
            for each in library.suggestions:
                segment = library.segments[each.segment_id]
                yield _Coding(
                    id=each.id,
                    code=each.code_id,
                    document=each.document_id,
                    segment=each.segment_id,
                    span=Span(segment.start, segment.end),
                    coder=RULES,
                )

    def _coding(self, coding: _Coding) -> ForeignCoding | None:
        span = self.texts[coding.document].span(*coding.span)
        if span is None:
            self.left["codings of what was said off the record"] += 1
            return None
        is_contrary = Mark.CONTRARY in coding.marks
        if is_contrary:
            self.contrary.add(coding.code)
        unquoted = f"{NOT_QUOTED} " if Mark.DO_NOT_QUOTE in coding.marks else ""
        return ForeignCoding(
            id=coding.origin if len(coding.origin) == GUID_LENGTH else guid_of("coding", coding.id, coding.code),
            code=contrary_guid(coding.code) if is_contrary else self.guids[coding.code],
            text=coding.document,
            start=span.start,
            end=span.end,
            coder=coding.coder,
            coded_at=coding.at,
            note=f"{unquoted}{coding.note}".strip(),
        )

    def _cases(self, documents: Sequence[Document]) -> Iterator[ForeignCase]:
        spoken: dict[str, dict[str, None]] = {}
        labels: dict[str, dict[str, None]] = {}
        for document in documents:
            together = len({person for turn in document.turns for person in turn.informants}) > 1
            for turn in document.turns:
                for person in turn.informants:
                    spoken.setdefault(person, {})[document.id] = None
                    if together:
                        labels.setdefault(person, {})[turn.speaker] = None
        for informant in self.study.roster().informants:
            own = {"informant_type": informant.informant_type, "organisation": informant.organisation}
            own[SPEAKER] = "; ".join(labels.get(informant.id, ()))
            variables = {name: value for name, value in {**own, **informant.variables}.items() if value}
            texts = tuple(spoken.get(informant.id, ()))
            yield ForeignCase(name=informant.id, texts=texts, variables=MappingProxyType(variables))

    def _notes(self) -> Iterator[ForeignNote]:
        segments = open_library(self.study, suggestions=False).segments
        for memo in self.study.store.log.memos():
            note = ForeignNote(
                id=memo.id, about=memo.about, text=memo.text, author=memo.coder, written_at=memo.written_at
            )
            if memo.about is About.PASSAGE and memo.target in segments:
                segment = segments[memo.target]
                span = self.texts[segment.document_id].span(segment.start, segment.end)
                if span is not None:
                    yield replace(note, target=segment.document_id, start=span.start, end=span.end)
            elif memo.about is About.CODE and memo.target in self.guids:
                yield replace(note, target=self.guids[memo.target])
            elif memo.about is About.STUDY or memo.target in self.texts:
                yield replace(note, target=memo.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coding:
    """A coder's code on a stretch of an interview."""

    id: str
    code: str
    document: str
    segment: str
    span: Span
    coder: str
    origin: str = ""
    at: str = ""
    marks: tuple[Mark, ...] = ()
    note: str = ""


def labelled(document: Document, hidden: Sequence[Span] = ()) -> _Labelled:
    """The interview with a label before each turn and an empty line between turns; what is hidden is said to be."""
    pieces: list[str] = []
    starts: list[tuple[int, int, int]] = []
    length = 0

    def add(words: str) -> None:
        nonlocal length
        pieces.append(words)
        length += len(words)

    for turn in document.turns:
        add(_BETWEEN if pieces else "")
        add(f"{turn.speaker}: " if turn.speaker else "")
        place = turn.start
        for gap in sorted(span for span in hidden if span.start < turn.end and turn.start < span.end):
            starts.append((place, max(place, gap.start), length))
            add(document.text[place : max(place, gap.start)])
            add(OFF_RECORD)
            place = min(gap.end, turn.end)
        starts.append((place, turn.end, length))
        add(document.text[place : turn.end])
    return _Labelled("".join(pieces), tuple(each for each in starts if each[0] < each[1]))


def _has_rules(code: Code) -> bool:
    return bool(code.terms or code.near or code.patterns or code.match or code.no_match)


def given_project(study: Study, options: GivenOptions) -> tuple[ForeignProject, Mapping[str, int]]:
    """The study as a project, and what of it is not in there, by what it is called."""
    giving = _Giving(study, options)
    project = giving.project()
    return project, giving.left


def export_project(
    study: Study, *, refi: Path | None, taguette: Path | None, program: str, options: GivenOptions
) -> None:
    """Write the study as a REFI-QDA project for a program, or as a Taguette project.

    UsageError where the program is not one of those known, or the file's name has another ending.
    """
    if program not in CONVENTIONS:
        raise UsageError(f"--for {program}: no such program", hint=did_you_mean(program, CONVENTIONS))
    if taguette is not None and program != "standard":
        raise UsageError(f"--for {program}: a Taguette project is for Taguette", hint="leave out --for")
    to, ending = (refi, ".qdpx") if refi is not None else (taguette, ".sqlite3")
    assert to is not None  # noqa: S101  # for the type checker
    if to.suffix.lower() != ending:
        raise UsageError(f"{to}: such a project ends in {ending}", hint="give it a name that does")
    refuse_own_files(to)
    project, left = given_project(study, options)
    write_whole(to, write_taguette(project) if refi is None else write_refi(project, CONVENTIONS[program]))
    study.voice.note(
        f"{plural(len(project.texts), 'interview')}, {plural(len(project.codes), 'code')}, "
        f"{plural(len(project.codings), 'coding')} written to {to}; they hold words of the interviews"
    )
    if refi is None and len(coders := {coding.coder for coding in project.codings}) > 1:
        study.voice.warn(
            f"Taguette knows no coders: those of {len(coders)} are one there", "--coder NAME writes one coder's alone"
        )
    _say_left(study, left)


def _say_left(study: Study, left: Mapping[str, int]) -> None:
    log = study.store.log
    rejected = sum(decision.verdict in ("reject", "skip") for decision in log.decisions())
    counts = {"rejections and skips": rejected, **left, "read marks": len(log.read_marks())}
    said = [f"{n:,} {what}" for what, n in counts.items() if n]
    if said:
        study.voice.note(f"not in the file: {', '.join(said)}; they stay in the study")
