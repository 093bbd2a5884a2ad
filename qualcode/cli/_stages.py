"""The stages in their order, for the commands that go through several of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qualcode.cli._say import Voice
from qualcode.cli._study import Study
from qualcode.errors import ReadError
from qualcode.model.codebook import Codebook
from qualcode.model.document import Document, Role
from qualcode.model.informant import Roster
from qualcode.model.problem import Problem


@dataclass(slots=True)
class ImportOutcome:
    """What an import did, file by file."""

    documents: list[Document] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failures: list[ReadError] = field(default_factory=list)
    left_out: list[tuple[Path, str]] = field(default_factory=list)


def load_roster(study: Study, path: Path | None = None) -> Roster:
    """Read the roster people edit and keep it in the study; the one kept last where there is no file."""
    from qualcode.readers.roster import read_roster

    path = path or study.roster_path
    if not path.exists():
        return study.project.roster()
    roster = read_roster(path)
    study.project.keep_source("roster", path.name, path.read_bytes())
    study.project.save_roster(roster)
    return roster


def load_codebook(study: Study, path: Path | None = None) -> Codebook:
    """Read the codebook people edit and keep it in the study."""
    from qualcode.readers.codebook import read_codebook

    codebook = read_codebook(path or study.codebook_path)
    study.project.save_codebook(codebook)
    return codebook


def import_transcripts(study: Study, paths: Sequence[Path], roster: Roster, voice: Voice) -> ImportOutcome:
    """Read files into the study; each file is imported whole or not at all, and the bad ones are named."""
    from qualcode.readers import find_files, read_documents
    from qualcode.readers.roster import match_documents

    outcome = ImportOutcome()
    files, outcome.left_out = find_files(paths)
    for path in voice.progress(files, len(files), "Reading transcripts"):
        try:
            documents = read_documents(path)
            ids = match_documents(roster, [document.name for document in documents])
            for document in documents:
                _import_one(study, replace(document, id=ids.get(document.name, document.id)), roster, outcome)
        except ReadError as error:
            outcome.failures.append(error)
    return outcome


def _import_one(study: Study, document: Document, roster: Roster, outcome: ImportOutcome) -> None:
    from qualcode.segmenters import SEGMENTER, segment_document

    project = study.project
    known = project.has_source(document.source_sha256)
    if known is not None:
        outcome.unchanged.append(known)
        return
    document = with_roles(study, document, roster)
    segments = segment_document(document, words=study.settings.segments.words)
    project.add_document(document, segments, segmenter=SEGMENTER)
    outcome.documents.append(document)


def with_roles(study: Study, document: Document, roster: Roster) -> Document:
    """The document with each turn's role and informant, from the settings, the labels and the roster."""
    from qualcode.readers.roles import assign_roles

    roles = study.settings.roles
    return assign_roles(document, roster, overrides={**roles.get("*", {}), **roles.get(document.id, {})})


def roster_problems(study: Study, roster: Roster) -> list[Problem]:
    """Rows without a transcript, transcripts without a row, types probably misspelled."""
    from qualcode.readers.roster import check_roster

    return check_roster(roster, study.project.document_ids(), known_types=study.settings.study.types)


@dataclass(frozen=True, slots=True)
class SuggestOutcome:
    """What applying the codebook changed."""

    n_suggestions: int
    n_documents: int
    n_rematched: int
    added: int
    retired: int


def apply_codebook(study: Study, codebook: Codebook, voice: Voice) -> SuggestOutcome:
    """Suggest codes for every informant passage; documents and rules that did not change cost nothing."""
    from qualcode.suggesters import compile_codebook, suggest

    project = study.project
    matcher = compile_codebook(codebook, cache=project.cache)
    ids = project.document_ids()
    total = added = retired = rematched = 0
    for document_id in voice.progress(ids, len(ids), "Applying the codebook"):
        document = project.document(document_id)
        key = f"{document.sha256}:{codebook.sha256}:{_roles_key(document)}"
        if project.suggestion_key(document_id) == key:
            total += len(project.suggestions(document_id))
            continue
        before = {suggestion.id for suggestion in project.suggestions(document_id)}
        suggestions = suggest(document, project.segments(document_id), matcher)
        project.replace_suggestions(document_id, suggestions, key=key)
        after = {suggestion.id for suggestion in suggestions}
        total += len(after)
        added += len(after - before)
        retired += len(before - after)
        rematched += 1
    return SuggestOutcome(total, len(ids), rematched, added, retired)


def _roles_key(document: Document) -> str:
    return "".join("i" if turn.role is Role.INFORMANT else "-" for turn in document.turns)


def display_labels(study: Study, roster: Roster) -> Mapping[str, str]:
    """What each informant type is called in tables and attributions, so that nobody can be told from it."""
    from qualcode.privacy.minimum_cell import display_types

    settings = study.settings
    return display_types(roster, settings.groupings, settings.privacy.minimum_cell, settings.privacy.allowed)


def words_in(documents: Iterable[Document], role: Role) -> int:
    """How many words speakers of a role said."""
    return sum(
        len(document.text[turn.start : turn.end].split())
        for document in documents
        for turn in document.turns
        if turn.role is role
    )
