"""How far the coders of a study agree: gather what each said of each passage, and compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.agreement.compare import RULES, Rater
from qualcode.model.coding import Decision
from qualcode.model.table import Table
from qualcode.study.naming import named_family
from qualcode.study.review.coders import coders_of, expect_coder
from qualcode.study.who_read import readers_of

if TYPE_CHECKING:
    from qualcode.review.silence import Readers
    from qualcode.study.study import Study


def agreement_of(study: Study, names: Sequence[str], *, code: str = "") -> Table:
    """Compare the coders named (or all) on one code with those under it, or on every code."""
    from qualcode.agreement.table import agreement_table

    codebook = study.codebook()
    wanted = named_family(code, codebook)
    found = ratings_of(study, names)
    return agreement_table(found.raters, found.informants, codebook, wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """What coders said of passages, and whose words each passage holds."""

    raters: tuple[Rater, ...]
    informants: Mapping[str, str]
    """By segment id, of every passage an informant says."""


def ratings_of(study: Study, names: Sequence[str]) -> Ratings:
    """Gather what the coders named (or all) said, in the newest version of each transcript."""
    from qualcode.review.reanchor import is_current, reanchored
    from qualcode.review.standing import sort_out
    from qualcode.study.review.sessions import open_library

    store = study.store
    codebook = study.codebook()
    informants = {
        f"{found.document_id}:{ordinal}": speaker
        for found in store.documents.passages()
        for ordinal, speaker in zip(found.ordinals, found.speakers, strict=True)
        if speaker
    }
    library = open_library(study, suggestions=False)
    now = reanchored(store.log.decisions(), library.documents, library.segments, earlier=library.earlier)
    found = [decision for decision in now if is_current(decision, library.documents)]
    decisions = sort_out(found, codebook=codebook, redirects=store.log.redirects()).current
    wanted = dict.fromkeys(name if name == RULES else expect_coder(study, name) for name in names)
    readers = readers_of(study).with_proposed(store.suggestions.hits())
    raters = (
        _rules(study, informants) if name == RULES else _coder(name, decisions, readers, RULES in wanted)
        for name in wanted or coders_of(study)
    )
    return Ratings(raters=tuple(raters), informants=informants)


def _coder(name: str, decisions: Sequence[Decision], readers: Readers, with_rules: bool) -> Rater:
    """Make a coder a rater. Set beside the rules, whoever read a passage did not find what they propose there."""
    from qualcode.review.standing import ADJUDICATION, CODED, DECIDED

    latest = {
        (decision.anchor.segment_id, decision.code_id): decision.verdict
        for decision in decisions
        if decision.coder == name and decision.origin != ADJUDICATION
    }
    return Rater(
        name=name,
        said={place: verdict in CODED for place, verdict in latest.items() if verdict in DECIDED},
        read=readers.read.get(name, {}) if with_rules else readers.answered(name),
    )


def _rules(study: Study, informants: Mapping[str, str]) -> Rater:
    """Make the rules a rater who has read everything and codes whatever they suggest."""
    everything = frozenset(code.id for code in study.codebook().codes)
    proposed = {
        (f"{hits.document_id}:{ordinal}", hits.code_id): True
        for hits in study.store.suggestions.hits()
        for ordinal in hits.segments()
    }
    return Rater(name=RULES, said=proposed, read=dict.fromkeys(informants, everything))
