"""Put before a coder what they want to go through, and take it away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.review.desk import Desk
from qualcode.review.queue import Order, Wanted
from qualcode.study.review.sessions import open_session, understood

if TYPE_CHECKING:
    from qualcode.review.library import Library
    from qualcode.study.study import Study


def open_desk(
    study: Study,
    coder: str,
    wanted: Wanted,
    *,
    blind: bool = False,
    suggestions: bool = True,
    library: Library | None = None,
) -> Desk:
    """Put before a coder what they want to go through; `leave_desk` ends it.

    Raises UsageError for a document, type or code unknown here, and where somebody who is blind to the others asks for
    an order that is learned from what these decided.
    """
    meant = understood(study, wanted)
    if meant.order is Order.LIKELY and blind:
        raise UsageError(
            "what is worth reading first is learned from what others decided, too", hint="leave out --order or --blind"
        )
    session = open_session(study, coder, blind=blind, suggestions=suggestions, library=library)
    if meant.order is not Order.LIKELY:
        return Desk(session, study.store.log, meant)
    from qualcode.review.likely_desk import LikelyDesk
    from qualcode.study.review.rounds import rounds_for

    return LikelyDesk(session, study.store.log, meant, rounds_for(study, coder, meant))


def leave_desk(study: Study, desk: Desk) -> None:
    """Keep what was read at a desk, and in which order; nobody decides there any more."""
    from qualcode.review.likely_desk import LikelyDesk
    from qualcode.study.review.guided import keep_likely_review

    desk.close()
    if isinstance(desk, LikelyDesk):
        keep_likely_review(study, desk.session.coder, desk.n_read)
