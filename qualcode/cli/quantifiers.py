"""`qualcode quantifiers`: the words for each count."""

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
    SmallGroups,
    Unit,
    Unreviewed,
    Where,
)

app = new_app()


@app.command("quantifiers")
def quantifiers_command(
    by: Annotated[str, typer.Option("--by", help="As in `qualcode frequencies`.")] = "informant_type",
    where: Where = None,
    unit: Unit = "informant",
    small_groups: SmallGroups = False,
    levels: Levels = 0,
    unreviewed: Unreviewed = False,
    coder: Coder = "",
    coders: Coders = "adjudicated",
    ids: Ids = False,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show the word a report may use for each count: all, most, several, one.

    By the study's scale (settings: quantifiers); below five informants counts in words: all three, two of three.
    """
    from qualcode.cli._coders import whose
    from qualcode.cli._counting import count
    from qualcode.cli._output import write_figures
    from qualcode.cli._study import open_study
    from qualcode.cli._tables import Cut, quantifiers_of

    with open_study(project) as study:
        cut = Cut(where=where or (), unit=unit, small_groups=small_groups)
        counted = count(study, unreviewed=unreviewed, coder=whose(study, coder, coders))
        table = quantifiers_of(counted, cut, by=by, levels=levels)
        write_figures(study, table, format, ids=ids)
