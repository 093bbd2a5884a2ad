"""`qualcode restore`: a backup in the place of the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli._app import new_app
from qualcode.cli._options import ProjectPath

app = new_app()


@app.command("restore")
def restore_command(
    backup: Annotated[Path | None, typer.Argument(help="Default: the newest good backup.")] = None,
    project: ProjectPath = None,
) -> None:
    """Put a backup in the place of the database. What was there is kept."""
    from qualcode.cli._naming import refuse_missing
    from qualcode.cli._say import Voice
    from qualcode.cli._study import find_study
    from qualcode.errors import ProjectError
    from qualcode.store.backup import newest_good_backup
    from qualcode.store.restore import restore

    folder = find_study(project)
    if backup is not None:
        refuse_missing(backup)
    chosen = backup or newest_good_backup(folder)
    if chosen is None:
        raise ProjectError(f"{folder}: no good backup was found", hint="name one: qualcode restore FILE")
    kept, used = restore(folder, chosen)
    Voice().note(f"restored from {used}" + (f"; what was there is in {kept}" if kept else ""))
