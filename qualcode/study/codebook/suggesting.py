"""Apply the codebook to the transcripts and to what has changed since, and name decisions whose rule changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Decision, Verdict
from qualcode.model.hits import GUESSES, PackedHits, segments_in
from qualcode.model.nouns import dataclass
from qualcode.model.wording import plural
from qualcode.study.cluster import cluster_at
from qualcode.study.material import guesses_asked, material_of, say_what_could_be_learned
from qualcode.study.unread import applying_was_stopped, codebook_was_applied, say_unread

if TYPE_CHECKING:
    from qualcode.study.study import Study
    from qualcode.suggesters.stale import DocumentCode
    from qualcode.suggesters.suggester import Material, Suggester
    from qualcode.suggesters.work import Plan
    from qualcode.suggesters.workers.scheduler import Cluster

    Matched = Mapping[DocumentCode, tuple[str, bytes]]
    """By document and code the key it was found with, and what was, as `segments_in` reads it."""
    Found = dict[DocumentCode, frozenset[int]]
    """By document and code the numbers of the passages."""

_MOST_NAMED = 10
AGAIN_HERE = "the same command without --scheduler, or another file of that interview, may show why"


def follow_stopped(study: Study) -> None:
    """Make the suggestions that a command which was stopped did not come to."""
    if applying_was_stopped(study):
        follow_codebook(study)


def follow_codebook(study: Study) -> None:
    """Apply the codebook in force again to passages, speakers and words that changed since, and say so."""
    codebook = study.store.sources.codebook()
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
    guessed: dict[str, int] = field(default_factory=dict)
    """By suggester that guesses and was asked, how many codes on passages it proposes. Nothing counts them."""
    lost: list[str] = field(default_factory=list)
    """Documents that no worker of a scheduler survived: they are matched the next time."""
    places: set[tuple[str, str]] = field(default_factory=set)
    """Documents and codes that were matched again, or whose suggestions went."""

    @property
    def n_suggestions(self) -> int:
        """How many are made now."""
        return self.added + self.kept

    @property
    def said(self) -> Iterator[str]:
        """What changed, in sentences."""
        yield (
            f"{plural(self.n_suggestions, 'suggestion')} in {plural(self.n_documents, 'interview')}: "
            f"{self.added:,} new, {self.retired:,} no longer made, {self.kept:,} as before"
        )
        for name, number in self.guessed.items():
            yield f"{name}: {plural(number, 'suggestion')} more, counted nowhere before somebody accepts them"


def apply_codebook(
    study: Study,
    codebook: Codebook,
    *,
    n_processes: int = 0,
    guesses: Collection[str] | None = None,
    cluster: Cluster | None = None,
) -> SuggestOutcome:
    """Suggest codes for every informant passage; documents and rules that did not change cost nothing.

    `n_processes` is how many share the work, 0 for two where it pays; with a `cluster` its workers do. `guesses` are
    the suggesters asked that guess; what others of them proposed goes. None leaves all of it as it is.
    """
    from qualcode.suggesters import SUGGESTERS, check_patterns, without_model

    check_patterns(codebook)
    if left_out := without_model(codebook):
        study.voice.warn(
            f"no English language model: patterns of {', '.join(left_out)} that need lemma or part of speech "
            'are left out; pip install "qualcode[en]" brings it'
        )
    before = study.store.suggestions.matched()
    material = material_of(study, codebook)
    rules = {name: made for name, made in SUGGESTERS.items() if name not in GUESSES}
    resting = [name for name in GUESSES if name in before and (guesses is None or name in guesses)]
    lost: list[str] = []
    plan, after = _make(
        study, material, rules, before, resting=resting, n_processes=n_processes, cluster=cluster, lost=lost.append
    )
    outcome = SuggestOutcome(len(material.document_keys), len(plan.work.document_ids), lost=lost)
    for document_id in lost:
        study.voice.warn(f"{document_id}: not matched: no worker survived it", AGAIN_HERE)
    _compare(outcome, before, after, plan)
    codebook_was_applied(study)
    if guesses:
        asked = {name: made for name, made in SUGGESTERS.items() if name in guesses}
        own = {name: before[name] for name in guesses if name in before}
        plan, again = _make(study, material, asked, own, n_processes=1)
        outcome.guessed = {name: _n_proposed(own.get(name, {}), again.get(name, {}), plan, name) for name in asked}
    return outcome


def _make(
    study: Study,
    material: Material,
    suggesters: Mapping[str, Callable[[Material], Suggester]],
    before: Mapping[str, Matched],
    *,
    resting: Collection[str] = (),
    n_processes: int = 0,
    cluster: Cluster | None = None,
    lost: Callable[[str], None] = lambda _: None,
) -> tuple[Plan, Mapping[str, Found]]:
    """Find again what these suggesters would find otherwise now, keep it, and drop what is no longer proposed."""
    from qualcode.suggesters.work import plan_work
    from qualcode.suggesters.workers import share_out

    store = study.store
    plan = plan_work(
        material,
        suggesters,
        {name: {place: key for place, (key, _) in own.items()} for name, own in before.items()},
        earlier=partial(store.sources.codebooks_before, material.codebook.sha256),
        texts=store.documents.texts,
        resting=resting,
    )
    touched = plan.work.document_ids
    passages = study.voice.progress(
        store.documents.passages(touched, sentences=plan.work.needs_sentences), len(touched), "Applying the codebook"
    )
    after: dict[str, Found] = defaultdict(dict)

    def noted(found: Iterable[PackedHits]) -> Iterator[PackedHits]:
        for hits in found:
            after[hits.suggester][hits.document_id, hits.code_id] = hits.segments()
            yield hits

    store.suggestions.save(noted(share_out(passages, plan.work, n_workers=n_processes, cluster=cluster, lost=lost)))
    store.suggestions.rekey(plan.standing)
    store.suggestions.retire(document_ids=plan.retired_document_ids, codes=plan.retired_codes)
    return plan, after


def _n_proposed(before: Matched, again: Found, plan: Plan, name: str) -> int:
    gone = {code_id for code_id, own in plan.retired_codes if own == name}
    standing = (
        len(segments_in(columns))
        for place, (_, columns) in before.items()
        if place not in again and place[1] not in gone and place[0] not in plan.retired_document_ids
    )
    return sum(standing) + sum(map(len, again.values()))


def _compare(
    outcome: SuggestOutcome,
    before: Mapping[str, Matched],
    after: Mapping[str, Found],
    plan: Plan,
) -> None:
    """Count the passages a code is proposed for, by whomever but those who guess.

    `after` is what was found again, by suggester.
    """
    old: Found = {}
    new: Found = {}
    for name in (before.keys() | after.keys()).difference(GUESSES):
        again = after.get(name, {})
        codes = {code_id for code_id, own in plan.retired_codes if own == name}
        for place, (_, columns) in before.get(name, {}).items():
            segments = segments_in(columns)
            _add(old, place, segments)
            if place[0] in plan.retired_document_ids or place[1] in codes:
                outcome.places.add(place)
            elif place not in again:
                _add(new, place, segments)
        for place, segments in again.items():
            _add(new, place, segments)
        outcome.places.update(again)
    outcome.kept = sum(len(segments & old[place]) for place, segments in new.items() if place in old)
    outcome.added = sum(map(len, new.values())) - outcome.kept
    outcome.retired = sum(map(len, old.values())) - outcome.kept


def _add(found: Found, place: DocumentCode, segments: frozenset[int]) -> None:
    found[place] = found[place] | segments if place in found else segments


def suggest_codes(
    study: Study, codebook: Codebook, *, using: Sequence[str] = (), n_processes: int = 0, scheduler: str = ""
) -> SuggestOutcome:
    """Apply a codebook on record: keep what it changed in the log, and name decisions that rest on a changed rule.

    `using` names the ways to suggest; without it, those of the settings and those that proposed something last.
    `scheduler` is the address of one whose workers do the work.
    """
    guesses = guesses_asked(study, using)
    with cluster_at(scheduler, study.settings, study.voice) as cluster:
        outcome = apply_codebook(study, codebook, n_processes=n_processes, guesses=guesses, cluster=cluster)
    say_unread(study)
    changes = {"added": outcome.added, "kept": outcome.kept, "retired": outcome.retired}
    study.store.facts.record_run("suggest", changes)
    _say_resting(study, outcome.places)
    say_what_could_be_learned(study, guesses)
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
    decisions = list(study.store.log.decisions())
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
        for found in study.store.suggestions.of(document_id)
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
