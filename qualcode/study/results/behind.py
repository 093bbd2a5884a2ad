"""From a figure or a quote to the codings behind it, in results alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.coding import DEFINED, PICKED, Coding, Decision, Evidence
from qualcode.model.naming import did_you_mean
from qualcode.model.nouns import dataclass
from qualcode.model.table import Basis, Column, Row, Table, listing
from qualcode.model.wording import plural
from qualcode.review.standing import IMPORTED, Target
from qualcode.study.results.elsewhere import UNKNOWN
from qualcode.study.results.moments import moment_of

if TYPE_CHECKING:
    from qualcode.study.results.results import Results

_LINKED = 3
"""Places in recordings that are named under a table."""
QUOTE = "Q-"
"""How the id of a quote begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What a figure was counted from, or a quote is of."""

    title: str
    codings: Sequence[Coding]
    people: tuple[str, ...] = ()
    """Of a figure that counts informants, who raised the theme and who did not, in a sentence."""


def table_behind(results: Results, target: str) -> Table:
    """List what these results know of a figure of one of their tables, or of a quote: whose words, coded by whom.

    Raises UsageError where no table of them has that figure, or where it was counted from something else.
    """
    if target.startswith(QUOTE):
        quote = behind_quote(results, target)
        if quote is None:
            raise no_such_quote(target)
        return codings_table(results, quote)
    id_ = figure_id(target)
    spec = results.figures.get(id_)
    if spec is None:
        raise no_such_figure(target, results.figures)
    if (spec.get("basis") == Basis.SUGGESTIONS) is results.basis.is_decided or spec.get("coder", "") != results.coder:
        raise UsageError(
            f"{target}: these results count something else than that figure",
            hint="ask the results it is from, or `Study.trace`",
        )
    return codings_table(results, behind_figure(results, id_, spec))


def figure_id(written: str) -> str:
    """The id of a figure, which may be written without its `F-`, and in capitals."""
    return f"F-{written.lower().removeprefix('f-')}"


def behind_figure(results: Results, id_: str, spec: Mapping[str, str]) -> Behind:
    """Find what a figure was counted from; the results are counted as the figure is."""
    from qualcode.tables.scope import so_far
    from qualcode.tables.spec import describe_figure

    of_everyone = {key: value for key, value in spec.items() if key != "coder"}
    people = results.trail.people(of_everyone)
    counted = f": {so_far(len(people.raised), len(people.members), len(people.open))}" if people else ""
    return Behind(
        title=f"{id_}: {describe_figure(spec, results.codebook, results.people)}{counted}",
        codings=results.trail.codings(of_everyone),
        people=(str(people),) if people else (),
    )


def behind_quote(results: Results, quote_id: str) -> Behind | None:
    """Find the coding a quote is of; None where these results have none of that id."""
    from qualcode.tables.editing import id_of

    codings = [coding for coding in results.codings if id_of(coding) == quote_id]
    if not codings:
        return None
    return Behind(title=f"{quote_id}: a quote on {results.codebook.code(codings[0].code_id).name}", codings=codings)


def no_such_quote(quote_id: str) -> UsageError:
    """The error for an unknown quote."""
    return UsageError(f"{quote_id}: no quote of this study", hint="`qualcode quotes --all` lists them with their ids")


def no_such_figure(written: str, ids: Iterable[str]) -> UsageError:
    """The error for an unknown figure, with the id that was probably meant where one differs by a letter or two."""
    where = "ids are listed by `qualcode frequencies --ids`, and in every report"
    hint = did_you_mean(figure_id(written), ids, otherwise=where, likeness=0.8)
    return UsageError(f"{written}: no table of this study has that figure", hint=hint)


def codings_table(
    results: Results,
    behind: Behind,
    *,
    decisions: Mapping[str, Sequence[Decision]] = MappingProxyType({}),
    rules: Mapping[Target, tuple[Evidence, ...]] = MappingProxyType({}),
    programs: Mapping[str, str] = MappingProxyType({}),
) -> Table:
    """A row per coding: informant, who decided, rules, and the words.

    `decisions` are by coding and `rules` by passage and code, as the store has them; without, what codings say of
    themselves. `programs` says by interview where codings were made that were imported.
    """
    codings = behind.codings
    informants = dict.fromkeys(coding.informant_id for coding in codings)
    times = [moment_of(results, coding.document_id, coding.start) for coding in codings]
    timed = any(times)
    linked = [(coding, moment) for coding, moment in zip(codings, times, strict=True) if moment and moment.recording]
    labels: tuple[str | Column, ...] = (
        "Passage",
        *(["Time"] if timed else []),
        results.people.column,
        "Type",
        "Code",
        "Decided",
        "Rules",
        "Words",
    )
    return listing(
        "trace",
        behind.title,
        labels,
        (
            Row(
                cells=tuple(
                    _cells(
                        coding,
                        results,
                        [moment.clock if moment else ""] if timed else [],
                        decisions.get(coding.id, ()),
                        _by_rules(coding) or rules.get(target_of(coding), ()),
                        programs.get(coding.document_id, UNKNOWN),
                    )
                ),
                key=coding.id,
            )
            for coding, moment in zip(codings, times, strict=True)
        ),
        wide=("Words",),
        notes=(
            *behind.people,
            f"{plural(len(informants), results.people.person)}, {plural(len(codings), 'coding')} in "
            f"{plural(len({coding.segment_id for coding in codings}), 'passage')}.",
            *(f"{coding.segment_id}: {moment.link()}" for coding, moment in linked[:_LINKED]),
            f"For the study's team: this names {results.people.said_in}s and people.",
        ),
        basis=results.basis,
    )


def target_of(coding: Coding) -> Target:
    """The code and the passage of a coding."""
    return Target(coding.document_id, coding.segment_id, coding.code_id)


def _by_rules(coding: Coding) -> tuple[Evidence, ...]:
    """What rules found in the words of a coding, without what speaks for it otherwise."""
    return tuple(piece for piece in coding.evidence if piece.suggester not in (PICKED, DEFINED))


def _cells(
    coding: Coding,
    results: Results,
    time: Sequence[str],
    decided: Sequence[Decision],
    evidence: Sequence[Evidence],
    program: str,
) -> Iterator[str]:
    yield coding.segment_id
    yield from time
    yield coding.informant_id
    yield results.roster.informant(coding.informant_id).informant_type
    yield coding.code_id
    said = [
        f"{each.verdict} by {each.coder}, {each.decided_at[:10]}"
        + (f", in {program}" if each.origin.startswith(IMPORTED) else "")
        for each in decided
    ]
    if not said and coding.coder:
        said = [f"by {coding.coder}"]
    yield "; ".join([*said, *(str(mark) for mark in coding.marks)])
    yield _because(evidence)
    yield coding.text


def _because(found: Sequence[Evidence]) -> str:
    rules = dict.fromkeys(
        f"{evidence.rule} → {evidence.text}" if evidence.text.casefold() != evidence.rule.casefold() else evidence.rule
        for evidence in found
    )
    flags = sorted({flag.value for evidence in found for flag in evidence.flags})
    return "; ".join(rules) + (f" ({', '.join(flags)})" if flags else "")
