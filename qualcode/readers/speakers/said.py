"""What a person says of the labels of an interview, in the settings or in the list of informants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from qualcode.model.appearing import appearances_in, informants_of
from qualcode.model.document import Document, Role
from qualcode.model.informant import Appearance, Roster
from qualcode.model.label_answer import LabelAnswer, same_as
from qualcode.model.naming import fold
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers import parts as told
from qualcode.readers.speakers.evidence import name_in
from qualcode.readers.speakers.parts import Part


def said_parts(document: Document, roster: Roster, overrides: Mapping[str, str] | None = None) -> dict[str, Part]:
    """What a person says of the labels of a document, in the settings or in the list of informants."""
    rows = appearances_in(roster, document.id, document.name)
    said = {fold(label): part for label, part in (overrides or {}).items()}
    labels = dict.fromkeys(turn.speaker for turn in document.turns if turn.speaker)
    found = ((label, _overridden(label, said, rows, roster) or _in_roster(label, rows, roster)) for label in labels)
    return {label: part for label, part in found if part is not None}


def _overridden(
    label: str, overrides: Mapping[str, str], rows: Sequence[Appearance], roster: Roster, before: Set[str] = frozenset()
) -> Part | None:
    said = overrides.get(fold(label))
    if said is None:
        return None
    other = same_as(said)
    if not other:
        return as_set(said, roster)
    if fold(other) in before | {fold(label)}:
        return None  # Dana is Amina, who is Dana
    found = (
        _overridden(other, overrides, rows, roster, before | {fold(label)})
        or _in_roster(other, rows, roster)
        or by_word(label_words.kind(other), is_told=False)
    )
    return found and replace(found, why=told.AS_SET)


def as_set(said: str, roster: Roster) -> Part:
    """What an override stands for: a role, or an informant's id; who speak at once are nobody, or each of them."""
    if fold(said) == LabelAnswer.EACH:
        return Part(Role.INFORMANT, None, told.AS_SET, each=True)
    if fold(said) in (LabelAnswer.BOTH, LabelAnswer.NOT_A_LABEL):
        return Part(Role.OTHER, None, told.AS_SET)
    try:
        return Part(Role(said.casefold()), None, told.AS_SET)
    except ValueError:
        known = {fold(informant.id): informant.id for informant in roster.informants}
        return Part(Role.INFORMANT, known.get(fold(said), said), told.AS_SET)


def others_of(labels: Iterable[str], overrides: Mapping[str, str]) -> dict[str, str]:
    """The other label that a label is said to be the same person as."""
    said = {fold(label): same_as(what) for label, what in overrides.items()}
    return {label: other for label in labels if (other := said.get(fold(label), ""))}


def by_word(kind: str, *, is_told: bool) -> Part | None:
    """What the word of a label, or the legend at the top, says it is."""
    why = told.LEGEND if is_told else told.ITS_LABEL
    if kind == "interviewer":
        return Part(Role.INTERVIEWER, None, why)
    if kind == "informant":
        return Part(Role.INFORMANT, None, why)
    if kind == "interpreter":
        return Part(Role.INFORMANT, None, "its label: an interpreter", interpreter=True)
    if kind == "other":
        return Part(Role.OTHER, None, why)
    return None


def _in_roster(label: str, rows: Sequence[Appearance], roster: Roster) -> Part | None:
    """The roster's `speaker`, then an informant's id, name or organisation."""
    written = fold(label)
    plain = re.sub(r"\s*\([^()]*\)$", "", written)
    named = list(dict.fromkeys(row.informant_id for row in rows if _is_label_of(row, {written, plain})))
    if named:
        # A label of several people is nobody's: only single turns can be told.
        return Part(Role.INFORMANT, named[0] if len(named) == 1 else None, told.IN_COLUMN)
    found: dict[str, str] = {}
    for informant in informants_of(roster, rows):
        names = {fold(v) for k, v in informant.variables.items() if label_words.is_name_column(k) and v}
        if {written, plain} & ({fold(informant.id)} | names) or any(plain in name.split() for name in names):
            found[informant.id] = told.IN_LIST
        elif informant.organisation and fold(informant.organisation) in {written, plain, _in_brackets(written)}:
            found.setdefault(informant.id, told.OF_ORGANISATION)
    if len(found) == 1:
        informant_id, why = next(iter(found.items()))
        return Part(Role.INFORMANT, informant_id, why)
    return None


def each_of(label: str, parts: Mapping[str, Part], rows: Sequence[Appearance], roster: Roster) -> tuple[str, ...]:
    """The informants whom a label names: those it has in the list, those whose names stand in it, or, where it names
    nobody, as `Both`, all who have a label of their own in the interview.

    `parts` are the other labels of the interview.
    """
    in_list = dict.fromkeys(row.informant_id for row in rows if _is_label_of(row, {fold(label)}))
    if in_list:
        return tuple(in_list)
    alone = {other: part for other, part in parts.items() if part.informant_id and not part.each}
    named = label_words.joint_parts(label)
    found = [_named(name, alone, rows, roster) for name in named] or [part.informant_id for part in alone.values()]
    return tuple(dict.fromkeys(filter(None, found)))


def _named(name: str, alone: Mapping[str, Part], rows: Sequence[Appearance], roster: Roster) -> str | None:
    """The informant whom a part of a joint label names, by a label in the interview or by the list."""
    for is_same in (_is_same, _is_first_name):
        found = dict.fromkeys(part.informant_id for label, part in alone.items() if is_same(name, label))
        if len(found) == 1:
            return next(iter(found))
    part = _in_roster(name, rows, roster)
    return part.informant_id if part else None


def _is_same(name: str, label: str) -> bool:
    return fold(name) == fold(label) or (name_in(name) != "" and name_in(name) == name_in(label))


def _is_first_name(name: str, label: str) -> bool:
    return fold(name) in name_in(label).split()[:1]


def _is_label_of(row: Appearance, written: Set[str]) -> bool:
    """Whether a row names a label under `speaker`, alone or among others."""
    return any(fold(label) in written for label in (row.speaker, *row.speakers) if label)


def _in_brackets(label: str) -> str:
    found = re.search(r"\(([^()]*)\)$", label)
    return found[1].strip() if found else ""
