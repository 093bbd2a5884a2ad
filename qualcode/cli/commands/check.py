"""`qualcode check`: is the study whole?"""

from __future__ import annotations

from qualcode.cli.options import StudyOptions


def command(options: StudyOptions) -> None:
    """Check every page of the database, every transcript against its hash, every backup and every file of a survey."""
    from qualcode.study.keeping.copies import check_study

    with options.study(read_only=True) as study:
        checked = check_study(study)
        for what, hint in checked.warnings:
            study.voice.warn(what, hint)
        study.voice.note(checked.said)
