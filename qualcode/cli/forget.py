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
    files: Annotated[
        bool | None, typer.Option("--files/--keep-files", help="Delete the transcripts in the study's folder, too.")
    ] = None,
    roster: Annotated[
        bool | None, typer.Option("--roster/--keep-roster", help="Delete the rows in the list of informants, too.")
    ] = None,
    project: ProjectPath = None,
) -> None:
    """Remove a person's words for good: from the database, its backups and caches.

    At a terminal it asks whether to delete the transcripts and the rows of the roster as well. Reports and other files
    of the study that still hold the words are named.
    """
    from qualcode.cli._forgetting import (
        delete_roster_rows,
        delete_transcripts,
        roster_rows,
        still_holding,
        transcripts_of,
    )
    from qualcode.cli._say import Voice, counted, may_ask
    from qualcode.cli._study import open_study
    from qualcode.errors import UsageError

    voice = Voice()

    def wanted(said: bool | None, question: str) -> bool:
        return bool(said) if said is not None or not may_ask() else typer.confirm(question, err=True)

    with open_study(project) as study:
        study.project.expect_there(target)
        if not yes and not may_ask():
            raise UsageError("forgetting cannot be undone", hint="add --yes")
        if not yes:
            typer.confirm(f"Remove all words of {target}? This cannot be undone", abort=True, err=True)
        rows = roster_rows(study, target)
        removed = study.project.forget(target)
        turns = f", and turns in {counted(len(removed.shared), 'shared one')}" if removed.shared else ""
        voice.note(f"removed: {counted(len(removed.documents), 'whole interview')}{turns}")
        cleaned = counted(removed.n_backups, "backup")
        voice.note(f"{counted(removed.n_decisions, 'decision')} removed; {cleaned} cleaned")
        for path in removed.backups_deleted:
            voice.warn(f"{path}: could not be cleaned and was deleted")
        found = transcripts_of(study, removed)
        own = [path for path in found if path.name not in removed.shared_files]
        if own and wanted(files, f"Delete {', '.join(path.name for path in own)}?"):
            delete_transcripts(own, voice)
        if rows and wanted(roster, f"Delete {counted(len(rows), 'row')} in {study.roster_path.name}?"):
            delete_roster_rows(study, rows, voice)
        for path in still_holding(study.folder, removed.words, [target, *removed.documents]):
            if path == study.roster_path:
                voice.warn(f"{path}: still names {target}", "delete the row, or run again with --roster")
            elif path in found:
                shared = path.name in removed.shared_files
                hint = "take the person's turns out; the others' stay" if shared else "delete it, or use --files"
                voice.warn(f"{path}: the transcript still holds the words", hint)
            else:
                voice.warn(f"{path}: still holds words or the name", "write it again, or delete it")
