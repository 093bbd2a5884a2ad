"""`qualcode table matrix`: interviews against themes."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import FigureOptions, Levels, with_figure_options

app = new_app()


@app.command("matrix")
@with_figure_options
def matrix_command(
    figures: FigureOptions,
    passages: Annotated[bool, typer.Option("--passages", help="Numbers of passages instead of 0 and 1.")] = False,
    levels: Levels = 0,
) -> None:
    """Show who raised what: a row per informant and interview, a column per theme, 1 where it was raised.

    For the study's team: a row is a person. `--format csv` gives a sheet to filter in Excel.
    """

    with figures.study() as study:
        table = figures.results(study).matrix(
            cells="passages" if passages else "presence", levels=levels, **figures.scope()
        )
        figures.write(study, table)
