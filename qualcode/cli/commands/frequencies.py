"""`qualcode frequencies`: themes by informant type."""

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


@app.command("frequencies")
@with_figure_options
def frequencies_command(
    figures: FigureOptions,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            help="informant_type, a grouping of the settings, a column of the list of informants, or two: type,region.",
        ),
    ] = "informant_type",
    sort: Annotated[str, typer.Option("--sort", help="codebook or prevalence.")] = "codebook",
    coverage: Annotated[
        bool, typer.Option("--coverage", help="For each group: raised, denied, not raised, not asked, not reviewed.")
    ] = False,
    amounts: Annotated[bool, typer.Option("--amounts", help="For each group: passages and words too.")] = False,
    at_least: AtLeast = 1,
    unit: Unit = "informant",
    levels: Levels = 0,
    small_groups: SmallGroups = None,
    percent: Percent = False,
    strict: Strict = False,
    chart: WithChart = False,
) -> None:
    """Show how many informants of each type raised each theme.

    Counts people, not mentions. Every figure has an id (--ids shows them): `qualcode trace ID` shows the words
    behind it.
    """
    from qualcode.cli.terminal import Terminal
    from qualcode.study.results.counting import expect_complete

    with figures.study() as study:
        results = figures.results(study)
        scope = figures.scope(unit=unit, percent=percent, small_groups=small_groups, at_least=at_least)
        if coverage:
            table = results.coverage(by, **scope)
        elif amounts:
            table = results.how_much(by, levels=levels, **scope)
        else:
            table = results.frequencies(by, sort=sort, levels=levels, **scope)
        figures.write(study, table, chart=chart)
        if strict:
            expect_complete(results)
    if not figures.ids:
        Terminal().note("Where does a figure come from? `qualcode frequencies --ids`, then `qualcode trace F-…`")
