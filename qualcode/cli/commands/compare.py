"""`qualcode compare`: groups of informants side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import (
    AtLeast,
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
        list[str] | None,
        typer.Argument(
            metavar="GROUP GROUP…",
            help="Informant types, groups of the settings, or variable=value; two or more.",
        ),
    ] = None,
    by: Annotated[
        str, typer.Option("--by", help="Without groups: all of this grouping, or of this column of the list.")
    ] = "informant_type",
    sort: Annotated[str, typer.Option("--sort", help="difference (the largest first) or codebook.")] = "difference",
    intervals: Annotated[bool, typer.Option("--intervals", help="Add 95% intervals (Wilson, Newcombe).")] = False,
    test: Annotated[
        bool, typer.Option("--test", help="Add exact tests, adjusted for the number of themes; they only describe.")
    ] = False,
    at_least: AtLeast = 1,
    unit: Unit = "informant",
    small_groups: SmallGroups = None,
    levels: Levels = 0,
    percent: Percent = False,
    strict: Strict = False,
    chart: WithChart = False,
) -> None:
    """Show two groups of informants (or more) side by side.

    How many of each raised each theme, how far they lie apart, the order of themes in each, and what only one of them
    raised: `qualcode compare CSO International`, `qualcode compare --by gender`. With --intervals or --test it is said
    what a comparison of this size can show.
    """
    from qualcode.study.results.counting import expect_complete

    with figures.study() as study:
        results = figures.results(study)
        scope = figures.scope(unit=unit, percent=percent, small_groups=small_groups, at_least=at_least)
        table = results.compare(*groups or (), by=by, sort=sort, intervals=intervals, test=test, levels=levels, **scope)
        figures.write(study, table, chart=chart, intervals=intervals)
        if strict:
            expect_complete(results)
