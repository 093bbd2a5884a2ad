"""How far the coders of a study agree: gather what each said of each passage, and compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.agreement.compare import DENIED, RULES, Rater, Rating
from qualcode.model.coding import Decision, Mark, Verdict
from qualcode.model.nouns import dataclass
from qualcode.model.table import Table
from qualcode.review.codings import FROM_TABLE
from qualcode.review.standing import ADJUDICATION, CODED, DECIDED
from qualcode.study.naming import named_family
from qualcode.study.review.coders import coders_of, expect_coder
from qualcode.study.who_read import readers_of

if TYPE_CHECKING:
    from qualcode.agreement.compare import Agreement
    from qualcode.agreement.suggested import Suggested
    from qualcode.review.silence import Readers
    from qualcode.study.study import Study


def agreement_of(
    study: Study, names: Sequence[str], *, code: str = "", everything: bool = False, most: int = 0
) -> Table:
    """Compare the coders named (or all) on one code with those under it, or on every code.

    `everything` tells all coefficients with intervals; at `most` so many themes are shown, 0 for all.
    """
    from qualcode.agreement.table import agreement_table

    codebook = study.codebook()
    wanted = named_family(code, codebook)
    found = ratings_of(study, names)
    return agreement_table(
        found.raters,
        found.informants,
        codebook,
        wanted,
        proposed=found.proposed,
        everything=everything,
        most=most,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """How far all who coded agree over all themes, and on what basis."""

    coders: tuple[str, ...]
    prompted: bool
    """Whether suggestions were before any of them: what they read besides is then no measure beyond chance."""
    suggested: Suggested
    """On suggestions they decided, and on passages without."""
    read: Agreement
    """On all passages that two of them looked at; kappa, alpha and AC1 without intervals."""


def agreement_together(study: Study) -> Together | None:
    """Tell how far all who coded agree; None where no two looked at the same passage."""
    from qualcode.agreement.compare import compare
    from qualcode.agreement.suggested import compare_suggested

    found = ratings_of(study, ())
    codes = [code.id for code in study.codebook().codes]
    if len(found.raters) < 2:
        return None
    read = compare(found.raters, codes, found.informants, draws=0)[0]
    if not read.n_passages:
        return None
    return Together(
        coders=tuple(rater.name for rater in found.raters),
        prompted=any(rater.saw_suggestions for rater in found.raters),
        suggested=compare_suggested(found.raters, codes, found.informants, found.proposed)[0],
        read=read,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """What coders said of passages, and whose words each passage holds."""

    raters: tuple[Rater, ...]
    informants: Mapping[str, tuple[str, ...]]
    """By segment id, of every passage an informant says."""
    proposed: frozenset[tuple[str, str]]
    """Passages and codes that are suggested."""


def ratings_of(study: Study, names: Sequence[str]) -> Ratings:
    """Gather what the coders named (or all) said, in the newest version of each transcript."""
    from qualcode.review.reanchor import is_current, reanchored
    from qualcode.review.silence import proposed_in
    from qualcode.review.standing import sort_out
    from qualcode.study.review.sessions import open_library

    store = study.store
    codebook = study.codebook()
    informants = {
        f"{found.document_id}:{ordinal}": people
        for found in store.documents.passages()
        for ordinal, people in zip(found.ordinals, found.informants, strict=True)
        if people
    }
    library = open_library(study, suggestions=False)
    now = reanchored(store.log.decisions(), library.documents, library.segments, earlier=library.earlier)
    found = [decision for decision in now if is_current(decision, library.documents)]
    decisions = sort_out(found, codebook=codebook, redirects=store.log.redirects()).current
    wanted = dict.fromkeys(name if name == RULES else expect_coder(study, name) for name in names)
    proposed = proposed_in(store.suggestions.hits())
    readers = replace(readers_of(study), proposed=proposed)
    raters = (
        _rules(study, informants) if name == RULES else _coder(name, decisions, readers, RULES in wanted)
        for name in wanted or coders_of(study)
    )
    return Ratings(
        raters=tuple(raters),
        informants=informants,
        proposed=frozenset((target.segment_id, target.code_id) for target in proposed),
    )


def _coder(name: str, decisions: Sequence[Decision], readers: Readers, with_rules: bool) -> Rater:
    """Make a coder a rater. Set beside the rules, whoever read a passage did not find what they propose there."""
    latest = {
        (decision.anchor.segment_id, decision.code_id): decision
        for decision in decisions
        if decision.coder == name and decision.origin != ADJUDICATION
    }
    return Rater(
        name=name,
        said={place: _rating(decision) for place, decision in latest.items() if decision.verdict in DECIDED},
        read=readers.read.get(name, {}) if with_rules else readers.answered(name),
        saw_suggestions=any(map(_saw_suggestions, latest.values())),
    )


def _rating(decision: Decision) -> Rating:
    if decision.verdict not in CODED:
        return False
    return DENIED if Mark.CONTRARY in decision.marks else True


def _saw_suggestions(decision: Decision) -> bool:
    """Whether a decision is on a suggestion that was before the coder; a table read by `merge` was made without."""
    return decision.verdict in (Verdict.ACCEPT, Verdict.REJECT) and not decision.batch.startswith(FROM_TABLE)


def _rules(study: Study, passages: Iterable[str]) -> Rater:
    """Make the rules a rater who has read everything and codes whatever they suggest."""
    everything = frozenset(code.id for code in study.codebook().codes)
    proposed = {
        (f"{hits.document_id}:{ordinal}", hits.code_id): True
        for hits in study.store.suggestions.hits()
        for ordinal in hits.segments()
    }
    return Rater(name=RULES, said=proposed, read=dict.fromkeys(passages, everything))
