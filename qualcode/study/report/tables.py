"""Which tables a report holds, under which headings, and what is drawn from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.model.report import Audience, Chart
from qualcode.model.summary import By
from qualcode.model.table import Table
from qualcode.model.wording import without_commands
from qualcode.study.results.framework import framework_of
from qualcode.study.results.results import Results
from qualcode.study.results.uncounted import hardly_informants
from qualcode.tables.chart_data import charts_of
from qualcode.tables.heard import NOTHING_READ, Read

if TYPE_CHECKING:
    from qualcode.study.study import Study

MOST_COMPARED = 4
"""Groups that fit side by side on a portrait page."""


def report_tables(results: Results, audience: Audience, *, read: Read = NOTHING_READ) -> tuple[Table, ...]:
    """The tables of a report, in the order they are printed; those with nothing in them are left out.

    `read` is how much coders looked at, where that is not everything.
    """
    return tuple(
        replace(table, notes=tuple(type(note)(without_commands(note)) for note in _notes_for(table, results, audience)))
        for table in _tables(results, audience, read)
        if table.rows
    )


def _notes_for(table: Table, results: Results, audience: Audience) -> tuple[str, ...]:
    """The notes under a table: to a client interviews are not named."""
    if audience is Audience.TEAM:
        return table.notes
    named = hardly_informants(results.interviews)
    kept = tuple(note for note in table.notes if note not in named)
    return (*kept, *(hardly_informants(results.interviews, named=False) if named else ()))


def _tables(results: Results, audience: Audience, read: Read) -> Iterator[Table]:
    team = audience is Audience.TEAM
    yield replace(results.heard(read=read), heading="Who was heard")
    yield replace(results.frequencies(), heading="Themes raised")
    yield from _headed("Groups compared", _comparisons(results))
    yield replace(results.evidence(), heading="Evidence")
    yield results.findings()
    yield replace(results.cooccurrence(levels=1), heading="Themes that appear together")
    yield replace(results.quantifiers(), heading="Annex: words for counts")
    yield replace(results.saturation(name_interviews=team), heading="Annex: saturation")
    if team:
        yield replace(results.matrix(), heading="Annex: interviews and themes")


def framework_tables(study: Study, results: Results) -> tuple[Table, ...]:
    """The framework matrix where something is written in it, for the team: whole, then by theme and by question."""
    from qualcode.tables.framework import framework_table, summaries_tables

    frameworks = [framework_of(study, results)]
    if study.guide() is not None:
        frameworks.append(framework_of(study, results, by=By.QUESTION))
    return tuple(
        replace(table, notes=tuple(map(without_commands, table.notes)))
        for framework in frameworks
        if framework.written
        for table in (framework_table(framework), *summaries_tables(framework))
    )


def passages_table(study: Study, results: Results) -> Table:
    """Every coding that counts, with the decision it is of; for the team."""
    from qualcode.tables.coded_passages import coded_passages

    verdicts = {decision.id: decision.verdict for decision in study.store.log.decisions()}
    return coded_passages(results.codings, results.roster, results.codebook, verdicts=verdicts)


def _headed(heading: str, tables: Iterable[Table]) -> Iterator[Table]:
    """Tables under one heading."""
    for table in tables:
        yield replace(table, heading=heading)
        heading = ""


def _comparisons(results: Results) -> Iterator[Table]:
    """The groups of each grouping side by side; the informant types where there are two and no grouping is set."""
    scope, grouped = results.scope(), {}
    for name, groups in results.settings.groupings.items():
        types = frozenset[str]().union(*groups.values())
        columns, _ = scope.groups(results.roster, name)
        grouped[name] = [each.label for each in columns if types.intersection(each.filter.get("informant_type", ()))]
    of_types = [group.label for group in scope.groups(results.roster, "informant_type")[0]]
    if len(of_types) == 2 and not any(len(labels) > 1 for labels in grouped.values()):
        yield results.compare(*of_types)
    for name, labels in grouped.items():
        if 2 <= len(labels) <= MOST_COMPARED:
            table = results.compare(*labels)
        elif labels[MOST_COMPARED:]:
            table = results.frequencies(name)
        else:
            continue
        yield replace(table, name=f"{table.name}_{name}")


def report_charts(tables: Iterable[Table], *, intervals: bool = False) -> tuple[Chart, ...]:
    """What is drawn of each table."""
    drawn = ("frequencies", "cooccurrence", "saturation")
    return tuple(chart for table in tables if table.name in drawn for chart in charts_of(table, intervals=intervals))


def saturation_sentence(tables: Iterable[Table]) -> str:
    """What the saturation table found, for the checklist."""
    return next((table.notes[0] for table in tables if table.name == "saturation" and table.notes), "")
