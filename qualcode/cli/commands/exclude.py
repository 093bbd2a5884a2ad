"""`qualcode exclude`: an informant left out of the counts."""

from __future__ import annotations

from qualcode.cli.declare import flag, needed, text
from qualcode.cli.options import StudyOptions


def command(
    options: StudyOptions,
    informant: str = needed(None, "The informant's id."),
    reason: str = text("--reason", "Why; kept with the study."),
    undo: bool = flag("--undo", "Count the informant again."),
) -> None:
    """Leave an informant out of the counts. Nothing is deleted; --undo brings them back."""
    from qualcode.study.reading.roster import exclude_informant, include_informant

    with options.study() as study:
        if undo:
            include_informant(study, informant)
        else:
            exclude_informant(study, informant, reason)
        study.voice.note(f"{informant} is {'counted again' if undo else 'left out of the counts'}")
