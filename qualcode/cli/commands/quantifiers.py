"""`qualcode table quantifiers`: the words for each count."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import FigureOptions, Levels, SmallGroups, Unit, with_figure_options

app = new_app()


@app.command("quantifiers")
@with_figure_options
def quantifiers_command(
    figures: FigureOptions,
    by: Annotated[str, typer.Option("--by", help="As in `qualcode frequencies`.")] = "informant_type",
    unit: Unit = "informant",
    small_groups: SmallGroups = None,
    levels: Levels = 0,
) -> None:
    """Show the word a report may use for each count: all, most, several, one.

    By the study's scale (settings: quantifiers); below five informants counts in words: all three, two of three.
    """

    with figures.study() as study:
        scope = figures.scope(unit=unit, small_groups=small_groups)
        table = figures.results(study).quantifiers(by, levels=levels, **scope)
        figures.write(study, table)
