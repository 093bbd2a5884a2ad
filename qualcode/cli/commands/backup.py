"""`qualcode backup`: a copy of the study's database."""

from __future__ import annotations

import typer

from qualcode.cli.options import StudyOptions


def command(options: StudyOptions) -> None:
    """Copy the database into the study's `backups` folder; the copy is checked."""
    from qualcode.study.keeping.copies import copy_study

    with options.study(read_only=True) as study:
        typer.echo(copy_study(study))
