"""Who says each turn of a transcript: roles and informants, from the settings, the labels, the roster and the guide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model.document import Document, Segment
from qualcode.model.informant import Roster

if TYPE_CHECKING:
    from qualcode.model.guide import Guide
    from qualcode.study.study import Study


@dataclass(frozen=True, slots=True)
class KnownQuestions:
    """What is the interviewer's, labelled or not."""

    repeated: frozenset[str]
    """Paragraphs that several transcripts of the study share: a form's questions."""
    guide: Guide | None


def known_questions(study: Study, documents: Iterable[Document]) -> KnownQuestions:
    """Questions found in the transcripts of the study, in those to be imported, and in the interview guide."""
    from qualcode.readers.speakers.unlabelled import repeated_paragraphs

    return KnownQuestions(repeated_paragraphs([*study.store.documents.all(), *documents]), study.guide())


def with_roles(
    study: Study, document: Document, roster: Roster, questions: KnownQuestions, segments: Sequence[Segment] = ()
) -> Document:
    """The document with each turn's role and informant.

    `segments` are its passages: the settings may correct the turn of one of them.
    """
    from qualcode.questions import guide_turns
    from qualcode.readers.speakers.roles import assign_roles

    overrides = role_overrides(study.settings.roles, document.id)
    return assign_roles(
        document,
        roster,
        overrides,
        one_by_one={segment.turn: overrides[segment.id] for segment in segments if segment.id in overrides},
        repeated=questions.repeated,
        guided=guide_turns(questions.guide, document) if questions.guide else frozenset(),
    )


def role_overrides(roles: Mapping[str, Mapping[str, str]], document_id: str) -> dict[str, str]:
    """What the settings say of the labels in a document: those for every document, then its own."""
    return {**roles.get("*", {}), **roles.get(document_id, {})}
