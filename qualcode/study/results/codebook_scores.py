"""How the codebook did in this study, rule by rule and word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model.rules import RuleHits
from qualcode.model.table import Cell, Column, Row, Table, listing
from qualcode.model.wording import plural
from qualcode.review.scores import RuleScore, outcomes, score_rules, score_words
from qualcode.review.standing import Target
from qualcode.study.naming import named_family
from qualcode.study.results.counting import resolution_of

if TYPE_CHECKING:
    from qualcode.study.study import Study

MOST_WORDS = 30


def rules_table(study: Study, code_id: str, *, silent: bool) -> Table:
    """A row per rule that matches something; with `silent`, those that match nothing instead."""
    found, accepted, rejected = _found(study, code_id)
    scores = score_rules(found, accepted=accepted, rejected=rejected)
    shown = [score for score in scores if (score.n_hits == 0) == silent]
    share = Column(key="share", label="Share, 95 %")
    labels = ("Code", "Rule", "Hits", "Passages", "Informants", "Accepted", share, "Remark")
    unheard = len(scores) - len(shown)
    notes = [
        "Accepted: of the passages a rule found, how many were accepted of those decided, with Wilson's interval. "
        "A passage that several rules found counts for each.",
        "A rule that only repeats others can go without a passage being lost; all that are marked can go together.",
    ]
    if unheard and not silent:
        notes.append(f"{plural(unheard, 'rule')} found nothing: `qualcode codebook score --silent`.")
    if not accepted and not rejected:
        notes.append("Nothing has been decided yet.")
    return listing(
        "codebook_score",
        "Rules that match nothing" if silent else "Rules of the codebook",
        labels[:2] if silent else labels,
        (Row(cells=_cells(score)[: 2 if silent else None], key=score.rule.code_id) for score in shown),
        numeric=("Hits", "Passages", "Informants"),
        notes=(f"{plural(len(shown), 'rule')} of {len(scores)}.",) if silent else notes,
    )


def rejections_table(study: Study, code_id: str) -> Table:
    """The words that caused most rejections."""
    found, accepted, rejected = _found(study, code_id)
    scores = score_words(found, accepted=accepted, rejected=rejected)
    rows = [
        Row(cells=(score.code_id, score.words, score.n_rejected, score.n_accepted), key=score.code_id)
        for score in scores[:MOST_WORDS]
    ]
    more = len(scores) - len(rows)
    return listing(
        "codebook_rejections",
        "Words in rejected passages",
        ("Code", "Words", "Rejected", "Accepted"),
        rows,
        numeric=("Rejected", "Accepted"),
        notes=(
            "Passages with the words for which the code was rejected, and for which it was accepted.",
            *([f"{more} more."] if more else []),
            *([] if rejected else ["Nothing has been rejected yet."]),
        ),
    )


def _found(study: Study, code_id: str) -> tuple[list[RuleHits], frozenset[Target], frozenset[Target]]:
    from qualcode.suggesters import find_by_rule

    codebook = study.codebook()
    family = named_family(code_id, codebook)
    hits = find_by_rule(codebook, study.store.documents.passages(sentences=True))
    resolution = resolution_of(study)
    accepted, rejected = outcomes(resolution) if resolution else (frozenset(), frozenset())
    return [each for each in hits if each.rule.code_id in family], accepted, rejected


def _cells(score: RuleScore) -> tuple[Cell, ...]:
    low, high = (f"{100 * bound:.0f}" for bound in score.interval)
    remark = "only repeats others" if score.only_repeats else ""
    numbers = (score.n_hits, score.n_passages, score.n_informants)
    share = f"{low} to {high} %" if score.n_decided else ""
    decided = f"{score.n_accepted} of {score.n_decided}" if score.n_decided else "none decided"
    return (score.rule.code_id, score.rule.written, *numbers, decided, share, remark)
