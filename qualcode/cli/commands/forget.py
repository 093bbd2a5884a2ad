"""`qualcode forget`: withdrawn consent."""

from __future__ import annotations

import typer

from qualcode.cli.declare import flag, needed, option
from qualcode.cli.options import StudyOptions

FILES = "Delete the transcripts in the study's folder, too."
ROSTER = "Delete the rows in the list of informants, too."


def command(
    options: StudyOptions,
    target: str = needed("INFORMANT|DOCUMENT", "Who, or which interview."),
    yes: bool = flag("--yes", "Do not ask; this cannot be undone."),
    files: bool | None = option("--files/--keep-files", FILES, None),
    roster: bool | None = option("--roster/--keep-roster", ROSTER, None),
) -> None:
    """Remove a person's words for good: from the database, its backups and caches.

    At a terminal it asks whether to delete the transcripts and the rows of the list of informants as well. Reports and
    other files of the study that still hold the words are named.
    """
    from qualcode.cli.terminal import may_ask
    from qualcode.errors import UsageError
    from qualcode.model.wording import plural
    from qualcode.study.keeping import forgetting, remains

    def wanted(said: bool | None, question: str) -> bool:
        return bool(said) if said is not None or not may_ask() else typer.confirm(question, err=True)

    with options.study() as study:
        forgetting.expect_there(study, target)
        if not yes and not may_ask():
            raise UsageError("forgetting cannot be undone", hint="add --yes")
        if not yes:
            typer.confirm(f"Remove all words of {target}? This cannot be undone", abort=True, err=True)
        rows = forgetting.roster_rows(study, target)
        found = study.store.forgetting.find(target)
        own = forgetting.own_transcripts(study, found)
        if own and wanted(files, f"Delete {', '.join(path.name for path in own)}?"):
            forgetting.delete_transcripts(own, study.voice)
        if rows and wanted(roster, f"Delete {plural(len(rows), 'row')} in {study.roster_path.name}?"):
            forgetting.delete_roster_rows(study, rows)
        remains.say_what_is_left(study, target, found, forgetting.transcripts_of(study, found))
        forgetting.forget(study, target)
