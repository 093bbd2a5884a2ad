"""Applying the codebook to the transcripts, and to what has changed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING

from qualcode.model.codebook import Codebook
from qualcode.model.hits import Hits, Slot

if TYPE_CHECKING:
    from qualcode.model.coding import Judged
    from qualcode.study.study import Study
    from qualcode.suggesters.work import Plan


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
    from qualcode.suggesters import SUGGESTERS, Material, check_patterns, without_model
    from qualcode.suggesters.work import plan_work
    from qualcode.suggesters.workers import share_out

    project = study.project
    check_patterns(codebook)
    if left_out := without_model(codebook):
        study.voice.warn(
            f"no English language model: patterns of {', '.join(left_out)} that need lemma or part of speech "
            'are left out; pip install "qualcode[en]" brings it'
        )
    before = project.matched()
    material = Material(
        codebook=codebook,
        document_keys=project.document_keys(),
        passages=partial(project.passages, sentences=True),
        judged=cache(partial(_judged, study, codebook)),
        cache=project.cache,
    )
    plan = plan_work(
        material,
        SUGGESTERS,
        {slot: key for slot, (key, _) in before.items()},
        earlier=partial(project.codebooks_before, codebook.sha256),
        texts=project.texts,
    )
    touched = plan.work.document_ids
    passages = study.voice.progress(project.passages(touched, sentences=True), len(touched), "Applying the codebook")
    after: dict[Slot, frozenset[int]] = {}

    def noted(found: Iterable[Hits]) -> Iterator[Hits]:
        for hits in found:
            after[hits.document_id, hits.code_id, hits.suggester] = hits.segments()
            yield hits

    project.save_hits(noted(share_out(passages, plan.work, n_workers=n_processes)))
    project.rekey_hits(plan.standing)
    project.retire_hits(document_ids=plan.retired_document_ids, codes=plan.retired_codes)
    outcome = SuggestOutcome(len(material.document_keys), len(touched))
    _compare(outcome, {slot: columns for slot, (_, columns) in before.items()}, after, plan)
    return outcome


def _compare(
    outcome: SuggestOutcome, before: Mapping[Slot, bytes], after: Mapping[Slot, frozenset[int]], plan: Plan
) -> None:
    """Count the passages a code is proposed for, whoever proposes it; `after` is what was found again."""
    from qualcode.store.suggestions import segments_in

    old: dict[tuple[str, str], frozenset[int]] = defaultdict(frozenset)
    new: dict[tuple[str, str], frozenset[int]] = defaultdict(frozenset)
    for slot, columns in before.items():
        place, segments, is_retired = slot[:2], segments_in(columns), plan.is_retired(slot)
        old[place] |= segments
        if is_retired:
            outcome.places.add(place)
        elif slot not in after:
            new[place] |= segments
    for slot, segments in after.items():
        new[slot[:2]] |= segments
        outcome.places.add(slot[:2])
    outcome.kept = sum(len(segments & old[place]) for place, segments in new.items())
    outcome.added = sum(map(len, new.values())) - outcome.kept
    outcome.retired = sum(map(len, old.values())) - outcome.kept


def _judged(study: Study, codebook: Codebook) -> dict[str, Judged]:
    """What people made of the passages so far, for suggesters that learn from it."""
    from qualcode.review.coverage import codes_read
    from qualcode.review.judged import judged

    project = study.project
    segmented = list(project.segmented())
    documents = {document.id: document for document, _ in segmented}
    marks, redirects = project.read_marks(), project.redirects()
    books = {sha256: project.codebook(sha256) for sha256 in {mark.codebook_sha256 for mark in marks}}
    codes = {sha256: frozenset(code.id for code in book.codes) for sha256, book in books.items() if book}
    current = {document.id: document.sha256 for document in documents.values()}
    return judged(
        project.decisions(),
        documents,
        {segment.id: segment for _, segments in segmented for segment in segments},
        codebook,
        redirects=redirects,
        read=codes_read(marks, codes, current, redirects=redirects),
    )
