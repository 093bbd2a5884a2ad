"""Who is who: interviewer, informant, or neither, and whose words each turn is."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from qualcode.model.appearing import appearances_in
from qualcode.model.document import Document, Role, Turn, as_turn
from qualcode.model.informant import Appearance, Roster
from qualcode.model.naming import fold
from qualcode.readers.speakers import parts as told
from qualcode.readers.speakers.behaviour import askers, may_ask, seconds
from qualcode.readers.speakers.evidence import Evidence, evidence_of, name_in
from qualcode.readers.speakers.keeping import NOTHING_KEPT, Kept
from qualcode.readers.speakers.parts import Part, reason_in_words
from qualcode.readers.speakers.regulars import Regulars
from qualcode.readers.speakers.said import as_set, by_word, each_of, others_of, said_parts
from qualcode.readers.speakers.unlabelled import label_bare_turns

_Whose = tuple[Role, str | None, tuple[str, ...]]
"""The role, the informant and the other informants of a turn."""


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
    whose = {label: _whose(part, only) for label, part in parts.items()}
    turns = []
    for turn in document.turns:
        bare_part = None if turn.speaker else Part(kept.turns.get(turn.ordinal, bare[turn.ordinal]))
        turns.append(_said_by(turn, _whose(bare_part, only) if bare_part else whose[turn.speaker]))
    turns = _interpreted(turns, parts)
    if one_by_one:
        set_alone = {
            turn.ordinal: _each_found(turn.speaker, as_set(one_by_one[turn.ordinal], roster), parts, rows, roster)
            for turn in turns
            if turn.ordinal in one_by_one
        }
        alone = {ordinal: _whose(part, only) for ordinal, part in set_alone.items()}
        turns = [_said_by(turn, alone[turn.ordinal]) if turn.ordinal in alone else turn for turn in turns]
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
        if heard.label not in parts and (part := by_word(heard.kind, is_told=heard.is_told)):
            parts[heard.label] = part
    parts |= {
        label: Part(role, why=told.KEPT) for label, role in kept.items() if label in labels and label not in parts
    }
    is_bare = any(not turn.speaker and not turn.cue for turn in document.turns)
    others = others_of(labels, overrides or {})
    parts |= _throughout(evidence, parts, regulars, others, is_bare=is_bare)
    parts |= _by_file_name(evidence, parts)
    parts |= _by_elimination(evidence, parts)
    here = {fold(label): label for label in labels}
    found = {
        label: replace(parts[here[other]], why=told.AS_SET)
        if (other := fold(others.get(label, ""))) in here
        else parts[label]
        for label in labels
    }
    rows = appearances_in(roster, document.id, document.name) if any(part.each for part in found.values()) else ()
    return {label: _each_found(label, part, found, rows, roster) for label, part in found.items()}


def _each_found(label: str, part: Part, parts: Mapping[str, Part], rows: Sequence[Appearance], roster: Roster) -> Part:
    """What a label is, with each informant it names where a person said that it stands for each of them."""
    people = each_of(label, parts, rows, roster) if part.each else ()
    return replace(part, informant_id=people[0], also=people[1:]) if people else part


def _whose(part: Part, only: str | None) -> _Whose:
    """The role and the informants of what a part says; `only` is who speaks where there is one informant."""
    if part.role is not Role.INFORMANT:
        return part.role, None, ()
    return part.role, part.informant_id or only, part.also


def _said_by(turn: Turn, whose: _Whose) -> Turn:
    """The turn with the role and the informants of who says it, many times as quick as to replace fields by name."""
    ordinal, start, end, speaker, _, _, started_at, cue, _ = turn
    return as_turn((ordinal, start, end, speaker, whose[0], whose[1], started_at, cue, whose[2]))


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
                turn = turn._replace(role=Role.OTHER, informant_id=None, also=())
            else:
                turn = turn._replace(informant_id=before.informant_id, also=before.also)
        done.append(turn)
    return done
