"""Who is who: interviewer, informant, or neither, and whose words each turn is."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from types import MappingProxyType

from qualcode.model.appearing import appearances_in
from qualcode.model.document import Document, Role, Turn
from qualcode.model.informant import Appearance, Roster
from qualcode.model.label_answer import LabelAnswer, same_as
from qualcode.model.naming import fold
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers import parts as told
from qualcode.readers.speakers.behaviour import askers, may_ask, seconds
from qualcode.readers.speakers.evidence import Evidence, evidence_of, name_in
from qualcode.readers.speakers.keeping import NOTHING_KEPT, Kept
from qualcode.readers.speakers.parts import Part, reason_in_words
from qualcode.readers.speakers.regulars import Regulars
from qualcode.readers.speakers.unlabelled import label_bare_turns


def assign_roles(
    document: Document,
    roster: Roster,
    overrides: Mapping[str, str] | None = None,
    *,
    repeated: Container[str] = frozenset(),
    guided: frozenset[int] = frozenset(),
    one_by_one: Mapping[int, str] = MappingProxyType({}),
    regulars: Regulars = MappingProxyType({}),
    kept: Kept = NOTHING_KEPT,
    evidence: Evidence | None = None,
) -> Document:
    """The document with the role and informant of every turn, and the reason in words.

    `overrides` name a label's role or informant id and win over everything; the roster's ids, names, organisations and
    `speaker` come next, then the labels, then who asks throughout the study (`regulars`), then the file's name and
    behaviour. `repeated` are paragraphs that stand in several documents (`unlabelled.repeated_paragraphs`), `guided`
    the turns that are a question of the interview guide: without labels, those are the interviewer's. `one_by_one` says
    of single turns, by ordinal, what labels cannot say. `kept` are earlier guesses that stay. `evidence` is what its
    labels do, where that is known.
    """
    rows = appearances_in(roster, document.id, document.name)
    parts = find_parts(document, roster, overrides, regulars=regulars, kept=kept.labels, evidence=evidence)
    bare, bare_why = label_bare_turns(
        document, parts_known={label: part.role for label, part in parts.items()}, repeated=repeated, guided=guided
    )
    only = _only_informant(rows)
    turns = []
    for turn in document.turns:
        part = parts[turn.speaker] if turn.speaker else Part(kept.turns.get(turn.ordinal, bare[turn.ordinal]))
        informant_id = part.informant_id if part.role is Role.INFORMANT else None
        if part.role is Role.INFORMANT and informant_id is None:
            informant_id = only
        turns.append(_said_by(turn, part.role, informant_id))
    turns = _interpreted(turns, parts)
    if one_by_one:
        turns = [_said_of(turn, one_by_one, roster, only) for turn in turns]
    first = rows[0] if rows else None
    return replace(
        document,
        turns=tuple(turns),
        roles_reason=reason_in_words(parts, bare_why, turns, rows),
        record=first.record if first else document.record,
        round=first.round if first else document.round,
        date=first.date if first else document.date,
        language=(first.language or document.language) if first else document.language,
    )


def find_parts(
    document: Document,
    roster: Roster,
    overrides: Mapping[str, str] | None = None,
    *,
    regulars: Regulars = MappingProxyType({}),
    kept: Mapping[str, Role] = MappingProxyType({}),
    evidence: Evidence | None = None,
) -> dict[str, Part]:
    """What each label of a document is, in the order in which they first speak, and how that was found.

    `evidence` is what they do, where that is known.
    """
    parts = said_parts(document, roster, overrides)
    evidence = evidence or evidence_of(document)
    labels = [heard.label for heard in evidence.heard]
    for heard in evidence.heard:
        if heard.label not in parts and (part := _by_word(heard.kind, is_told=heard.is_told)):
            parts[heard.label] = part
    parts |= {
        label: Part(role, why=told.KEPT) for label, role in kept.items() if label in labels and label not in parts
    }
    is_bare = any(not turn.speaker and not turn.cue for turn in document.turns)
    others = _same_as(labels, overrides or {})
    parts |= _throughout(evidence, parts, regulars, others, is_bare=is_bare)
    parts |= _by_file_name(evidence, parts)
    parts |= _by_elimination(evidence, parts)
    here = {fold(label): label for label in labels}
    return {
        label: replace(parts[here[other]], why=told.AS_SET)
        if (other := fold(others.get(label, ""))) in here
        else parts[label]
        for label in labels
    }


def _same_as(labels: Iterable[str], overrides: Mapping[str, str]) -> dict[str, str]:
    """The other label that a label is said to be the same person as."""
    said = {fold(label): same_as(what) for label, what in overrides.items()}
    return {label: other for label in labels if (other := said.get(fold(label), ""))}


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
        return _as_set(said, roster)
    if fold(other) in before | {fold(label)}:
        return None  # Dana is Amina, who is Dana
    found = (
        _overridden(other, overrides, rows, roster, before | {fold(label)})
        or _in_roster(other, rows, roster)
        or _by_word(label_words.kind(other), is_told=False)
    )
    return found and replace(found, why=told.AS_SET)


def _as_set(said: str, roster: Roster) -> Part:
    """What an override stands for: a role, or an informant's id; who speak at once are nobody."""
    if fold(said) in (LabelAnswer.BOTH, LabelAnswer.NOT_A_LABEL):
        return Part(Role.OTHER, None, told.AS_SET)
    try:
        return Part(Role(said.casefold()), None, told.AS_SET)
    except ValueError:
        known = {fold(informant.id): informant.id for informant in roster.informants}
        return Part(Role.INFORMANT, known.get(fold(said), said), told.AS_SET)


def _said_by(turn: Turn, role: Role, informant_id: str | None) -> Turn:
    """The turn with that role and informant."""
    if turn.role is role and turn.informant_id == informant_id:
        return turn
    return turn._replace(role=role, informant_id=informant_id)


def _said_of(turn: Turn, one_by_one: Mapping[int, str], roster: Roster, only: str | None) -> Turn:
    """A turn with the role that was set for it alone."""
    said = one_by_one.get(turn.ordinal)
    if said is None:
        return turn
    part = _as_set(said, roster)
    informant_id = part.informant_id or only if part.role is Role.INFORMANT else None
    return turn._replace(role=part.role, informant_id=informant_id)


def _in_roster(label: str, rows: Sequence[Appearance], roster: Roster) -> Part | None:
    """The roster's `speaker`, then an informant's id, name or organisation."""
    written = fold(label)
    plain = re.sub(r"\s*\([^()]*\)$", "", written)
    named = list(dict.fromkeys(row.informant_id for row in rows if _is_label_of(row, {written, plain})))
    if named:
        # A label of several people is nobody's: only single turns can be told.
        return Part(Role.INFORMANT, named[0] if len(named) == 1 else None, told.IN_COLUMN)
    here = {row.informant_id for row in rows}
    found: dict[str, str] = {}
    for informant in roster.informants:
        if informant.id not in here:
            continue
        names = {fold(v) for k, v in informant.variables.items() if label_words.is_name_column(k) and v}
        if {written, plain} & ({fold(informant.id)} | names) or any(plain in name.split() for name in names):
            found[informant.id] = told.IN_LIST
        elif informant.organisation and fold(informant.organisation) in {written, plain, _in_brackets(written)}:
            found.setdefault(informant.id, told.OF_ORGANISATION)
    if len(found) == 1:
        informant_id, why = next(iter(found.items()))
        return Part(Role.INFORMANT, informant_id, why)
    return None


def _is_label_of(row: Appearance, written: Set[str]) -> bool:
    """Whether a row names a label under `speaker`, alone or among others."""
    return any(fold(label) in written for label in (row.speaker, *row.speakers) if label)


def _by_word(kind: str, *, is_told: bool) -> Part | None:
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


def _throughout(
    evidence: Evidence, known: Mapping[str, Part], regulars: Regulars, others: Mapping[str, str], *, is_bare: bool
) -> dict[str, Part]:
    """Who asks throughout the study asks here, unless nobody would be left who answers."""
    unknown = [heard.label for heard in evidence.heard if heard.label not in known]
    names = {label: name_in(others.get(label, label)) for label in unknown}
    found = {label: regulars[name] for label, name in names.items() if name in regulars}
    answers = any(part.role is Role.INFORMANT for part in known.values())
    if not (answers or is_bare or len(found) < len(unknown)):
        return {}
    return {
        label: Part(Role.INTERVIEWER, why=told.MISSPELT if regular.usual else told.THROUGHOUT, because=regular.because)
        for label, regular in found.items()
    }


def _by_file_name(evidence: Evidence, known: Mapping[str, Part]) -> dict[str, Part]:
    """Whose name the file bears is the informant, where it bears one name and nobody is known to ask or to answer."""
    unknown = [heard for heard in evidence.heard if heard.label not in known]
    borne = [heard.label for heard in unknown if heard.in_file_name]
    if len(borne) != 1 or any(part.role is not Role.OTHER for part in known.values()):
        return {}
    asks = len(unknown) > 1 and borne[0] in askers(evidence, [heard.label for heard in unknown])
    return {borne[0]: Part(Role.INFORMANT, why=told.ASKS_THOUGH_NAMED if asks else told.NAMED_IN_FILE)}


def _by_elimination(evidence: Evidence, known: Mapping[str, Part]) -> dict[str, Part]:
    """Where the interviewers are known the others are informants; where the informants are, who asks is not."""
    unknown = [heard.label for heard in evidence.heard if heard.label not in known]
    roles = {part.role for part in known.values() if not part.interpreter}
    is_answered = Role.INFORMANT in roles
    if Role.INTERVIEWER in roles and (not is_answered or len(unknown) < 3):
        interviewers = [label for label, part in known.items() if part.role is Role.INTERVIEWER]
        asks = askers(evidence, unknown, strict=True) if is_answered else seconds(evidence, unknown, interviewers)
        others = told.OTHERS_UNSURE if may_ask(evidence, set(unknown) - asks, interviewers) else told.OTHERS
        return {
            label: Part(Role.INTERVIEWER, None, told.ASKS_TOO if is_answered else told.ASKS_NEARLY)
            if label in asks
            else Part(Role.INFORMANT, None, told.ANSWERS if is_answered else others)
            for label in unknown
        }
    if is_answered and Role.INTERVIEWER not in roles and len(unknown) == 1:
        return {unknown[0]: Part(Role.INTERVIEWER, None, "the only one besides the informants")}
    informants = [label for label, part in known.items() if part.role is Role.INFORMANT]
    asks = askers(evidence, [*unknown, *informants]) & set(unknown) or askers(evidence, unknown)
    asks |= seconds(evidence, set(unknown) - asks, asks) if asks else frozenset()
    return {
        label: Part(Role.INTERVIEWER, None, told.ASKS)
        if label in asks
        else Part(Role.INFORMANT, None, told.ANSWERS if asks else told.NOBODY_ASKS)
        for label in unknown
    }


def _only_informant(rows: Sequence[Appearance]) -> str | None:
    """The informant of a document with one row, where that row does not reserve itself a label."""
    ids = {row.informant_id for row in rows}
    return next(iter(ids)) if len(ids) == 1 and not any(row.speaker for row in rows) else None


def _interpreted(turns: list[Turn], parts: Mapping[str, Part]) -> list[Turn]:
    """An interpreter speaks for the informant, except after the interviewer where the informant is heard too."""
    interpreters = {label for label, part in parts.items() if part.interpreter}
    heard = any(part.role is Role.INFORMANT and not part.interpreter for part in parts.values())
    if not interpreters or not heard:
        return turns
    done: list[Turn] = []
    for turn in turns:
        if turn.speaker in interpreters:
            before = done[-1] if done else None
            if before is None or before.role is not Role.INFORMANT:
                turn = turn._replace(role=Role.OTHER, informant_id=None)
            else:
                turn = turn._replace(informant_id=before.informant_id)
        done.append(turn)
    return done


def _in_brackets(label: str) -> str:
    found = re.search(r"\(([^()]*)\)$", label)
    return found[1].strip() if found else ""
