"""`qualcode backup`: a copy of the study's database."""

from __future__ import annotations

import typer

from qualcode.cli.options import StudyOptions


def command(options: StudyOptions) -> None:
    """Copy the database into the study's `backups` folder, that of open answers into theirs; copies are checked."""
    from qualcode.study.keeping.copies import copy_whole

    with options.study(read_only=True) as study:
        for copy in copy_whole(study):
            typer.echo(copy)
