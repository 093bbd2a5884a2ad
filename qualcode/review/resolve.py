"""From decisions to what counts, on plain records."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import StrEnum

from qualcode.model.codebook import Codebook, Redirect
from qualcode.model.coding import Coding, Decision, Mark, Suggestion, Verdict
from qualcode.model.document import Document, Role, Segment
from qualcode.model.nouns import dataclass
from qualcode.model.place import Found
from qualcode.review.placing import of_each, place_codings, private_stretches, speakers_of, stands
from qualcode.review.silence import NOBODY, Readers
from qualcode.review.standing import (
    ADJUDICATION,
    CODED,
    DECIDED,
    Target,
    not_replaced,
    order_of,
    sort_decisions,
    sort_out,
    target_of_decision,
)


class Coders(StrEnum):
    """Whose word counts where several coders decided on one passage."""

    ADJUDICATED = "adjudicated"
    """What they agree on, and what was settled between them; a passage they differ on is not counted."""
    ANY = "any"
    """Coded by anyone."""
    ALL = "all"
    """Coded by everyone who decided on it, and read by nobody who did not code it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A passage on which coders differ: it is not counted until it is settled.

    They decided differently, one of them as denied, or one coded what another read and did not code.
    """

    target: Target
    decisions: tuple[Decision, ...]
    """The latest of each coder, by coder."""
    read_by: tuple[str, ...] = ()
    """Coders who read the passage and did not put the code on it."""
    reopened: bool = False
    """It was settled once, and someone changed their mind since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What counts, and everything that does not, with the reason. Nothing is dropped."""

    codings: tuple[Coding, ...]
    """In the order of documents, then of the text, then of code ids."""
    decided: frozenset[Target]
    """Every code and passage someone accepted, rejected or added, disputed ones too."""
    coders: tuple[str, ...] = ()
    """Who did, whatever came of it: whoever only rejected is one of them, whoever settled disputes is not."""
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
    readers: Readers = NOBODY,
) -> Resolution:
    """What counts: adjudicated outcomes first, then what coders agree on; of one coder the latest decision.

    `coder` restricts to one coder's decisions. `redirects` say what became of codes since, `readers` who read what.
    """
    decisions = sort_decisions(decisions)
    standings = sort_out(decisions, codebook=codebook, redirects=redirects)
    log = _read(standings.current, coder)
    here = {document.id: document for document in documents}
    agreed: dict[str, list[tuple[Target, list[Decision]]]] = {}
    who: set[str] = set()
    disputed, decided, displaced = [], set(), []
    for target, by_coder in log.latest.items():
        stances, elsewhere = _stances(by_coder, here)
        displaced += elsewhere
        if not stances:
            continue
        decided.add(target)
        who.update(decision.coder for decision in stances)
        settled = None if coder else log.adjudications.get(target)
        silent = () if coder else _silent(target, by_coder, readers)
        outcome = settle(
            stances, settled, coders, latest={decision.id for decision in by_coder.values()}, silent=silent
        )
        if isinstance(outcome, Disagreement):
            disputed.append(outcome)
        elif outcome and outcome[-1] is settled and not (found := stands(settled, here)).counts:
            displaced.append((outcome[-1], found.found))
        elif outcome:
            agreed.setdefault(target.document_id, []).append((target, outcome))
    everyones = _read(standings.current, "").latest.values() if coder else log.latest.values()
    private = private_stretches((each for by_coder in everyones for each in by_coder.values()), here)
    placed = place_codings(agreed, here, private)
    return Resolution(
        codings=tuple(placed.codings),
        decided=frozenset(decided),
        coders=tuple(sorted(who)),
        disputed=tuple(sorted(disputed, key=lambda found: found.target)),
        unattributed=tuple(placed.unattributed),
        of_others=tuple(placed.of_others),
        displaced=tuple(sorted(displaced, key=lambda one: order_of(one[0]))),
        unknown=_of(coder, standings.unknown),
        recode=_of(coder, standings.recode),
        retired=_of(coder, standings.retired),
        conflicts=tuple(_conflicts(decisions, coder)),
    )


def _stances(
    by_coder: Mapping[str, Decision], here: Mapping[str, Document]
) -> tuple[list[Decision], list[tuple[Decision, Found]]]:
    """What coders decided on words that are still there, and the decisions whose words are not."""
    stances, displaced = [], []
    for _, decision in sorted(by_coder.items()):
        if decision.verdict in DECIDED:
            found = stands(decision, here)
            if found.counts:
                stances.append(decision)
            else:
                displaced.append((decision, found.found))
    return stances, displaced


def _silent(target: Target, by_coder: Mapping[str, Decision], readers: Readers) -> list[str]:
    """Who read a passage and has no word on a code there, or took it back."""
    said = {coder for coder, decision in by_coder.items() if decision.verdict is not Verdict.WITHDRAW}
    return sorted(readers.silent(target) - said)


def _of(coder: str, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    return tuple(decision for decision in decisions if coder in ("", decision.coder))


def settle(
    stances: Sequence[Decision],
    adjudication: Decision | None,
    coders: Coders = Coders.ADJUDICATED,
    *,
    latest: Collection[str] = (),
    silent: Sequence[str] = (),
) -> list[Decision] | Disagreement:
    """The decisions that make a coding; none where the passage is not coded, a disagreement where coders differ.

    The `silent` are coders who read the passage and did not put the code on it: they differ from whoever did. An
    adjudication holds as long as all that it settles is still its coders' `latest` word, and nobody said more.
    """
    if coders is not Coders.ADJUDICATED:
        found = [decision for decision in stances if decision.verdict in CODED]
        return found if coders is Coders.ANY or (len(found) == len(stances) and not silent) else []
    current = {decision.id for decision in stances}
    if adjudication and current <= set(adjudication.supersedes) <= current.union(latest):
        return [adjudication] if adjudication.verdict in CODED else []
    coded = [decision for decision in stances if decision.verdict in CODED]
    sides = {Mark.CONTRARY in decision.marks for decision in coded}
    if coded and (len(coded) < len(stances) or len(sides) > 1 or silent):
        reopened = adjudication is not None and adjudication.verdict in DECIDED
        target = Target(coded[0].anchor.document_id, coded[0].anchor.segment_id, coded[0].code_id)
        return Disagreement(target=target, decisions=tuple(stances), read_by=tuple(silent), reopened=reopened)
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
    own = [each for each in decisions if each.origin != ADJUDICATION and coder in ("", each.coder)]
    said: dict[tuple[str, Target], list[Decision]] = {}
    for decision in not_replaced(own):
        said.setdefault((decision.coder, target_of_decision(decision)), []).append(decision)
    for last in said.values():
        if len({(decision.verdict in CODED or decision.verdict, decision.marks) for decision in last}) > 1:
            yield tuple(last)


def disputed_of(
    disputed: Iterable[Disagreement], documents: Mapping[str, Document]
) -> dict[str, frozenset[tuple[str, str]]]:
    """By code, the informants and documents of the passages on which coders differ."""
    found: dict[str, set[tuple[str, str]]] = {}
    for each in disputed:
        for decision in each.decisions:
            place = stands(decision, documents)
            if place.counts:
                for who in speakers_of(documents[each.target.document_id], place.start, place.end):
                    found.setdefault(each.target.code_id, set()).add((who, each.target.document_id))
    return {code_id: frozenset(places) for code_id, places in found.items()}


def suggestions_as_codings(
    document: Document, segments: Sequence[Segment], suggestions: Iterable[Suggestion]
) -> Iterator[Coding]:
    """What tables of unreviewed suggestions count: a coding per suggestion and informant whose passage it is."""
    passages = {segment.id: segment for segment in segments}
    speakers = {turn.ordinal: turn.informants for turn in document.turns if turn.role == Role.INFORMANT}
    for suggestion in suggestions:
        segment = passages[suggestion.segment_id]
        people = speakers.get(segment.turn)
        if people:
            coding = Coding(
                id=suggestion.id,
                code_id=suggestion.code_id,
                document_id=document.id,
                segment_id=segment.id,
                informant_id=people[0],
                start=segment.start,
                end=segment.end,
                text=segment.text,
                also=people[1:],
                evidence=suggestion.evidence,
            )
            yield from of_each(coding)
