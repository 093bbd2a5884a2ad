"""`qualcode agreement`: how far coders agree."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat

app = new_app()


@app.command("agreement")
def agreement_command(
    coders: Annotated[
        list[str] | None,
        typer.Argument(metavar="CODER", help="Whom to compare; `rules` stands for the codebook's rules."),
    ] = None,
    code: Annotated[str, typer.Option("--code", help="Only this code and those under it.")] = "",
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show how far coders agree, by code and overall, on the passages that two of them have read.

    Without names all who coded are compared. Intervals (95 %) say how the figures would vary with other informants.
    """
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.study.review.agreement import agreement_of

    with open_study(project, read_only=True) as study:
        write_result(agreement_of(study, coders or [], code=code), format)
