"""Charts of results in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualcode.cli._options import OutputFormat
from qualcode.errors import UsageError
from qualcode.model.table import Table

if TYPE_CHECKING:
    from qualcode.model.report import Chart


def check_chart(format: OutputFormat) -> None:
    """Refuse a chart in a format that a program reads: it is drawn under a table in the terminal."""
    if format is not OutputFormat.TABLE:
        raise UsageError(
            f"--chart does not go with --format {format.value}", hint="`qualcode report` draws charts in its files"
        )


def show_charts(table: Table, *, intervals: bool = False) -> None:
    """Draw a table under itself."""
    from qualcode.reports.terminal_chart import write_chart

    for chart in charts_of(table, intervals=intervals):
        sys.stdout.write("\n")
        write_chart(chart, sys.stdout)


def charts_of(table: Table, *, intervals: bool = False) -> Iterator[Chart]:
    """What can be drawn of a table: dots and a heat map of shares, themes together, saturation."""
    from qualcode.tables.chart_data import heat_map, prevalence_chart, saturation_chart, together_chart

    if table.name == "cooccurrence":
        yield together_chart(table)
    elif table.name == "saturation":
        yield saturation_chart(table)
    else:
        yield prevalence_chart(table, intervals=intervals)
        if any(row.depth for row in table.rows):
            yield heat_map(table)
