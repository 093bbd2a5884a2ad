"""Transcripts into a study: new ones, corrected ones, and those that are there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli._look_alikes import look_alikes
from qualcode.cli._reading_options import options_for
from qualcode.cli._say import Voice
from qualcode.cli._study import Study
from qualcode.errors import ReadError
from qualcode.model.document import Document, Segment
from qualcode.model.informant import Roster
from qualcode.model.place import Found
from qualcode.store.backup import back_up

if TYPE_CHECKING:
    from qualcode.model.guide import Guide
    from qualcode.readers import ReadOptions
    from qualcode.segmenters.versions import Carried


LONG_ENOUGH = 500
"""Characters: two interviews of that length do not have the same words by chance."""


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What a corrected transcript did to the passages and decisions of the earlier version."""

    document_id: str
    version: int
    carried: Carried
    decisions: Counter[Found]
    """How many decisions were found again how."""
    in_doubt: tuple[str, ...]
    """Decisions a person has to look at, by passage and code; never their words."""


@dataclass(slots=True)
class ImportOutcome:
    """What an import did, file by file."""

    documents: list[Document] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    copies: list[tuple[str, str]] = field(default_factory=list)
    """Files that hold what another one holds, and that other."""
    alike: list[tuple[str, str]] = field(default_factory=list)
    """Interviews that say mostly what another one says, and that other."""
    failures: list[ReadError] = field(default_factory=list)
    left_out: list[tuple[Path, str]] = field(default_factory=list)
    versions: list[NewVersion] = field(default_factory=list)
    retold: list[str] = field(default_factory=list)
    """Earlier interviews in which somebody's role or informant is another now."""
    backup: Path | None = None
    """Of the study as it was before its first new version."""

    @property
    def found_nothing(self) -> bool:
        """Whether there was no file at all where one was looked for."""
        return not (self.documents or self.unchanged or self.copies or self.failures or self.left_out)


def import_transcripts(
    study: Study,
    paths: Sequence[Path],
    roster: Roster,
    voice: Voice,
    options: ReadOptions | None = None,
    *,
    again: bool = False,
) -> ImportOutcome:
    """Read files into the study; each file is imported whole or not at all, and the bad ones are named.

    `again` reads files that are imported already; what then differs becomes a new version.
    """
    from qualcode.readers import ReadOptions, find_files
    from qualcode.readers.roster import match_documents

    outcome = ImportOutcome()
    files, outcome.left_out = find_files(paths)
    named = match_documents(roster, [path.name for path in files])
    files = sorted(files, key=lambda path: path.name not in named)  # of two copies the one that the roster names
    read: list[Document] = []
    known = study.project.document_names()
    for path in voice.progress(files, len(files), "Reading transcripts"):
        try:
            how = options_for(study, path, options or ReadOptions())
            new = _read_new(study, path, roster, how, outcome, known, read, again=again)
            if new and how.split:
                _warn_of_whole(study, path, voice)
            read += new
        except ReadError as error:
            outcome.failures.append(error)
    questions = known_questions(study, read)
    for document in read:
        _import_one(study, document, roster, questions, outcome, is_known=document.id in known)
    if outcome.documents:
        before = set(known) - {document.id for document in outcome.documents}
        outcome.alike = look_alikes(outcome.documents, study.project.documents(sorted(before)))
    return outcome


def _warn_of_whole(study: Study, path: Path, voice: Voice) -> None:
    """A file that was imported before it was split is in the study twice."""
    from qualcode.readers.source import read_source

    whole = study.project.has_source(read_source(path).sha256)
    if whole is not None:
        voice.warn(
            f"{path.name}: was imported whole before, as {whole}",
            f"take the row of {whole} out of the list of informants, so that its words count once",
        )


@dataclass(frozen=True, slots=True)
class KnownQuestions:
    """What is the interviewer's, labelled or not."""

    repeated: frozenset[str]
    """Paragraphs that several transcripts of the study share: a form's questions."""
    guide: Guide | None


def known_questions(study: Study, documents: Iterable[Document]) -> KnownQuestions:
    """From the transcripts of the study, those to be imported, and the interview guide."""
    from qualcode.readers.speakers.unlabelled import repeated_paragraphs

    return KnownQuestions(repeated_paragraphs([*study.project.documents(), *documents]), study.guide())


def with_roles(
    study: Study, document: Document, roster: Roster, questions: KnownQuestions, segments: Sequence[Segment] = ()
) -> Document:
    """The document with each turn's role and informant, from the settings, the labels, the roster and the guide.

    `segments` are its passages: the settings may correct the turn of one of them.
    """
    from qualcode.questions import guide_turns
    from qualcode.readers.speakers.roles import assign_roles

    overrides = role_overrides(study.settings.roles, document.id)
    return assign_roles(
        document,
        roster,
        overrides,
        one_by_one={segment.turn: overrides[segment.id] for segment in segments if segment.id in overrides},
        repeated=questions.repeated,
        guided=guide_turns(questions.guide, document) if questions.guide else frozenset(),
    )


def role_overrides(roles: Mapping[str, Mapping[str, str]], document_id: str) -> dict[str, str]:
    """What the settings say of the labels in a document: those for every document, then its own."""
    return {**roles.get("*", {}), **roles.get(document_id, {})}


def _read_new(
    study: Study,
    path: Path,
    roster: Roster,
    options: ReadOptions,
    outcome: ImportOutcome,
    names: Mapping[str, str],
    read: Sequence[Document],
    *,
    again: bool,
) -> list[Document]:
    """The interviews in a file under their roster names, without those that are imported already as they are."""
    from qualcode.readers import read_documents
    from qualcode.readers.roster import match_documents

    documents = read_documents(path, options)
    ids = match_documents(roster, [document.name for document in documents])
    new: list[Document] = []
    for document in documents:
        known = study.project.has_source(document.source_sha256)
        own = ids.get(document.name, document.id)
        if names.get(own) != document.name and not (again and known):
            original = _original(study, document, [*read, *new], names, known)
            if original:
                outcome.copies.append((document.name, original))
                continue
        document = replace(document, id=known or own)
        earlier = known or (document.id if names.get(document.id) == document.name else None)
        if earlier is not None and ((known and not again) or not _differs(study, document, earlier)):
            outcome.unchanged.append(earlier)
        else:
            _refuse_second(document, {} if again else names, [*read, *new])
            new.append(document)
    return new


def _original(
    study: Study, document: Document, read: Sequence[Document], names: Mapping[str, str], known: str | None
) -> str | None:
    """The name of another file, imported or about to be, that holds this very interview."""
    is_long = len(document.text) >= LONG_ENOUGH and "#" not in document.name
    for other in read:
        if other.source_sha256 == document.source_sha256 or (is_long and other.sha256 == document.sha256):
            return other.name
    known = known or (study.project.has_text(document.sha256) if is_long else None)
    name = names.get(known or "", document.name)
    return None if name == document.name else name


def _differs(study: Study, document: Document, known: str) -> bool:
    """Whether text, turns or passages are others than before; roles are not for reading to say."""
    from qualcode.segmenters import segment_document

    earlier = study.project.document(known)
    turns, before = ([(t.start, t.end, t.speaker) for t in d.turns] for d in (document, earlier))
    if document.text != earlier.text or turns != before:
        return True
    cut = segment_document(earlier, words=study.settings.segments.words)
    return [(s.start, s.end) for s in cut] != [(s.start, s.end) for s in study.project.segments(known)]


def _refuse_second(document: Document, names: Mapping[str, str], read: Sequence[Document]) -> None:
    """Two files of one name (`kii-01.docx`, `KII 01.txt`) are two interviews or one corrected: the evaluator knows."""
    new = {other.id: other.name for other in read}
    other = new.get(document.id, names.get(document.id))
    if other is not None and (other != document.name or document.id in new):
        raise ReadError(
            f"{document.name}: would be {document.id}, as {other} is",
            hint=f"rename it where it is another interview; where it replaces {other}, import it with --reread",
        )


def _import_one(
    study: Study,
    document: Document,
    roster: Roster,
    questions: KnownQuestions,
    outcome: ImportOutcome,
    *,
    is_known: bool,
) -> None:
    from qualcode.segmenters import SEGMENTER, segment_document
    from qualcode.segmenters.versions import carry_segments, with_carried_ids

    project = study.project
    document = with_roles(study, document, roster, questions)
    segments = segment_document(document, words=study.settings.segments.words)
    carried = None
    try:
        if is_known:
            earlier = project.document(document.id)
            carried = carry_segments(earlier.text, project.segments(document.id), document.text, segments)
            segments = with_carried_ids(segments, carried.old_ids, project.next_ordinal(document.id))
            document = with_roles(study, document, roster, questions, segments)
            if outcome.backup is None:
                outcome.backup = back_up(project.path, "before-new-version")
        version = project.add_document(document, segments, segmenter=SEGMENTER)
    except ReadError as error:
        outcome.failures.append(error)
        return
    outcome.documents.append(document)
    if carried:
        outcome.versions.append(_new_version(study, document, carried, version))


def _new_version(study: Study, document: Document, carried: Carried, version: int) -> NewVersion:
    """What became of the passages, and of every decision that stood."""
    from qualcode.review.anchors import locate
    from qualcode.review.standing import ADJUDICATION, DECIDED, sort_decisions, target_of_decision

    log = sort_decisions(study.project.decisions(document_id=document.id))
    standing = {
        (decision.coder, decision.origin == ADJUDICATION, target_of_decision(decision)): decision for decision in log
    }
    found: Counter[Found] = Counter()
    in_doubt = []
    for decision in standing.values():
        if decision.verdict in DECIDED:
            place = locate(decision.anchor, document)
            found[place.found] += 1
            if not place.counts:
                in_doubt.append(f"{decision.anchor.segment_id}, {decision.code_id} ({decision.coder}): {place.found}")
    return NewVersion(
        document_id=document.id, version=version, carried=carried, decisions=found, in_doubt=tuple(in_doubt)
    )
