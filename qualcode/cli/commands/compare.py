"""`qualcode compare`: groups of informants side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import (
    FigureOptions,
    Levels,
    Percent,
    SmallGroups,
    Strict,
    Unit,
    WithChart,
    with_figure_options,
)

app = new_app()


@app.command("compare")
@with_figure_options
def compare_command(
    figures: FigureOptions,
    groups: Annotated[
        list[str],
        typer.Argument(
            metavar="GROUP GROUP…",
            help="Informant types, groups of the settings, or variable=value; two or more.",
        ),
    ],
    intervals: Annotated[bool, typer.Option("--intervals", help="Add 95% intervals (Wilson, Newcombe).")] = False,
    test: Annotated[
        bool, typer.Option("--test", help="Add exact tests, adjusted for the number of themes; they only describe.")
    ] = False,
    unit: Unit = "informant",
    small_groups: SmallGroups = None,
    levels: Levels = 0,
    percent: Percent = False,
    strict: Strict = False,
    chart: WithChart = False,
) -> None:
    """Show two groups of informants (or more) side by side.

    How many of each raised each theme, the order of themes in each, what only one of them raised, and what a
    comparison of this size can show: `qualcode compare CSO International`.
    """
    from qualcode.study.results.counting import expect_complete

    with figures.study() as study:
        results = figures.results(study)
        scope = figures.scope(unit=unit, percent=percent, small_groups=small_groups)
        table = results.compare(*groups, intervals=intervals, test=test, levels=levels, **scope)
        figures.write(study, table, chart=chart, intervals=intervals)
        if strict:
            expect_complete(results)
