"""`qualcode restore`: a backup in the place of the database."""

from __future__ import annotations

from pathlib import Path

from qualcode.cli.declare import argument, flag
from qualcode.cli.options import StudyOptions

DAMAGED = "The database is beyond reading: do without what it says of withdrawals."


def command(
    options: StudyOptions,
    backup: Path | None = argument(None, "Default: the newest good backup.", None),
    damaged: bool = flag("--damaged", DAMAGED),
) -> None:
    """Put a backup in the place of the database. What was there is kept."""
    from qualcode.cli.terminal import Terminal
    from qualcode.study.folder import find_study
    from qualcode.study.keeping.copies import put_back
    from qualcode.study.naming import refuse_missing

    folder = find_study(options.project)
    if backup is not None:
        refuse_missing(backup)
    for sentence in put_back(folder, backup, damaged=damaged).said:
        Terminal().note(sentence)
