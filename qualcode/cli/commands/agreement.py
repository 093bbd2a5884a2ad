"""`qualcode agreement`: how far coders agree."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat

app = new_app()

ON_SCREEN = 7
"""Themes that a screen of 24 lines has room for."""


@app.command("agreement")
def agreement_command(
    coders: Annotated[
        list[str] | None,
        typer.Argument(metavar="CODER", help="Whom to compare; `rules` stands for the codebook's rules."),
    ] = None,
    code: Annotated[str, typer.Option("--code", help="Only this code and those under it.")] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Every theme; alpha, AC1 and intervals, and what they mean.")
    ] = False,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show how far coders agree: on suggestions both decided, and apart from it on what nobody suggested.

    Of coders who read without suggestions it is how far they agree on all passages both have read. Without names all
    who coded are compared. With --all, intervals (95 %) say how the figures would vary with other informants.
    """
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.study.review.agreement import agreement_of

    with open_study(project, read_only=True) as study:
        most = ON_SCREEN if format is OutputFormat.TABLE else 0
        write_result(agreement_of(study, coders or [], code=code, everything=everything, most=most), format)
