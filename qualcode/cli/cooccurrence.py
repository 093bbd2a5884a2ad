"""`qualcode cooccurrence`: themes that appear together."""

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
    ProjectPath,
    Unreviewed,
    Where,
    WithChart,
)

app = new_app()


@app.command("cooccurrence")
def cooccurrence_command(
    within: Annotated[str, typer.Option("--within", help="passage or interview.")] = "passage",
    code: Annotated[str, typer.Option("--code", help="Only pairs with this theme.")] = "",
    least: Annotated[int, typer.Option("--least", min=1, help="Only pairs found together so often.")] = 1,
    where: Where = None,
    levels: Levels = 0,
    unreviewed: Unreviewed = False,
    coder: Coder = "",
    coders: Coders = "adjudicated",
    ids: Ids = False,
    chart: WithChart = False,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show which themes appear together, in one passage or in one interview.

    Counts places where one informant raised both, and how often that is of all places with either (Jaccard).
    """
    from qualcode.cli._coders import whose
    from qualcode.cli._counting import count
    from qualcode.cli._output import write_figures
    from qualcode.cli._study import open_study
    from qualcode.cli._tables import Cut, cooccurrence_of

    with open_study(project) as study:
        cut = Cut(where=where or ())
        counted = count(study, unreviewed=unreviewed, coder=whose(study, coder, coders))
        table = cooccurrence_of(counted, cut, within=within, code=code, least=least, levels=levels)
        write_figures(study, table, format, ids=ids, chart=chart)
