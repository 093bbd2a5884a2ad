"""From a figure to the words it was counted from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from qualcode.errors import ReadError, UsageError
from qualcode.model.coding import Coding, Decision, Evidence
from qualcode.model.naming import did_you_mean
from qualcode.model.table import Basis, Row, Table, listing
from qualcode.model.wording import plural
from qualcode.review.standing import Target, target_of_decision
from qualcode.study.results.counting import count

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study


def trace_table(study: Study, target: str) -> Table:
    """The codings a figure was counted from, or the one a quote is of: informant, decisions, rules, and the words.

    A figure's id may be written without its `F-`, and in capitals.
    """
    from qualcode.tables.behind import Trail
    from qualcode.tables.spec import describe_figure

    if target.startswith("Q-"):
        return _quote_table(study, target)
    figure_id = f"F-{target.lower().removeprefix('f-')}"
    spec = _spec(study, figure_id)
    if spec is None:
        raise _unknown(study, target, figure_id)
    results = count(study, unreviewed=spec.get("basis") == Basis.SUGGESTIONS, coder=spec.get("coder", ""))
    trail = Trail(
        results.codings,
        results.roster,
        results.codebook,
        reviewed=results.reviewed,
        asked=results.asked,
        disputed=results.disputed,
    )
    of_everyone = {key: value for key, value in spec.items() if key != "coder"}
    people = trail.people(of_everyone)
    k_of_n = f": {len(people.raised)} of {len(people.of)}" if people else ""
    title = f"{figure_id}: {describe_figure(spec, results.codebook)}{k_of_n}"
    return _codings_table(study, title, trail.codings(of_everyone), results, [str(people)] if people else ())


def _quote_table(study: Study, quote_id: str) -> Table:
    """The coding a quote is of: a decision, or a suggestion where the quote is from before the review."""
    from qualcode.tables.editing import id_of

    for unreviewed in (False, True):
        results = count(study, unreviewed=unreviewed)
        codings = [coding for coding in results.codings if id_of(coding) == quote_id]
        if codings:
            theme = results.codebook.code(codings[0].code_id).name
            return _codings_table(study, f"{quote_id}: a quote on {theme}", codings, results)
    raise UsageError(f"{quote_id}: no quote of this study", hint="`qualcode quotes --all` lists them with their ids")


def _unknown(study: Study, written: str, figure_id: str) -> UsageError:
    """The error for an unknown figure, with the id that was probably meant where one differs by a letter or two."""
    where = "ids are listed by `qualcode frequencies --ids`, and in every report"
    hint = did_you_mean(figure_id, study.store.facts.figure_ids(), otherwise=where, likeness=0.8)
    return UsageError(f"{written}: no table of this study has that figure", hint=hint)


def _codings_table(
    study: Study, title: str, codings: Sequence[Coding], results: Results, of_whom: Sequence[str] = ()
) -> Table:
    """A row per coding."""
    informants = dict.fromkeys(coding.informant_id for coding in codings)
    labels = ("Passage", "Informant", "Type", "Code", "Decided", "Rules", "Words")
    decided, rules = _decisions(study, codings), _rules(study, codings)
    return listing(
        "trace",
        title,
        labels,
        (Row(cells=tuple(_cells(coding, results, decided, rules)), key=coding.id) for coding in codings),
        wide=("Words",),
        notes=(
            *of_whom,
            f"{plural(len(informants), 'informant')}, {plural(len(codings), 'coding')} in "
            f"{plural(len({coding.segment_id for coding in codings}), 'passage')}.",
            "For the study's team: this names interviews and people.",
        ),
        basis=results.basis,
    )


def _decisions(study: Study, codings: Iterable[Coding]) -> Mapping[str, list[Decision]]:
    """By coding, the decisions that made it: the last of each coder, and that of whoever settled a dispute."""
    made_by: dict[Target, dict[str, Decision]] = {}
    by_id: dict[str, Decision] = {}
    for decision in study.store.log.decisions():
        by_id[decision.id] = decision
        made_by.setdefault(target_of_decision(decision), {})[decision.coder] = decision
    found = {}
    for coding in codings:
        latest = made_by.get(_target(coding), {})
        named = [latest[coder] for coder in coding.coder.split(", ") if coder in latest]
        found[coding.id] = named or [by_id[id] for id in (coding.id,) if id in by_id]
    return found


def _rules(study: Study, codings: Iterable[Coding]) -> Mapping[Target, tuple[Evidence, ...]]:
    """By passage and code, what the codebook's rules found there."""
    return {
        Target(document_id, suggestion.segment_id, suggestion.code_id): suggestion.evidence
        for document_id in dict.fromkeys(coding.document_id for coding in codings)
        for suggestion in study.store.suggestions.of(document_id)
    }


def _target(coding: Coding) -> Target:
    return Target(coding.document_id, coding.segment_id, coding.code_id)


def _spec(study: Study, figure_id: str) -> Mapping[str, str] | None:
    """What a figure is: as the study remembers it, else as a lock beside one of its reports has it."""
    from qualcode.reports.lock import SUFFIX, read_lock

    spec = study.store.facts.figure(figure_id)
    if spec is not None:
        return spec
    for path in sorted((study.folder / "reports").glob(f"*{SUFFIX}")):
        with suppress(ReadError):
            for figure in read_lock(path).figures:
                if figure.id == figure_id:
                    return figure.spec
    return None


def _cells(
    coding: Coding,
    results: Results,
    decided: Mapping[str, Sequence[Decision]],
    rules: Mapping[Target, tuple[Evidence, ...]],
) -> Iterator[str]:
    yield coding.segment_id
    yield coding.informant_id
    yield results.roster.informant(coding.informant_id).informant_type
    yield coding.code_id
    said = [f"{each.verdict} by {each.coder}, {each.decided_at[:10]}" for each in decided[coding.id]]
    yield "; ".join([*said, *(str(mark) for mark in coding.marks)]) or (coding.coder and f"by {coding.coder}")
    yield _because(coding.evidence or rules.get(_target(coding), ()))
    yield coding.text


def _because(found: Sequence[Evidence]) -> str:
    rules = dict.fromkeys(
        f"{evidence.rule} → {evidence.text}" if evidence.text.casefold() != evidence.rule.casefold() else evidence.rule
        for evidence in found
    )
    flags = sorted({flag.value for evidence in found for flag in evidence.flags})
    return "; ".join(rules) + (f" ({', '.join(flags)})" if flags else "")
