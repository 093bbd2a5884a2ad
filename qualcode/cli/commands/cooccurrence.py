"""`qualcode table cooccurrence`: themes that appear together."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import FigureOptions, Levels, WithChart, with_figure_options
from qualcode.cli.terminal import OutputFormat

app = new_app()


@app.command("cooccurrence")
@with_figure_options
def cooccurrence_command(
    figures: FigureOptions,
    within: Annotated[str, typer.Option("--within", help="passage or interview.")] = "passage",
    code: Annotated[str, typer.Option("--code", help="Only pairs with this theme.")] = "",
    least: Annotated[int, typer.Option("--least", min=1, help="Only pairs found together so often.")] = 1,
    jaccard: Annotated[
        bool, typer.Option("--jaccard", help="How often they do, of all places with either; programs always get it.")
    ] = False,
    levels: Levels = 0,
    chart: WithChart = False,
) -> None:
    """Show which themes appear together, in one passage or in one interview.

    Counts places where one informant raised both, and those with either.
    """
    with figures.study() as study:
        table = figures.results(study).cooccurrence(
            within=within,
            code=code,
            least=least,
            levels=levels,
            jaccard=jaccard or figures.format is not OutputFormat.TABLE,
            **figures.scope(),
        )
        figures.write(study, table, chart=chart)
