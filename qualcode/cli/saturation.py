"""`qualcode saturation`: when interviews stopped bringing new codes."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli._app import new_app
from qualcode.cli._options import (
    Coder,
    Coders,
    Format,
    Ids,
    OutputFormat,
    ProjectPath,
    Unreviewed,
    Where,
    WithChart,
)

app = new_app()


@app.command("saturation")
def saturation_command(
    base: Annotated[int, typer.Option("--base", min=1, help="Interviews that make the base; 4 to 6 are usual.")] = 4,
    run: Annotated[int, typer.Option("--run", min=1, help="Interviews that are looked at together; 2 or 3.")] = 2,
    threshold: Annotated[
        float, typer.Option("--threshold", min=0.0, max=0.99, help="Share of new codes that counts as none; 0.05 or 0.")
    ] = 0.05,
    where: Where = None,
    unreviewed: Unreviewed = False,
    coder: Coder = "",
    coders: Coders = "adjudicated",
    ids: Ids = False,
    chart: WithChart = False,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show the codes each interview was the first to raise, and when few new ones came.

    Interviews in the order of their dates, else of the list of informants; beside it what other orders would have
    shown. After Guest, Namey and Chen (2020).
    """
    from qualcode.cli._coders import whose
    from qualcode.cli._counting import count
    from qualcode.cli._output import write_figures
    from qualcode.cli._study import open_study
    from qualcode.cli._tables import Cut, saturation_of

    with open_study(project) as study:
        cut = Cut(where=where or ())
        counted = count(study, unreviewed=unreviewed, coder=whose(study, coder, coders))
        table = saturation_of(counted, cut, base=base, length=run, threshold=threshold)
        write_figures(study, table, format, ids=ids, chart=chart)
