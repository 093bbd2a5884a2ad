"""Who is who in each interview, and putting it right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.files.toml import write_keys
from qualcode.model.document import Document, Role, Segment
from qualcode.model.informant import Roster
from qualcode.model.naming import did_you_mean
from qualcode.model.table import Row, Table, listing
from qualcode.settings import SETTINGS_NAME, read_settings
from qualcode.study.reading.turn_roles import role_overrides

if TYPE_CHECKING:
    from qualcode.readers.speakers.parts import Part
    from qualcode.study.study import Study

EVERY_DOCUMENT = "*"
NO_LABEL = "(no label)"
HOW = (
    'Put right with: qualcode roles DOCUMENT "SPEAKER 1"=interviewer "Dana"=cso-1. A label is interviewer, informant, '
    "other, or an informant's id; nothing behind the = takes a correction back."
)


def roles_table(
    documents: Sequence[Document], roster: Roster, settings_roles: Mapping[str, Mapping[str, str]]
) -> Table:
    """Each speaker of each interview: the role, how much they say, and how it was found."""
    labels = ("Document", "Speaker", "Role", "Informant", "Turns", "Words", "How it was told")
    return listing(
        "roles",
        "Speakers",
        labels,
        (row for document in documents for row in _rows(document, roster, settings_roles)),
        numeric=("Turns", "Words"),
        notes=(HOW,),
    )


def _rows(document: Document, roster: Roster, settings_roles: Mapping[str, Mapping[str, str]]) -> Iterator[Row]:
    from qualcode.readers.speakers.roles import find_parts

    parts = find_parts(document, roster, role_overrides(settings_roles, document.id))
    counts: dict[tuple[str, Role, str], list[int]] = {}
    for turn in document.turns:
        held = counts.setdefault((turn.speaker, turn.role, turn.informant_id or ""), [0, 0])
        held[0] += 1
        held[1] += len(document.text[turn.start : turn.end].split())
    for (speaker, role, informant_id), (turns, words) in counts.items():
        why = _why_unlabelled(role, parts) if not speaker else parts[speaker].why
        if speaker and role is not parts[speaker].role and not parts[speaker].interpreter:
            why = "set passage by passage"
        whose = _whose(role, informant_id)
        cells = (document.id, speaker or NO_LABEL, role.value, whose, f"{turns:,}", f"{words:,}", why)
        yield Row(cells=cells, key=document.id)


def _whose(role: Role, informant_id: str | None) -> str:
    return informant_id or ("nobody in the roster" if role is Role.INFORMANT else "")


def turns_table(document: Document, segments: Sequence[Segment]) -> Table:
    """Every turn of one interview with its first passage, so that single turns can be put right."""
    first: dict[int, str] = {}
    for segment in segments:
        first.setdefault(segment.turn, segment.id)
    labels = ("Where", "Speaker", "Role", "Informant", "Words")
    return listing(
        "turns",
        document.id,
        labels,
        (
            Row(
                cells=(
                    first[turn.ordinal],
                    turn.speaker or NO_LABEL,
                    turn.role.value,
                    _whose(turn.role, turn.informant_id),
                    " ".join(document.text[turn.start : turn.end].split()),
                ),
                key=first[turn.ordinal],
            )
            for turn in document.turns
            if turn.ordinal in first
        ),
        wide=("Words",),
        notes=(f"Put one turn right with: qualcode roles {document.id} {document.id}:12=interviewer",),
    )


def _why_unlabelled(role: Role, parts: Mapping[str, Part]) -> str:
    if role is Role.OTHER:
        return "stands above the first turn or beside the talk"
    if role is Role.INTERVIEWER:
        return "headings, questions, and paragraphs that other interviews have too"
    return "not a question" if not parts else "nobody else is the informant"


def read_corrections(
    corrections: Sequence[str], documents: Sequence[Document], roster: Roster, passages: Set[str] = frozenset()
) -> dict[str, str]:
    """What each label or passage stands for, from `LABEL=WHAT`; labels as the transcripts write them."""
    from qualcode.model.naming import fold

    known = {fold(turn.speaker): turn.speaker for document in documents for turn in document.turns if turn.speaker}
    found: dict[str, str] = {}
    for correction in corrections:
        label, mark, what = correction.rpartition("=")
        if not mark:
            raise UsageError(f"{correction}: says nothing of anybody", hint=f'write "{correction}"=interviewer')
        if label in passages:
            found[label] = _meant(what.strip(), roster)
            continue
        if fold(label) not in known:
            raise UsageError(f"{label}: nobody is called so there", hint=did_you_mean(label, set(known.values())))
        found[known[fold(label)]] = _meant(what.strip(), roster)
    return found


def _meant(what: str, roster: Roster) -> str:
    """A role, or an informant's id as the roster writes it."""
    if what.casefold() in ("", *Role):
        return what.casefold()
    ids = {informant.id.casefold(): informant.id for informant in roster.informants}
    if what.casefold() in ids:
        return ids[what.casefold()]
    raise UsageError(f"{what}: neither a role nor an informant", hint=did_you_mean(what, {*Role, *ids.values()}))


def correct_roles(study: Study, document_id: str, corrections: Mapping[str, str]) -> Study:
    """Write corrections into the study's settings; the study with the settings as they are now."""
    write_keys(Path(study.folder) / SETTINGS_NAME, ("roles", document_id), corrections)
    return replace(study, settings=read_settings(study.folder))


def documents_named(documents: Sequence[Document], document_id: str) -> list[Document]:
    """The interview of that id, or all of them."""
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
