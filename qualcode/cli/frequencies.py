"""`qualcode frequencies`: themes by informant type."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli._app import new_app
from qualcode.cli._options import Format, OutputFormat, ProjectPath

app = new_app()


@app.command("frequencies")
def frequencies_command(
    project: ProjectPath = None,
    by: Annotated[
        str, typer.Option("--by", help="informant_type, a grouping of the settings, or a column of the roster.")
    ] = "informant_type",
    unreviewed: Annotated[
        bool, typer.Option("--unreviewed", help="Count suggestions, although there are decisions.")
    ] = False,
    percent: Annotated[bool, typer.Option("--percent", help="Percentages for small groups too.")] = False,
    ids: Annotated[bool, typer.Option("--ids", help="Show each figure's id, for `qualcode trace`.")] = False,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show how many informants of each type raised each theme.

    Counts people, not mentions. Every figure has an id (--ids shows them): `qualcode trace ID` shows the words
    behind it.
    """
    from qualcode.cli._counting import frequency_table
    from qualcode.cli._output import write_figures
    from qualcode.cli._say import Voice
    from qualcode.cli._study import open_study

    with open_study(project) as study:
        table = frequency_table(study, by=by, unreviewed=unreviewed, percent=percent)
        write_figures(study, table, format, ids=ids)
    if not ids:
        Voice().note("Where does a figure come from? `qualcode frequencies --ids`, then `qualcode trace F-…`")
