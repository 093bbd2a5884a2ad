"""The study around one of open answers: what is done there alone, and what is taken over from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.informant import Roster
from qualcode.model.journal import EventKind
from qualcode.model.people import INFORMANTS, RESPONDENTS, People
from qualcode.settings import study_around
from qualcode.store import Store

if TYPE_CHECKING:
    from qualcode.study.study import Study


def expect_interviews(study: Study, what: str) -> None:
    """UsageError in a study of open answers for `what` is done in the study around it."""
    if study.around is not None:
        raise UsageError(
            f"{study.folder.name} holds the open answers of a survey: {what} in the study around it",
            hint=f"give the command there: --project {study.around}",
        )


def take_over_changes(study: Study, around: Path) -> None:
    """Take over what became of codes: decisions on open answers follow it as those on interviews do."""
    with Store.open(around, read_only=True) as store:
        changes = store.log.events(EventKind.REDIRECT)
    study.store.merging.take_in(("event", change) for change in changes)


def people_of(folder: Path) -> People:
    """Who speaks in a study: respondents of a survey, where it holds their open answers."""
    return INFORMANTS if study_around(folder) is None else RESPONDENTS


def informants_around(folder: Path) -> Roster:
    """The list of informants of the study around one of open answers, whom respondents may name; else nobody."""
    around = study_around(folder)
    if around is None:
        return Roster()
    with Store.open(around, read_only=True) as store:
        return store.sources.roster()
