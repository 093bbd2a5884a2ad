"""A coder's session on an open study."""

from __future__ import annotations

from qualcode.cli._study import Study
from qualcode.errors import UsageError
from qualcode.review.session import Item, Session


def open_session(study: Study, coder: str) -> Session:
    """What there is to review, for one coder."""
    from qualcode.review.session import Library

    project = study.project
    segmented = list(project.segmented())
    suggestions = [found for document, _ in segmented for found in project.suggestions(document.id)]
    library = Library.of(segmented, suggestions, study.codebook(), roster=study.roster(), redirects=project.redirects())
    return Session(project, library, coder=coder)


def find_item(session: Session, suggestion_id: str) -> Item:
    """The suggestion of that id; UsageError where there is none."""
    try:
        return session.item(suggestion_id)
    except KeyError:
        raise UsageError(
            f"{suggestion_id}: no such suggestion", hint="`qualcode suggestions` lists them with their ids"
        ) from None
