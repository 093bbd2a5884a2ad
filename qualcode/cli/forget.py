"""`qualcode forget`: withdrawn consent."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli._app import new_app
from qualcode.cli._options import ProjectPath

app = new_app()


@app.command("forget")
def forget_command(
    target: Annotated[str, typer.Argument(metavar="INFORMANT|DOCUMENT", help="Who, or which interview.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; this cannot be undone.")] = False,
    project: ProjectPath = None,
) -> None:
    """Remove a person's words for good: from the database, its backups and caches."""
    from qualcode.cli._say import Voice, may_ask
    from qualcode.cli._study import open_study
    from qualcode.errors import UsageError

    if not yes and not may_ask():
        raise UsageError("forgetting cannot be undone", hint="add --yes")
    if not yes:
        typer.confirm(f"Remove all words of {target}? This cannot be undone", abort=True, err=True)
    voice = Voice()
    with open_study(project) as study:
        removed = study.project.forget(target)
    voice.note(f"removed: {len(removed.documents)} interviews whole, turns in {len(removed.shared)} shared ones")
    voice.note(f"{removed.n_decisions} decisions removed; {removed.n_backups} backups cleaned")
    for path in removed.backups_deleted:
        voice.warn(f"{path}: could not be cleaned and was deleted")
    for name in removed.files:
        voice.warn(f"{name}: the transcript still holds the words", "delete it from the transcripts folder")
    voice.warn(f"{target}: delete the row in the roster, and look through the reports written so far")
