"""`qualcode compare`: groups of informants side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli._app import new_app
from qualcode.cli._options import (
    Coder,
    Coders,
    Format,
    Ids,
    Levels,
    OutputFormat,
    Percent,
    ProjectPath,
    SmallGroups,
    Strict,
    Unit,
    Unreviewed,
    Where,
    WithChart,
)

app = new_app()


@app.command("compare")
def compare_command(
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
    where: Where = None,
    unit: Unit = "informant",
    small_groups: SmallGroups = False,
    levels: Levels = 0,
    percent: Percent = False,
    unreviewed: Unreviewed = False,
    coder: Coder = "",
    coders: Coders = "adjudicated",
    strict: Strict = False,
    ids: Ids = False,
    chart: WithChart = False,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show two groups of informants (or more) side by side.

    How many of each raised each theme, the order of themes in each, what only one of them raised, and what a
    comparison of this size can show: `qualcode compare CSO International`.
    """
    from qualcode.cli._coders import whose
    from qualcode.cli._counting import count, expect_complete
    from qualcode.cli._output import write_figures
    from qualcode.cli._study import open_study
    from qualcode.cli._tables import Cut, compare_of

    with open_study(project) as study:
        cut = Cut(where=where or (), unit=unit, small_groups=small_groups, percent=percent)
        counted = count(study, unreviewed=unreviewed, coder=whose(study, coder, coders))
        table = compare_of(counted, groups, cut, intervals=intervals, test=test, levels=levels)
        write_figures(study, table, format, ids=ids, chart=chart, intervals=intervals)
        if strict:
            expect_complete(counted)
