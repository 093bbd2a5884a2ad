"""`qualcode matrix`: interviews against themes."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli._app import new_app
from qualcode.cli._options import Coder, Coders, Format, Ids, Levels, OutputFormat, ProjectPath, Unreviewed, Where

app = new_app()


@app.command("matrix")
def matrix_command(
    passages: Annotated[bool, typer.Option("--passages", help="Numbers of passages instead of 0 and 1.")] = False,
    where: Where = None,
    levels: Levels = 0,
    unreviewed: Unreviewed = False,
    coder: Coder = "",
    coders: Coders = "adjudicated",
    ids: Ids = False,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show who raised what: a row per informant and interview, a column per theme, 1 where it was raised.

    For the study's team: a row is a person. `--format csv` gives a sheet to filter in Excel.
    """
    from qualcode.cli._coders import whose
    from qualcode.cli._counting import count
    from qualcode.cli._output import write_figures
    from qualcode.cli._study import open_study
    from qualcode.cli._tables import Cut, matrix_of

    with open_study(project) as study:
        cut = Cut(where=where or ())
        counted = count(study, unreviewed=unreviewed, coder=whose(study, coder, coders))
        table = matrix_of(counted, cut, cells="passages" if passages else "presence", levels=levels)
        write_figures(study, table, format, ids=ids)
