"""Further annexes of a report: for the team all of them, for a client those asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from qualcode.errors import UsageError
from qualcode.model.naming import did_you_mean
from qualcode.model.report import Annex, Audience, Chart
from qualcode.model.table import Table
from qualcode.model.writing import Block, Chapter, plain

TABLES: Mapping[Annex, tuple[tuple[str, ...], str]] = {
    Annex.COMPARED: (("compare",), "groups compared"),
    Annex.EVIDENCE: (("evidence", "findings"), "evidence"),
    Annex.COOCCURRENCE: (("cooccurrence",), "themes that appear together"),
    Annex.WORDS: (("quantifiers",), "words for counts"),
    Annex.SATURATION: (("saturation",), "saturation"),
    Annex.SURVEY: (("survey",), "answers to the survey"),
    Annex.FRAMEWORK: (("framework_theme", "framework_question"), "what each informant says"),
    Annex.MATRIX: (("matrix",), "interviews and themes"),
}
"""With what the names of its tables begin, and its heading."""


ONE_BY_ONE = (Annex.FRAMEWORK, Annex.MATRIX)
"""Interviews or people one by one."""


def named_annexes(names: Iterable[str]) -> frozenset[Annex]:
    """The annexes somebody asked for, as `saturation,evidence`. Raises UsageError for a name there is none of."""
    found: set[Annex] = set()
    for name in (part.strip().casefold() for text in names for part in text.split(",")):
        if name not in set(Annex):
            raise UsageError(f"--with {name}: no such annex", hint=did_you_mean(name, list(Annex)))
        found.add(Annex(name))
    return frozenset(found)


def wanted_annexes(asked: Collection[Annex], audience: Audience) -> list[Annex]:
    """Which annexes a report has, in their order: people and interviews one by one are for the team alone."""
    team = audience is Audience.TEAM
    return [annex for annex in Annex if (team or annex in asked) and (team or annex not in ONE_BY_ONE)]


def annex_chapters(
    wanted: Collection[Annex],
    tables: Sequence[Table],
    charts: Sequence[Chart],
    *,
    checklist: Sequence[tuple[str, str, str]],
    provenance: Sequence[tuple[str, str]],
) -> Iterator[Chapter]:
    """Write the annexes that are wanted, each under a heading."""
    from qualcode.reports.pieces import checklist_table, provenance_table

    for annex, (names, heading) in TABLES.items():
        found = [table for table in tables if table.name.startswith(names)]
        if annex in wanted and found:
            yield Chapter(heading=f"Annex: {heading}", blocks=tuple(_with_charts(found, charts)))
    if Annex.CHECKLIST in wanted:
        table = checklist_table(checklist)
        yield Chapter(heading=table.heading, blocks=(replace(table, heading=""),))
    if Annex.SOURCES in wanted:
        table = provenance_table(provenance)
        yield Chapter(heading=table.heading, blocks=(replace(table, heading=""),))
    if Annex.IDS in wanted:
        yield _ids(tables)


def _with_charts(tables: Sequence[Table], charts: Sequence[Chart]) -> Iterator[Block]:
    for table in tables:
        yield replace(table, heading="")
        yield from (chart for chart in charts if chart.beside == table.name)


def _ids(tables: Sequence[Table]) -> Chapter:
    from qualcode.reports.pieces import with_new_figures
    from qualcode.reports.terminal import ids_table

    listed = [
        replace(ids_table(table), name=f"{table.name} ids", heading="", notes=()) for table in with_new_figures(tables)
    ]
    said = plain("Each table again with ids: qualcode trace F-… prints the words behind a figure.")
    return Chapter(heading="Annex: ids of the figures", blocks=(said, *listed))
