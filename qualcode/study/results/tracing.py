"""From a figure to the words it was counted from, with what the study knows of who decided on them and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from qualcode.errors import ReadError
from qualcode.model.coding import Coding, Decision, Evidence
from qualcode.model.hits import GUESSES
from qualcode.model.table import Basis, Table
from qualcode.review.standing import Target, target_of_decision
from qualcode.study.results.behind import (
    QUOTE,
    Behind,
    behind_figure,
    behind_quote,
    codings_table,
    figure_id,
    no_such_figure,
    no_such_quote,
    target_of,
)
from qualcode.study.results.counting import count
from qualcode.study.results.elsewhere import programs_of

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study


def trace_table(study: Study, target: str) -> Table:
    """The codings a figure was counted from, or the one a quote is of: informant, decisions, rules, and the words.

    A figure's id may be written without its `F-`, and in capitals.
    """
    if target.startswith(QUOTE):
        return _quote_table(study, target)
    id_ = figure_id(target)
    spec = _spec(study, id_)
    if spec is None:
        raise no_such_figure(target, sorted({*study.store.facts.figure_ids(), *study.figures}))
    results = count(study, unreviewed=spec.get("basis") == Basis.SUGGESTIONS, coder=spec.get("coder", ""))
    return _with_decisions(study, results, behind_figure(results, id_, spec))


def what_is(study: Study, figure: str) -> Mapping[str, str] | None:
    """What a figure counts, by its id, which may be written without its `F-`; None where no table had it."""
    return _spec(study, figure_id(figure))


def _quote_table(study: Study, quote_id: str) -> Table:
    """The coding a quote is of: a decision, or a suggestion where the quote is from before the review."""
    for unreviewed in (False, True):
        results = count(study, unreviewed=unreviewed)
        found = behind_quote(results, quote_id)
        if found is not None:
            return _with_decisions(study, results, found)
    raise no_such_quote(quote_id)


def _with_decisions(study: Study, results: Results, behind: Behind) -> Table:
    decisions, rules = _decisions(study, behind.codings), _rules(study, behind.codings)
    return codings_table(results, behind, decisions=decisions, rules=rules, programs=programs_of(study))


def _decisions(study: Study, codings: Iterable[Coding]) -> Mapping[str, list[Decision]]:
    """By coding, the decisions that made it: the last of each coder, and that of whoever settled a dispute."""
    made_by: dict[Target, dict[str, Decision]] = {}
    by_id: dict[str, Decision] = {}
    for decision in study.store.log.decisions():
        by_id[decision.id] = decision
        made_by.setdefault(target_of_decision(decision), {})[decision.coder] = decision
    found = {}
    for coding in codings:
        latest = made_by.get(target_of(coding), {})
        named = [latest[coder] for coder in coding.coder.split(", ") if coder in latest]
        found[coding.id] = named or [by_id[id] for id in (coding.id,) if id in by_id]
    return found


def _rules(study: Study, codings: Iterable[Coding]) -> Mapping[Target, tuple[Evidence, ...]]:
    """By passage and code, what the codebook's rules found there."""
    return {
        Target(document_id, suggestion.segment_id, suggestion.code_id): tuple(
            piece for piece in suggestion.evidence if piece.suggester not in GUESSES
        )
        for document_id in dict.fromkeys(coding.document_id for coding in codings)
        for suggestion in study.store.suggestions.of(document_id)
    }


def _spec(study: Study, id_: str) -> Mapping[str, str] | None:
    """What a figure is: of a table made since the study was opened, as its database has it, or the lock of a report."""
    from qualcode.reports.lock import SUFFIX, read_lock

    spec = study.figures.get(id_) or study.store.facts.figure(id_)
    if spec is not None:
        return spec
    for path in sorted((study.folder / "reports").glob(f"*{SUFFIX}")):
        with suppress(ReadError):
            for figure in read_lock(path).figures:
                if figure.id == id_:
                    return figure.spec
    return None
