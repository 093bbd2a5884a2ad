"""Who says each turn of a transcript, from the settings, the labels, the roster and the guide; and putting it right."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.document import Document, Role
from qualcode.model.informant import Roster
from qualcode.model.naming import did_you_mean, fold
from qualcode.model.table import Table
from qualcode.study.reading.said import keep_said, meant_by
from qualcode.study.reading.telling import EVERY_DOCUMENT, overrides_of, what_is_known

if TYPE_CHECKING:
    from qualcode.readers.speakers.parts import Part
    from qualcode.readers.speakers.regulars import Regulars
    from qualcode.study.study import Study


def speakers_of(study: Study, document_id: str = "") -> Table:
    """List who was understood to speak in one interview or in all, and why."""
    from qualcode.tables.speakers import speakers_table

    documents, roster = documents_named(list(study.store.documents.all()), document_id), study.roster()
    regulars = what_is_known(study, roster).regulars
    told = (pair for each in documents for pair in _whys(study, each, roster, regulars))
    return speakers_table(documents, dict(told))


def left_out_of(study: Study, document_id: str = "") -> Table:
    """List what was left out of one interview's file, or of all."""
    from qualcode.tables.left_out import left_out_table

    return left_out_table(documents_named(list(study.store.documents.all()), document_id))


def turns_of(study: Study, document_id: str) -> Table:
    """List every turn of one interview with its speaker and role."""
    from qualcode.tables.speakers import turns_table

    document = documents_named(list(study.store.documents.all()), document_id)[0]
    return turns_table(document, study.store.documents.segments(document.id))


def _whys(
    study: Study, document: Document, roster: Roster, regulars: Regulars
) -> Iterator[tuple[tuple[str, str, Role], str]]:
    """Say how the role of each speaker was found, by document id, label and role."""
    from qualcode.readers.speakers.parts import KEPT, is_kept
    from qualcode.readers.speakers.roles import find_parts

    parts = find_parts(document, roster, overrides_of(study, document.id), regulars=regulars)
    for speaker, role in dict.fromkeys((turn.speaker, turn.role) for turn in document.turns):
        why = (parts[speaker].because or parts[speaker].why) if speaker else _why_unlabelled(role, parts)
        if speaker and role is not parts[speaker].role and not parts[speaker].interpreter:
            why = f"{KEPT}; now: {why}" if is_kept(document.roles_reason, speaker) else "set passage by passage"
        yield (document.id, speaker, role), why


def _why_unlabelled(role: Role, parts: Mapping[str, Part]) -> str:
    if role is Role.OTHER:
        return "stands above the first turn or beside the talk"
    if role is Role.INTERVIEWER:
        return "headings, questions, and paragraphs that other interviews have too"
    return "not a question" if not parts else "nobody else is the informant"


def correct_speakers(study: Study, document_id: str, corrections: Sequence[str]) -> Study:
    """Put right who speaks, from `LABEL=WHAT`; suggestions follow. Return the study with the settings as they are now.

    Raises UsageError for a label nobody has there, or for what is neither a role nor an informant.
    """
    roster = study.roster()
    named = documents_named(list(study.store.documents.all()), document_id)
    passages = {segment.id for document in named for segment in study.store.documents.segments(document.id)}
    section = EVERY_DOCUMENT if document_id == EVERY_DOCUMENT else named[0].id
    meant = read_corrections(corrections, named, roster, passages, study.settings.roles.get(section, ()))
    return keep_said(study, {section: meant}, roster)


def read_corrections(
    corrections: Sequence[str],
    documents: Sequence[Document],
    roster: Roster,
    passages: Set[str] = frozenset(),
    said: Collection[str] = (),
) -> dict[str, str]:
    """Read from `LABEL=WHAT` what each label or passage stands for; labels as the transcripts write them.

    `said` are labels of which something is said already: that can be taken back though nobody is called so any more.
    """
    labels = {turn.speaker for document in documents for turn in document.turns if turn.speaker}
    known = {fold(label): label for label in (*said, *labels)}
    found: dict[str, str] = {}
    for correction in corrections:
        label, mark, what = correction.rpartition("=")
        if not mark:
            raise UsageError(f"{correction}: says nothing of anybody", hint=f'write "{correction}"=interviewer')
        if label in passages:
            found[label] = meant_by(what, roster, labels)
            continue
        if fold(label) not in known:
            raise UsageError(f"{label}: nobody is called so there", hint=did_you_mean(label, set(known.values())))
        found[known[fold(label)]] = meant_by(what, roster, labels, of=[label])
    return found


def documents_named(documents: Sequence[Document], document_id: str) -> list[Document]:
    """Find the interview of that id, or all of them. Raises UsageError where there is none."""
    if document_id in ("", EVERY_DOCUMENT):
        return list(documents)
    found = [document for document in documents if document.id.casefold() == document_id.casefold()]
    if not found and "=" in document_id:
        raise UsageError(
            f"{document_id}: in which interview?", hint="name it before the speakers, or write * for all of them"
        )
    if not found:
        ids = {document.id for document in documents}
        raise UsageError(f"{document_id}: no such interview", hint=did_you_mean(document_id, ids) if ids else "")
    return found
