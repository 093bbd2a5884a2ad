"""`qualcode backup`: a copy of the study's database."""

from __future__ import annotations

from qualcode.cli._app import new_app
from qualcode.cli.options import ProjectPath

app = new_app()


@app.command("backup")
def backup_command(project: ProjectPath = None) -> None:
    """Copy the database into the study's `backups` folder; the copy is checked."""
    import sys

    from qualcode.cli.terminal import open_study
    from qualcode.store.backup import back_up

    with open_study(project, read_only=True) as study:
        print(back_up(study.project.path, "by-hand"), file=sys.stdout)
