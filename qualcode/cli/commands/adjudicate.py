"""`qualcode adjudicate`: settle what coders disagree on."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import ProjectPath

app = new_app()


@app.command("adjudicate")
def adjudicate_command(
    project: ProjectPath = None,
    coder: Annotated[str, typer.Option("--coder", help="Who settles.", envvar="QUALCODE_CODER")] = "",
    code: Annotated[str, typer.Option("--code", help="Only this code and those under it.")] = "",
    document: Annotated[str, typer.Option("--document", help="Only this interview.")] = "",
) -> None:
    """Settle disagreements, with both decisions and notes side by side, on the review screen.

    The outcome is a decision of its own: tables use it in place of the coders', until one of them changes.
    """
    from qualcode.cli.screens import adjudicate_on_screen
    from qualcode.cli.terminal import coder_name, open_study

    with open_study(project) as study:
        adjudicate_on_screen(study, coder_name(coder, study), code=code, document=document)
