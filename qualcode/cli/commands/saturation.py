"""`qualcode table saturation`: when interviews stopped bringing new codes."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import FigureOptions, WithChart, with_figure_options

app = new_app()


@app.command("saturation")
@with_figure_options
def saturation_command(
    figures: FigureOptions,
    base: Annotated[int, typer.Option("--base", min=1, help="Interviews that make the base; 4 to 6 are usual.")] = 4,
    run: Annotated[int, typer.Option("--run", min=1, help="Interviews that are looked at together; 2 or 3.")] = 2,
    threshold: Annotated[
        float, typer.Option("--threshold", min=0.0, max=0.99, help="Share of new codes that counts as none; 0.05 or 0.")
    ] = 0.05,
    chart: WithChart = False,
) -> None:
    """Show the codes each interview was the first to raise, and when few new ones came.

    Interviews in the order of their dates, else of the list of informants; beside it what other orders would have
    shown. After Guest, Namey and Chen (2020).
    """

    with figures.study() as study:
        table = figures.results(study).saturation(base=base, length=run, threshold=threshold, **figures.scope())
        figures.write(study, table, chart=chart)
