"""`qualcode restore`: a backup in the place of the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli._app import new_app
from qualcode.cli.options import ProjectPath

app = new_app()


@app.command("restore")
def restore_command(
    backup: Annotated[Path | None, typer.Argument(help="Default: the newest good backup.")] = None,
    project: ProjectPath = None,
) -> None:
    """Put a backup in the place of the database. What was there is kept."""
    from qualcode.cli._naming import refuse_missing
    from qualcode.cli._new_study import find_study
    from qualcode.cli.terminal import Terminal
    from qualcode.errors import ProjectError
    from qualcode.store.backup import newest_good_backup
    from qualcode.store.restore import restore

    folder = find_study(project)
    if backup is not None:
        refuse_missing(backup)
    chosen = backup or newest_good_backup(folder)
    if chosen is None:
        raise ProjectError(f"{folder}: no good backup was found", hint="name one: qualcode restore FILE")
    before = _decisions_in(folder)
    kept, used = restore(folder, chosen)
    voice = Terminal()
    voice.note(f"restored from {used}" + (f"; what was there is in {kept}" if kept else ""))
    now = _decisions_in(folder)
    voice.note(f"decisions in it: {now or 0:,}" + ("" if before is None else f"; before: {before:,}"))
    if kept and (before or 0) > (now or 0):
        voice.note(f'To go back: qualcode restore "{kept}"')


def _decisions_in(folder: Path) -> int | None:
    """How many decisions the study holds; None where its database cannot be read."""
    from qualcode.cli.terminal import open_study
    from qualcode.errors import QualcodeError

    try:
        with open_study(folder, read_only=True) as study:
            return sum(1 for _ in study.project.decisions())
    except QualcodeError:
        return None
