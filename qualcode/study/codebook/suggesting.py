"""Apply the codebook to the transcripts and to what has changed since, and name decisions whose rule changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Decision, Verdict
from qualcode.model.hits import Hits
from qualcode.model.wording import plural
from qualcode.study.unread import say_unread

if TYPE_CHECKING:
    from qualcode.study.study import Study

_MOST_NAMED = 10


def follow_codebook(study: Study) -> None:
    """Apply the codebook in force again to passages, speakers and words that changed since, and say so."""
    codebook = study.project.codebook()
    if codebook is not None:
        outcome = apply_codebook(study, codebook)
        if outcome.n_rematched:
            study.voice.note(f"suggestions followed: {outcome.n_suggestions:,} now")


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


def apply_codebook(study: Study, codebook: Codebook, *, n_processes: int = 0) -> SuggestOutcome:
    """Suggest codes for every informant passage; documents and rules that did not change cost nothing.

    `n_processes` is how many share the work; 0 for two where it pays.
    """
    from qualcode.store.suggestions import segments_in
    from qualcode.suggesters import check_patterns, compile_codebook, find_stale, without_model
    from qualcode.suggesters.processes import suggest_in_processes
    from qualcode.suggesters.untouched import find_untouched

    project = study.project
    check_patterns(codebook)
    if left_out := without_model(codebook):
        study.voice.warn(
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
    passages = study.voice.progress(
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

    found = suggest_in_processes(
        passages, matcher, n_documents=len(touched), document_keys=document_keys, n_processes=n_processes
    )
    project.save_hits(compared(found))
    project.rekey_hits(standing)
    project.retire_hits(document_ids=stale.retired_document_ids, code_ids=stale.retired_code_ids)
    for (document_id, code_id), (_, columns) in before.items():
        if document_id in stale.retired_document_ids or code_id in stale.retired_code_ids:
            outcome.retired += len(segments_in(columns))
            outcome.places.add((document_id, code_id))
        else:
            outcome.kept += len(segments_in(columns))
    return outcome


def suggest_codes(study: Study, codebook: Codebook, *, n_processes: int = 0) -> SuggestOutcome:
    """Apply a codebook on record: keep what it changed in the log, and name decisions that rest on a changed rule."""
    outcome = apply_codebook(study, codebook, n_processes=n_processes)
    say_unread(study)
    changes = {"added": outcome.added, "kept": outcome.kept, "retired": outcome.retired}
    study.project.record_run("suggest", changes)
    _say_resting(study, outcome.places)
    return outcome


def say_applied_once(study: Study, path: Path) -> None:
    """Warn of a codebook that is not the study's own: the next `suggest` does not know of it."""
    own = study.codebook_path
    if path.resolve() != own.resolve():
        study.voice.warn(
            f"{path} is not the study's own codebook: the next `qualcode suggest` applies {own.name} again",
            f'to go on with it, put it into the study\'s folder and write codebook = "{path.name}" under [study] in '
            "qualcode.toml",
        )


def resting_on_changes(study: Study, places: Collection[tuple[str, str]]) -> list[Decision]:
    """Find decisions, on some documents and codes, whose suggestion finds other words today or is gone."""
    decisions = list(study.project.decisions())
    if not decisions:
        return []
    from qualcode.review.library import evidence_sha256

    replaced = {id_ for decision in decisions for id_ in (*decision.supersedes, decision.undoes)}
    asked = [
        decision
        for decision in decisions
        if decision.id not in replaced
        and decision.verdict in (Verdict.ACCEPT, Verdict.REJECT)
        and decision.evidence_sha256
        and (decision.anchor.document_id, decision.code_id) in places
    ]
    today = {
        (found.segment_id, found.code_id): evidence_sha256(found)
        for document_id in dict.fromkeys(decision.anchor.document_id for decision in asked)
        for found in study.project.suggestions(document_id)
    }
    return [
        decision
        for decision in asked
        if today.get((decision.anchor.segment_id, decision.code_id)) != decision.evidence_sha256
    ]


def _say_resting(study: Study, places: Collection[tuple[str, str]]) -> None:
    """Name the decisions that rest on a changed rule; they stand until someone decides again."""
    resting = resting_on_changes(study, places) if places else []
    if resting:
        named = ", ".join(f"{one.anchor.segment_id} {one.code_id}" for one in resting[:_MOST_NAMED])
        more = f" and {len(resting) - _MOST_NAMED:,} more" if len(resting) > _MOST_NAMED else ""
        study.voice.note(
            f"{plural(len(resting), 'decision')} made on words the rules no longer find as they were: {named}{more}"
        )
        study.voice.note("They stand; `qualcode review` shows them as changed.")
