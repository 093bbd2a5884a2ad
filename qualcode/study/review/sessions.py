"""A coder's session on an open study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.review.library import Item, Library
from qualcode.review.session import Session
from qualcode.review.standing import Target
from qualcode.study.naming import named_code
from qualcode.study.review.coders import assignments

if TYPE_CHECKING:
    from qualcode.review.desk import Desk
    from qualcode.review.queue import Wanted
    from qualcode.review.resolve import Disagreement
    from qualcode.study.study import Study


def open_session(study: Study, coder: str, *, blind: bool = False, suggestions: bool = True) -> Session:
    """What there is to review, for one coder; `blind` to what others decided, or without the rules' suggestions."""
    log = study.store.log
    return Session(
        log,
        open_library(study, suggestions=suggestions),
        coder=coder,
        blind=blind,
        read=log.read_marks(coder=coder) if coder else (),
    )


def open_desk(study: Study, coder: str, wanted: Wanted, *, blind: bool = False, suggestions: bool = True) -> Desk:
    """Put before a coder what they want to go through. Raises UsageError for a document, type or code unknown here."""
    from qualcode.review.desk import Desk
    from qualcode.study.review.wanted import understood

    session = open_session(study, coder, blind=blind, suggestions=suggestions)
    return Desk(session, study.store.log, understood(study, wanted))


def open_library(study: Study, *, suggestions: bool = True) -> Library:
    """What there is to review."""
    store = study.store
    segmented = list(store.documents.segmented())
    proposed = (
        [found for document, _ in segmented for found in store.suggestions.of(document.id)] if suggestions else []
    )
    return Library.of(
        segmented,
        proposed,
        study.codebook(),
        roster=study.roster(),
        assigned=assignments(study),
        redirects=store.log.redirects(),
    )


def find_item(session: Session, suggestion_id: str) -> Item:
    """The suggestion of that id; UsageError where there is none."""
    try:
        return session.item(suggestion_id)
    except KeyError:
        raise UsageError(
            f"{suggestion_id}: no such suggestion", hint="`qualcode suggestions` lists them with their ids"
        ) from None


def find_on_passage(session: Session, segment_id: str, code: str) -> Item:
    """A code on a passage, suggested or not; UsageError where there is no such passage or code."""
    library = session.library
    segment = library.segments.get(segment_id)
    if segment is None:
        raise UsageError(f"{segment_id}: no such passage", hint="it is written kii-03:128, document and number")
    return session.at(Target(segment.document_id, segment_id, named_code(code, library.codebook)))


def disputed_in(study: Study, library: Library, *, code: str = "", document: str = "") -> list[Disagreement]:
    """What coders disagree on, of one code with those under it or of one interview where they are named."""
    from qualcode.review.reanchor import reanchored
    from qualcode.review.resolve import resolve

    found = resolve(
        reanchored(study.store.log.decisions(), library.documents, library.segments),
        library.documents.values(),
        codebook=library.codebook,
        redirects=library.redirects,
    ).disputed
    family = library.codebook.family(code) if code else frozenset()
    return [
        each
        for each in found
        if (not code or each.target.code_id in family) and document in ("", each.target.document_id)
    ]
