"""`qualcode suggestions`: what is proposed, with ids."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat

app = new_app()


@app.command("suggestions")
def suggestions_command(
    project: ProjectPath = None,
    coder: Annotated[str, typer.Option("--coder", help="Show what is left for this coder.")] = "",
    code: Annotated[str, typer.Option("--code", help="Only this code and those under it.")] = "",
    document: Annotated[str, typer.Option("--document", help="Only this interview.")] = "",
    decided: Annotated[bool, typer.Option("--decided", help="List what is decided already, too.")] = False,
    recode: Annotated[bool, typer.Option("--recode", help="Only passages whose code was split since.")] = False,
    format: Format = OutputFormat.TABLE,
) -> None:
    """List suggestions with their ids, for `qualcode decide`."""
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.study.review.sessions import suggestions_of

    with open_study(project, read_only=True) as study:
        listed = suggestions_of(study, coder=coder, code=code, document=document, decided=decided, recode=recode)
        write_result(listed, format)
