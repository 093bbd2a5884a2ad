"""`qualcode backup`: a copy of the study's database."""

from __future__ import annotations

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import ProjectPath

app = new_app()


@app.command("backup")
def backup_command(project: ProjectPath = None) -> None:
    """Copy the database into the study's `backups` folder; the copy is checked."""
    from qualcode.cli.terminal import open_study
    from qualcode.study.keeping.copies import copy_study

    with open_study(project, read_only=True) as study:
        typer.echo(copy_study(study))
