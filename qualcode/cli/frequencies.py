"""`qualcode frequencies`: themes by informant type."""

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


@app.command("frequencies")
def frequencies_command(
    project: ProjectPath = None,
    by: Annotated[
        str,
        typer.Option(
            "--by", help="informant_type, a grouping of the settings, a column of the roster, or two: type,region."
        ),
    ] = "informant_type",
    sort: Annotated[str, typer.Option("--sort", help="codebook or prevalence.")] = "codebook",
    coverage: Annotated[
        bool, typer.Option("--coverage", help="For each group: raised, denied, not raised, not asked, not reviewed.")
    ] = False,
    where: Where = None,
    unit: Unit = "informant",
    levels: Levels = 0,
    small_groups: SmallGroups = False,
    percent: Percent = False,
    unreviewed: Unreviewed = False,
    coder: Coder = "",
    coders: Coders = "adjudicated",
    strict: Strict = False,
    ids: Ids = False,
    chart: WithChart = False,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show how many informants of each type raised each theme.

    Counts people, not mentions. Every figure has an id (--ids shows them): `qualcode trace ID` shows the words
    behind it.
    """
    from qualcode.cli._coders import whose
    from qualcode.cli._counting import count, expect_complete
    from qualcode.cli._output import write_figures
    from qualcode.cli._say import Voice
    from qualcode.cli._study import open_study
    from qualcode.cli._tables import Cut, coverage_of, frequencies_of

    with open_study(project) as study:
        counted = count(study, unreviewed=unreviewed, coder=whose(study, coder, coders))
        cut = Cut(where=where or (), unit=unit, percent=percent, small_groups=small_groups)
        if coverage:
            table = coverage_of(counted, cut, by=by)
        else:
            table = frequencies_of(counted, cut, by=by, sort=sort, levels=levels)
        write_figures(study, table, format, ids=ids, chart=chart)
        if strict:
            expect_complete(counted)
    if not ids:
        Voice().note("Where does a figure come from? `qualcode frequencies --ids`, then `qualcode trace F-…`")
