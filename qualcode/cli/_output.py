"""Results on stdout, in the format asked for."""

from __future__ import annotations

import sys

from qualcode.cli._options import OutputFormat
from qualcode.cli._study import Study
from qualcode.model.table import Table


def write_result(table: Table, format: OutputFormat) -> None:
    """Write a table to stdout."""
    from qualcode.reports import TABLE_WRITERS

    TABLE_WRITERS[format.value](table, sys.stdout)


def write_figures(
    study: Study,
    table: Table,
    format: OutputFormat,
    *,
    ids: bool = False,
    chart: bool = False,
    intervals: bool = False,
) -> None:
    """Write a table whose figures can be traced afterwards; with `ids`, the figures' ids in their place; with `chart`,
    drawn below, with `intervals` around the shares."""
    from qualcode.cli._charting import check_chart, show_charts
    from qualcode.reports.terminal import ids_table

    if chart:
        check_chart(format)
    table = table.keyed(study.figure_key)
    study.project.record_figures({figure.id: figure.spec for figure in table.figures()})
    write_result(ids_table(table) if ids else table, format)
    if chart:
        show_charts(table, intervals=intervals)
