"""Which interviews a person should look at, beside all others of the study."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualcode.model.certainty import Mark
from qualcode.model.document import Document

if TYPE_CHECKING:
    from qualcode.study.study import Study


def mark_documents(study: Study, documents: Iterable[Document], *, are_all: bool = False) -> dict[str, Mark]:
    """Judge how sure each interview is, by its id; all others of the study say what is usual.

    `are_all` where the study has no others, and has these as they are.
    """
    from qualcode.readers.speakers.certainty import assess, usual_of, words_by_role
    from qualcode.readers.speakers.parts import known_by

    documents = list(documents)
    words = {document.id: words_by_role(document) for document in documents}
    others = () if are_all or not documents else study.store.documents.all()
    usual = usual_of(words.values() if are_all else map(words_by_role, others))
    marks = {}
    for document in documents:
        certainty, reasons = assess(document, usual, words[document.id])
        known = known_by(document.roles_reason)
        marks[document.id] = Mark(certainty=certainty, reasons=reasons, known_by=known)
    return marks
