"""Tell who says each turn, from the settings, the list of informants, labels, the other interviews and the guide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from qualcode.model.document import Document, Segment
from qualcode.model.informant import Roster
from qualcode.model.naming import fold
from qualcode.model.nouns import dataclass

if TYPE_CHECKING:
    from qualcode.model.guide import Guide
    from qualcode.readers.speakers.evidence import Evidence
    from qualcode.readers.speakers.moves import Move
    from qualcode.readers.speakers.regulars import Regulars
    from qualcode.study.study import Study

EVERY_DOCUMENT = "*"


TOLD = "speakers"
"""Under what name it is kept that all speakers were told as things stand."""


@dataclass(frozen=True, slots=True)
class Known:
    """What all interviews of the study together show of who speaks in one."""

    repeated: frozenset[str]
    """Paragraphs that several transcripts of the study share: a form's questions."""
    guide: Guide | None
    regulars: Regulars
    """Who asks throughout the study."""
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    """What the labels of some interviews do, as they are now."""


NOTHING_KNOWN = Known(frozenset(), None, MappingProxyType({}))


def what_is_known(
    study: Study,
    roster: Roster,
    documents: Iterable[Document] = (),
    evidence: Mapping[str, Evidence] = MappingProxyType({}),
) -> Known:
    """Look through the transcripts of the study, those to be imported, and the interview guide.

    `evidence` is what is known already of what the labels do in some of the interviews to be imported.
    """
    from qualcode.readers.speakers.evidence import evidence_of
    from qualcode.readers.speakers.regulars import find_regulars
    from qualcode.readers.speakers.unlabelled import repeated_paragraphs

    # A corrected transcript stands for its earlier version.
    at_hand = {document.id: document for document in documents}
    others = [id_ for id_ in study.store.documents.ids() if id_ not in at_hand]
    all_documents = {document.id: document for document in study.store.documents.all(others)} | at_hand
    found = {id_: evidence.get(id_) or evidence_of(document) for id_, document in all_documents.items()}
    return Known(
        repeated_paragraphs(all_documents.values()),
        study.guide(),
        find_regulars(_with_said(study, roster, found[id_], each) for id_, each in all_documents.items()),
        evidence,
    )


def _with_said(study: Study, roster: Roster, evidence: Evidence, document: Document) -> Evidence:
    """Add what a person or the list of informants says of the labels."""
    from qualcode.readers.speakers.said import said_parts

    said = said_parts(document, roster, overrides_of(study, document.id))
    if not said:
        return evidence
    roles = {fold(label): part.role for label, part in said.items()}
    return replace(evidence, heard=tuple(replace(heard, said=roles.get(fold(heard.label))) for heard in evidence.heard))


def with_roles(
    study: Study,
    document: Document,
    roster: Roster,
    known: Known,
    segments: Sequence[Segment] = (),
    *,
    earlier: Document | None = None,
) -> Document:
    """Give each turn of a document its role and informant.

    `segments` are its passages: the settings may correct the turn of one of them. `earlier` is what was told before
    where somebody has coded the document: guesses of then stay.
    """
    from qualcode.questions import guide_turns
    from qualcode.readers.speakers.keeping import NOTHING_KEPT, Kept, keep_guesses
    from qualcode.readers.speakers.roles import assign_roles, find_parts

    overrides = overrides_of(study, document.id)
    one_by_one = {segment.turn: overrides[segment.id] for segment in segments if segment.id in overrides}
    guided = guide_turns(known.guide, document) if known.guide else frozenset()

    def assign(kept: Kept) -> Document:
        return assign_roles(
            document,
            roster,
            overrides,
            one_by_one=one_by_one,
            repeated=known.repeated,
            guided=guided,
            regulars=known.regulars,
            kept=kept,
            evidence=known.evidence.get(document.id),
        )

    now = assign(NOTHING_KEPT)
    if earlier is None or now.turns == earlier.turns:
        return now
    parts = find_parts(document, roster, overrides, regulars=known.regulars)
    return keep_guesses(earlier, now, parts, assign, said_turns=one_by_one.keys())


def overrides_of(study: Study, document_id: str) -> dict[str, str]:
    """Join what the settings say of the labels in every document and in this one, which goes first."""
    roles: Mapping[str, Mapping[str, str]] = study.settings.roles
    return {**roles.get(EVERY_DOCUMENT, {}), **roles.get(document_id, {})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """Every transcript with its speakers as they are told now."""

    documents: tuple[Document, ...]
    changed: tuple[str, ...]
    """Ids of those in which somebody's role or informant is another than before."""
    moves: tuple[Move, ...] = ()
    """Turns whose role is another than before."""


def assign_again(study: Study, roster: Roster, *, asked: Set[str] = frozenset()) -> Assigned:
    """Find every role anew, after the roster, the settings or the other transcripts changed; text and passages stay.

    A guess under which somebody has coded stays, except in the documents named in `asked`, which a person looks at now.
    """
    from qualcode.readers.speakers.moves import moves_between

    known = what_is_known(study, roster)
    coded = study.store.log.decided().states.keys() - asked
    documents: list[Document] = []
    changed: list[str] = []
    moves: list[Move] = []
    for earlier, segments in list(study.store.documents.segmented()):
        before = earlier if earlier.id in coded else None
        document = with_roles(study, earlier, roster, known, segments, earlier=before)
        if document != earlier:
            study.store.documents.set_roles(document)
        if document.turns != earlier.turns:
            changed.append(document.id)
            moves += moves_between(earlier, document, first_passages(segments))
        documents.append(document)
    # Earlier versions too: whoever withdraws consent later must be found in them.
    for version, earlier, segments in study.store.documents.earlier_versions():
        document = with_roles(study, earlier, roster, known, segments)
        if document != earlier:
            study.store.documents.set_roles(document, version=version)
    return Assigned(documents=tuple(documents), changed=tuple(changed), moves=tuple(moves))


def told_from(study: Study, roster: Roster) -> list[object]:
    """Gather all that decides who says what, or stands for it: while it stays, telling the speakers changes nothing."""
    stamp = study.store.stamp()
    return [stamp.documents, stamp.decisions, roster, study.guide(), study.settings.roles]


def first_passages(segments: Iterable[Segment]) -> dict[int, str]:
    """The passage that each turn begins with, by the turn's ordinal."""
    first: dict[int, str] = {}
    for segment in segments:
        first.setdefault(segment.turn, segment.id)
    return first
