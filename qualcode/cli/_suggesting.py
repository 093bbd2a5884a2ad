"""Applying the codebook to the transcripts, and to what has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from qualcode.cli._study import Study
from qualcode.model.codebook import Codebook
from qualcode.model.hits import Hits


def follow_codebook(study: Study) -> None:
    """Where a codebook was applied, apply it again to what has changed since: passages, speakers, words."""
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
    from qualcode.suggesters.untouched import find_untouched
    from qualcode.suggesters.workers.processes import suggest_in_processes

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
