"""Which tables a report holds, under which headings, and what is drawn from them."""

from __future__ import annotations

from collections.abc import Iterator
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
    heading = "Groups compared"
    for grouping, groups in counted.study.settings.groupings.items():
        present = {row.informant_type for row in counted.roster.informants}
        labels = [label for label, members in groups.items() if present.intersection(members)]
        if 2 <= len(labels) <= MOST_COMPARED:
            table = compare_of(counted, labels)
        else:
            table = frequencies_of(counted, by=grouping)
        yield replace(table, name=f"{table.name}_{grouping}", heading=heading)
        heading = ""


def report_charts(tables: tuple[Table, ...]) -> tuple[Chart, ...]:
    """What is drawn of each table."""
    from qualcode.tables.pictures import heat_map, prevalence_chart

    first = tables[0]
    deeper = any(row.depth for row in first.rows)
    return (prevalence_chart(first), *([heat_map(first)] if deeper else []))
