"""`qualcode restore`: a backup in the place of the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import ProjectPath

app = new_app()


@app.command("restore")
def restore_command(
    backup: Annotated[Path | None, typer.Argument(help="Default: the newest good backup.")] = None,
    damaged: Annotated[
        bool, typer.Option("--damaged", help="The database is beyond reading: do without what it says of withdrawals.")
    ] = False,
    project: ProjectPath = None,
) -> None:
    """Put a backup in the place of the database. What was there is kept."""
    from qualcode.cli.terminal import Terminal
    from qualcode.study.folder import find_study
    from qualcode.study.keeping.copies import put_back
    from qualcode.study.naming import refuse_missing

    folder = find_study(project)
    if backup is not None:
        refuse_missing(backup)
    done = put_back(folder, backup, damaged=damaged)
    voice = Terminal()
    voice.note(f"restored from {done.used}" + (f"; what was there is in {done.kept}" if done.kept else ""))
    before = "" if done.n_before is None else f"; before: {done.n_before:,}"
    voice.note(f"decisions in it: {done.n_now:,}{before}")
    if done.kept and (done.n_before or 0) > done.n_now:
        voice.note(f'To go back: qualcode restore "{done.kept}"')
