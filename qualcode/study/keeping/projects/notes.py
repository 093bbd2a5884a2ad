"""The notes of a project, kept as memos."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from qualcode.exchange import ForeignProject
from qualcode.exchange.align import Alignment
from qualcode.exchange.project import ForeignNote
from qualcode.model.covered import covered_passages
from qualcode.model.journal import About, Memo

if TYPE_CHECKING:
    from qualcode.study.study import Study

_IDS = uuid.UUID("8f0c6b0e-3d7e-4a53-9d53-7c1d4f6a2b11")
UNKNOWN = "unknown"


def take_notes(
    study: Study,
    project: ForeignProject,
    documents: Mapping[str, str],
    codes: Mapping[str, str],
    coders: Mapping[str, str],
    kept: Counter[str],
) -> None:
    """Keep the notes on the study, its interviews, passages and codes that are not here yet."""
    known = {memo.id for memo in study.store.log.all_memos()}
    for note in project.notes:
        about, target = _subject(study, project, note, documents, codes)
        id_ = str(uuid.uuid5(_IDS, f"{project.program}:{project.name}:{note.id}:{target}"))
        if about is None:
            kept["notes on what is not here"] += 1
        elif id_ in known:
            kept["notes here already"] += 1
        else:
            coder = coders.get(note.author, note.author) or UNKNOWN
            study.store.log.add_memo(
                Memo(id=id_, coder=coder, about=about, target=target, text=note.text, written_at=note.written_at)
            )
            kept["notes"] += 1


def _subject(
    study: Study,
    project: ForeignProject,
    note: ForeignNote,
    documents: Mapping[str, str],
    codes: Mapping[str, str],
) -> tuple[About | None, str]:
    """What a note is about, in the study; None where the study has no such thing."""
    if note.about is About.STUDY:
        return About.STUDY, ""
    if note.about is About.CODE:
        own = codes.get(note.target, "")
        return (About.CODE, own) if own else (None, "")
    document_id = documents.get(note.target, "")
    if not document_id or note.about is About.DOCUMENT:
        return (About.DOCUMENT, document_id) if document_id else (None, "")
    theirs = next(text.text for text in project.texts if text.id == note.target)
    span = Alignment(theirs, study.store.documents.get(document_id).text).span(note.start, note.end)
    covered = covered_passages(span, study.store.documents.segments(document_id)) if span else []
    return (About.PASSAGE, covered[0][0].id) if covered else (About.DOCUMENT, document_id)
