"""From decisions to what counts, on plain records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from qualcode.model.codebook import Codebook, Redirect
from qualcode.model.coding import Coding, Decision, Mark, Suggestion
from qualcode.model.document import Document, Role, Segment
from qualcode.review.anchors import Found, Place, locate
from qualcode.review.standing import (
    ADJUDICATION,
    CODED,
    DECIDED,
    Target,
    not_replaced,
    sort_decisions,
    sort_out,
    target_of_decision,
)

__all__ = [
    "ADJUDICATION",
    "CODED",
    "DECIDED",
    "Disagreement",
    "Resolution",
    "Target",
    "disputed_of",
    "resolve",
    "settle",
    "sort_decisions",
    "speaker_of",
    "suggestions_as_codings",
]


class Coders(StrEnum):
    """Whose word counts where several coders decided on one passage."""

    ADJUDICATED = "adjudicated"
    """What they agree on, and what was settled between them; a passage they differ on is not counted."""
    ANY = "any"
    """Coded by anyone."""
    ALL = "all"
    """Coded by everyone who decided on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A passage that coders decided differently: it is not counted until it is settled."""

    target: Target
    decisions: tuple[Decision, ...]
    """The latest of each coder, by coder."""
    reopened: bool = False
    """It was settled once, and someone changed their mind since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What counts, and everything that does not, with the reason. Nothing is dropped."""

    codings: tuple[Coding, ...]
    """In the order of documents, then of the text, then of code ids."""
    decided: frozenset[Target]
    """Every code and passage someone accepted, rejected or added, disputed ones too."""
    disputed: tuple[Disagreement, ...] = ()
    unattributed: tuple[Coding, ...] = ()
    """On an informant's words of whom nobody knows whose they are: they count for nobody."""
    of_others: tuple[Coding, ...] = ()
    """On words that are no informant's since the speakers were corrected."""
    displaced: tuple[tuple[Decision, Found], ...] = ()
    """Their words were edited, are ambiguous or lost in the transcript as it is now."""
    unknown: tuple[Decision, ...] = ()
    """On a code the codebook does not have."""
    recode: tuple[Decision, ...] = ()
    """On a code that was split: someone has to say which part."""
    retired: tuple[Decision, ...] = ()
    """On a code that was taken out of the codebook."""
    conflicts: tuple[tuple[Decision, ...], ...] = ()
    """What one coder said last of a code on a passage in two copies of the study, where it differs; the last counts."""


@dataclass(slots=True)
class _Log:
    latest: dict[Target, dict[str, Decision]] = field(default_factory=dict)
    adjudications: dict[Target, Decision] = field(default_factory=dict)


def resolve(
    decisions: Iterable[Decision],
    documents: Iterable[Document],
    *,
    codebook: Codebook | None = None,
    coder: str = "",
    coders: Coders = Coders.ADJUDICATED,
    redirects: Sequence[Redirect] = (),
) -> Resolution:
    """What counts: adjudicated outcomes first, then what coders agree on; of one coder the latest decision.

    `coder` restricts to one coder's decisions. `redirects` say what became of codes since.
    """
    decisions = sort_decisions(decisions)
    standings = sort_out(decisions, codebook=codebook, redirects=redirects)
    log = _read(standings.current, coder)
    here = {document.id: document for document in documents}
    agreed: dict[str, list[tuple[Target, list[Decision]]]] = {}
    disputed, decided, displaced = [], set(), []
    for target, by_coder in log.latest.items():
        stances = []
        for _, decision in sorted(by_coder.items()):
            if decision.verdict in DECIDED:
                found = _found(decision, here)
                if found.counts:
                    stances.append(decision)
                else:
                    displaced.append((decision, found.found))
        if not stances:
            continue
        decided.add(target)
        outcome = settle(stances, None if coder else log.adjudications.get(target), coders)
        if isinstance(outcome, Disagreement):
            disputed.append(outcome)
        elif outcome and not (found := _found(outcome[-1], here)).counts:
            displaced.append((outcome[-1], found.found))
        elif outcome:
            agreed.setdefault(target.document_id, []).append((target, outcome))
    placed = _place(agreed, here)
    return Resolution(
        codings=tuple(placed.codings),
        decided=frozenset(decided),
        disputed=tuple(sorted(disputed, key=lambda found: found.target)),
        unattributed=tuple(placed.unattributed),
        of_others=tuple(placed.of_others),
        displaced=tuple(displaced),
        unknown=_of(coder, standings.unknown),
        recode=_of(coder, standings.recode),
        retired=_of(coder, standings.retired),
        conflicts=tuple(_conflicts(decisions, coder)),
    )


def _of(coder: str, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    return tuple(decision for decision in decisions if coder in ("", decision.coder))


def settle(
    stances: Sequence[Decision], adjudication: Decision | None, coders: Coders = Coders.ADJUDICATED
) -> list[Decision] | Disagreement:
    """The decisions that make a coding; none where the passage is not coded, a disagreement where coders differ."""
    if coders is not Coders.ADJUDICATED:
        found = [decision for decision in stances if decision.verdict in CODED]
        return found if coders is Coders.ANY or len(found) == len(stances) else []
    current = {decision.id for decision in stances}
    if adjudication and current <= set(adjudication.supersedes):
        return [adjudication] if adjudication.verdict in CODED else []
    coded = [decision for decision in stances if decision.verdict in CODED]
    if coded and len(coded) < len(stances):
        reopened = adjudication is not None and adjudication.verdict in DECIDED
        target = Target(coded[0].anchor.document_id, coded[0].anchor.segment_id, coded[0].code_id)
        return Disagreement(target=target, decisions=tuple(stances), reopened=reopened)
    return coded


def _read(decisions: Iterable[Decision], coder: str) -> _Log:
    log = _Log()
    for decision in decisions:
        settles = decision.origin == ADJUDICATION
        if coder and not settles and decision.coder != coder:
            continue
        target = target_of_decision(decision)
        if settles:
            log.adjudications[target] = decision
            continue
        log.latest.setdefault(target, {})[decision.coder] = decision
    return log


def _conflicts(decisions: Iterable[Decision], coder: str) -> Iterator[tuple[Decision, ...]]:
    """The last words of one coder that none of their later ones replaces, where they say different things."""
    said: dict[tuple[str, Target], list[Decision]] = {}
    for decision in decisions:
        if decision.origin != ADJUDICATION and coder in ("", decision.coder):
            said.setdefault((decision.coder, target_of_decision(decision)), []).append(decision)
    for several in said.values():
        last = not_replaced(several)
        if len({(decision.verdict in CODED or decision.verdict, decision.marks) for decision in last}) > 1:
            yield last


def _found(decision: Decision, documents: Mapping[str, Document]) -> Place:
    """Where a decision's words stand now; lost where the document is gone."""
    document = documents.get(decision.anchor.document_id)
    return locate(decision.anchor, document) if document else Place(found=Found.LOST)


@dataclass(slots=True)
class _Placed:
    codings: list[Coding] = field(default_factory=list)
    unattributed: list[Coding] = field(default_factory=list)
    of_others: list[Coding] = field(default_factory=list)


def _place(agreed: Mapping[str, list[tuple[Target, list[Decision]]]], documents: Mapping[str, Document]) -> _Placed:
    """Codings where their words stand, by whom they count for."""
    placed = _Placed()
    for document in documents.values():
        made = []
        for target, decisions in agreed.get(document.id, []):
            place = _found(decisions[-1], documents)
            made.append(_coding(target, decisions, document, place.start, place.end))
        for coding in sorted(made, key=lambda coding: (coding.start, coding.end, coding.code_id)):
            if coding.informant_id:
                placed.codings.append(coding)
            elif _is_informants(document, coding.start, coding.end):
                placed.unattributed.append(coding)
            else:
                placed.of_others.append(coding)
    return placed


def _coding(target: Target, decisions: Sequence[Decision], document: Document, start: int, end: int) -> Coding:
    marks = {mark for decision in decisions for mark in decision.marks}
    return Coding(
        id=decisions[-1].id,
        code_id=target.code_id,
        document_id=document.id,
        segment_id=target.segment_id,
        informant_id=speaker_of(document, start, end),
        start=start,
        end=end,
        text=document.text[start:end],
        coder=", ".join(dict.fromkeys(decision.coder for decision in decisions)),
        marks=tuple(mark for mark in Mark if mark in marks),
    )


def speaker_of(document: Document, start: int, end: int) -> str:
    """The informant whose words a stretch holds, the first where it holds several; empty where it is nobody's."""
    return next(
        (
            turn.informant_id
            for turn in document.turns
            if turn.start < end and start < turn.end and turn.role == Role.INFORMANT and turn.informant_id
        ),
        "",
    )


def disputed_of(
    disputed: Iterable[Disagreement], documents: Mapping[str, Document]
) -> dict[str, frozenset[tuple[str, str]]]:
    """By code, the informants and documents of the passages on which coders differ."""
    found: dict[str, set[tuple[str, str]]] = {}
    for each in disputed:
        for decision in each.decisions:
            place = _found(decision, documents)
            if place.counts and (who := speaker_of(documents[each.target.document_id], place.start, place.end)):
                found.setdefault(each.target.code_id, set()).add((who, each.target.document_id))
    return {code_id: frozenset(places) for code_id, places in found.items()}


def _is_informants(document: Document, start: int, end: int) -> bool:
    """Whether an informant speaks in a stretch, known or not."""
    return any(turn.start < end and start < turn.end and turn.role == Role.INFORMANT for turn in document.turns)


def suggestions_as_codings(
    document: Document, segments: Sequence[Segment], suggestions: Iterable[Suggestion]
) -> Iterator[Coding]:
    """What tables of unreviewed suggestions count: a coding per suggestion on an informant's passage."""
    passages = {segment.id: segment for segment in segments}
    speakers = {turn.ordinal: turn.informant_id for turn in document.turns if turn.role == Role.INFORMANT}
    for suggestion in suggestions:
        segment = passages[suggestion.segment_id]
        informant_id = speakers.get(segment.turn)
        if informant_id:
            yield Coding(
                id=suggestion.id,
                code_id=suggestion.code_id,
                document_id=document.id,
                segment_id=segment.id,
                informant_id=informant_id,
                start=segment.start,
                end=segment.end,
                text=segment.text,
                evidence=suggestion.evidence,
            )
