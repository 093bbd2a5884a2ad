"""`qualcode export`: decisions out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import ProjectPath

app = new_app()


@app.command("export")
def export_command(
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", metavar="FILE", help="What people decided, as JSON lines; - for stdout."),
    ] = None,
    refi: Annotated[
        Path | None, typer.Option("--refi", metavar="FILE", help="A project for other programs (.qdpx).")
    ] = None,
    program: Annotated[
        str, typer.Option("--for", metavar="PROGRAM", help="Of --refi: standard, nvivo, maxqda, atlasti, qualcoder.")
    ] = "standard",
    without_codings: Annotated[
        bool, typer.Option("--without-codings", help="Of a project: for a second coder, who is not to see them.")
    ] = False,
    suggestions: Annotated[
        bool, typer.Option("--suggestions", help="Of a project: also what the rules propose, as a coder of their own.")
    ] = False,
    coder: Annotated[
        str, typer.Option("--coder", metavar="NAME", help="Of a project: this coder's codings alone.")
    ] = "",
    taguette: Annotated[
        Path | None, typer.Option("--taguette", metavar="FILE", help="A project for Taguette (.sqlite3).")
    ] = None,
    project: ProjectPath = None,
) -> None:
    """Write the study for others: decisions for another copy of it, or a project for another program."""
    import sys

    from qualcode.cli.terminal import open_study
    from qualcode.errors import UsageError
    from qualcode.study.keeping.merging import export_records, write_records
    from qualcode.study.keeping.projects.giving import GivenOptions, export_project

    if sum(to is not None for to in (decisions, refi, taguette)) != 1:
        raise UsageError("what is to be written?", hint="give one of --decisions FILE, --refi FILE, --taguette FILE")
    with open_study(project, read_only=True) as study:
        if decisions is None:
            options = GivenOptions(without_codings=without_codings, suggestions=suggestions, coder=coder)
            export_project(study, refi=refi, taguette=taguette, program=program, options=options)
        elif str(decisions) == "-":
            write_records(study, sys.stdout)
        else:
            count = export_records(study, decisions)
            study.voice.note(f"{count:,} records written to {decisions}; they hold words of the interviews")
