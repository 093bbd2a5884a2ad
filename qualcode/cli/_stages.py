"""The stages in their order, for the commands that go through several of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qualcode.cli._importing import known_questions, with_roles
from qualcode.cli._say import Voice
from qualcode.cli._study import Study
from qualcode.model.codebook import Codebook
from qualcode.model.document import Document, Role
from qualcode.model.hits import Hits
from qualcode.model.informant import Roster
from qualcode.model.problem import Problem


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


def draft_roster(study: Study, voice: Voice) -> None:
    """Add a row to the list of informants for each interview without one; a person fills in the rest."""
    from qualcode.readers.roster import read_roster
    from qualcode.readers.roster_draft import draft_rows, with_rows
    from qualcode.reports.files import write_whole

    path = study.roster_path
    known = read_roster(path) if path.exists() and path.stat().st_size else Roster()
    rows = draft_rows(study.project.documents(), known)
    if not rows:
        voice.note(f"{path}: every imported interview has a row")
        return
    write_whole(path, with_rows(path, rows))
    added = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
    voice.note(
        f"{added} added to {path}. Open it, write each informant_type (CSO, UN agency …), give people better "
        "ids where you like, save it; then `qualcode informants` shows what was understood"
    )


def load_codebook(study: Study, path: Path | None = None) -> Codebook:
    """Read the codebook people edit, say what changed by hand, and keep it in the study."""
    from qualcode.cli._codebook_edits import explain_hand_edits
    from qualcode.readers.codebooks import read_codebook

    codebook = read_codebook(path or study.codebook_path)
    explain_hand_edits(study, codebook, Voice())
    study.project.save_codebook(codebook)
    return codebook


def assign_again(study: Study, roster: Roster) -> list[Document]:
    """Every transcript with its roles found anew, after the roster or the settings changed; text and passages stay."""
    questions = known_questions(study, ())
    documents = []
    for earlier, segments in list(study.project.segmented()):
        document = with_roles(study, earlier, roster, questions, segments)
        if document != earlier:
            study.project.set_roles(document)
        documents.append(document)
    # Earlier versions too: whoever withdraws consent later must be found in them.
    for version, earlier, segments in study.project.earlier_versions():
        document = with_roles(study, earlier, roster, questions, segments)
        if document != earlier:
            study.project.set_roles(document, version=version)
    return documents


def roster_problems(study: Study, roster: Roster) -> list[Problem]:
    """Rows without a transcript, transcripts without a row, types probably misspelled, speakers nobody is known for."""
    from qualcode.readers.roster import appearances_in
    from qualcode.readers.roster_checks import check_roster

    problems = check_roster(roster, study.project.document_ids(), known_types=study.settings.study.types)
    problems += _role_problems(study, roster)
    for document in study.project.documents():
        if not appearances_in(roster, document.id, document.name):
            continue  # said already: a transcript without a row
        whose = [turn.speaker for turn in document.turns if turn.role is Role.INFORMANT and turn.informant_id is None]
        if whose:
            speakers = ", ".join(dict.fromkeys(speaker or "no label" for speaker in whose))
            problems.append(
                Problem(
                    where=document.id,
                    message=f"informant turns of nobody in the roster: {len(whose)} ({speakers}); counted for nobody",
                    hint="write the label into the roster's speaker column, in the row of whoever says it",
                    is_error=False,
                )
            )
    return problems


def _role_problems(study: Study, roster: Roster) -> Iterator[Problem]:
    """Corrections in the settings that name neither a role nor an informant."""
    known = {*Role, *(informant.id.casefold() for informant in roster.informants)}
    for document_id, labels in study.settings.roles.items():
        for label, what in labels.items():
            if what.casefold() not in known:
                yield Problem(
                    where=f"qualcode.toml: roles.{document_id}: {label}",
                    message=f"{what} is neither a role nor an informant of the list",
                    hint="write interviewer, informant, other, or an informant's id",
                    is_error=False,
                )


def follow_codebook(study: Study, voice: Voice) -> None:
    """Where a codebook was applied, apply it again to what has changed since: passages, speakers, words."""
    codebook = study.project.codebook()
    if codebook is not None:
        outcome = apply_codebook(study, codebook, voice)
        if outcome.n_rematched:
            voice.note(f"suggestions followed: {outcome.n_suggestions:,} now")


@dataclass(slots=True)
class SuggestOutcome:
    """What applying the codebook changed, in suggestions."""

    n_documents: int
    n_rematched: int = 0
    added: int = 0
    kept: int = 0
    retired: int = 0
    places: set[tuple[str, str]] = field(default_factory=set)
    """Documents and codes that were matched again, or whose suggestions went."""

    @property
    def n_suggestions(self) -> int:
        """How many are made now."""
        return self.added + self.kept


def apply_codebook(study: Study, codebook: Codebook, voice: Voice) -> SuggestOutcome:
    """Suggest codes for every informant passage; documents and rules that did not change cost nothing."""
    from qualcode.store.suggestions import segments_in
    from qualcode.suggesters import check_patterns, compile_codebook, find_stale, suggest, without_model
    from qualcode.suggesters.untouched import find_untouched

    project = study.project
    check_patterns(codebook)
    if left_out := without_model(codebook):
        voice.warn(
            f"no English language model: patterns of {', '.join(left_out)} that need lemma or part of speech "
            'are left out; pip install "qualcode[en]" brings it'
        )
    document_keys = project.document_keys()
    before = project.matched()
    hit_keys = {place: key for place, (key, _) in before.items()}
    stale = find_stale(codebook, document_keys, hit_keys)
    standing = find_untouched(
        codebook, project.codebooks_before(codebook.sha256), stale, document_keys, hit_keys, project.texts
    )
    touched = [id_ for id_ in stale.document_ids if (id_, stale.code_ids[0]) not in standing]
    outcome = SuggestOutcome(len(document_keys), len(touched))
    matcher = compile_codebook(codebook, only=stale.code_ids, cache=project.cache)
    passages = voice.progress(
        project.passages(touched, sentences=matcher.needs_sentences), len(touched), "Applying the codebook"
    )

    def compared(found: Iterable[Hits]) -> Iterator[Hits]:
        for hits in found:
            old = segments_in(before.pop((hits.document_id, hits.code_id), ("", b""))[1])
            new = hits.segments()
            outcome.places.add((hits.document_id, hits.code_id))
            outcome.added += len(new - old)
            outcome.kept += len(new & old)
            outcome.retired += len(old - new)
            yield hits

    project.save_hits(compared(suggest(passages, matcher, document_keys=document_keys)))
    project.rekey_hits(standing)
    project.retire_hits(document_ids=stale.retired_document_ids, code_ids=stale.retired_code_ids)
    for (document_id, code_id), (_, columns) in before.items():
        if document_id in stale.retired_document_ids or code_id in stale.retired_code_ids:
            outcome.retired += len(segments_in(columns))
            outcome.places.add((document_id, code_id))
        else:
            outcome.kept += len(segments_in(columns))
    return outcome


def words_in(documents: Iterable[Document], role: Role) -> int:
    """How many words speakers of a role said."""
    return sum(
        len(document.text[turn.start : turn.end].split())
        for document in documents
        for turn in document.turns
        if turn.role is role
    )
