"""Which tables a report holds, under which headings, and what is drawn from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from qualcode.cli._counting import Counted
from qualcode.cli._tables import compare_of, frequencies_of
from qualcode.model.table import Audience, Chart, Table

MOST_COMPARED = 4
"""Groups that fit side by side on a portrait page."""


def report_tables(counted: Counted, audience: Audience) -> tuple[Table, ...]:
    """The tables of a report, in the order they are printed."""
    return tuple(_tables(counted, audience))


def _tables(counted: Counted, audience: Audience) -> Iterator[Table]:  # noqa: ARG001
    yield replace(frequencies_of(counted), heading="Themes by informant type")
    yield from _headed("Groups compared", _comparisons(counted))


def _headed(heading: str, tables: Iterable[Table]) -> Iterator[Table]:
    """Tables under one heading."""
    for table in tables:
        yield replace(table, heading=heading)
        heading = ""


def _comparisons(counted: Counted) -> Iterator[Table]:
    """The groups of each grouping side by side; the informant types where there are two and no grouping is set."""
    present = {row.informant_type for row in counted.roster.informants}
    groupings = {
        name: [label for label, members in groups.items() if present.intersection(members)]
        for name, groups in counted.study.settings.groupings.items()
    }
    types = list(dict.fromkeys(counted.labels[row.informant_type] for row in counted.roster.informants))
    if len(types) == 2 and not any(len(labels) > 1 for labels in groupings.values()):
        yield compare_of(counted, types)
    for name, labels in groupings.items():
        if 2 <= len(labels) <= MOST_COMPARED:
            table = compare_of(counted, labels)
        elif labels[MOST_COMPARED:]:
            table = frequencies_of(counted, by=name)
        else:
            continue
        yield replace(table, name=f"{table.name}_{name}")


def report_charts(tables: tuple[Table, ...]) -> tuple[Chart, ...]:
    """What is drawn of each table."""
    from qualcode.tables.pictures import heat_map, prevalence_chart

    first = tables[0]
    deeper = any(row.depth for row in first.rows)
    return (prevalence_chart(first), *([heat_map(first)] if deeper else []))
