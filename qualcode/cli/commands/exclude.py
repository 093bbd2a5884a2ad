"""`qualcode exclude`: an informant left out of the counts."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import ProjectPath

app = new_app()


@app.command("exclude")
def exclude_command(
    informant: Annotated[str, typer.Argument(help="The informant's id.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept with the study.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Count the informant again.")] = False,
    project: ProjectPath = None,
) -> None:
    """Leave an informant out of the counts. Nothing is deleted; --undo brings them back."""
    from qualcode.cli.terminal import open_study
    from qualcode.study.reading.roster import exclude_informant, include_informant

    with open_study(project) as study:
        if undo:
            include_informant(study, informant)
        else:
            exclude_informant(study, informant, reason)
        study.voice.note(f"{informant} is {'counted again' if undo else 'left out of the counts'}")
