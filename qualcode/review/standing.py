"""What decisions mean today, after codes were merged, split or retired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import NamedTuple

from qualcode.model.codebook import Change, Codebook, Redirect, Standing, follow_code, parts_of
from qualcode.model.coding import Decision, Mark, Verdict
from qualcode.model.nouns import dataclass

ADJUDICATION = "adjudication"
"""`Decision.origin` of an outcome that settles a disagreement; it lists what it settles in `supersedes`."""
IMPORTED = "refi:"
"""How `Decision.origin` of a coding from another program begins; its id there follows."""

CODED = (Verdict.ACCEPT, Verdict.ADD)
DECIDED = (*CODED, Verdict.REJECT)


class Target(NamedTuple):
    """What a decision is about: a code on a passage."""

    document_id: str
    segment_id: str
    code_id: str


@dataclass(slots=True)
class Standings:
    """Decisions by what their code means today, each list in the order they were made."""

    current: list[Decision] = field(default_factory=list)
    """With the code they belong to today."""
    recode: list[Decision] = field(default_factory=list)
    """Their code was split, and nobody has said yet which part they are."""
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By id of a decision to recode: the codes to choose from."""
    retired: list[Decision] = field(default_factory=list)
    unknown: list[Decision] = field(default_factory=list)
    """On a code the codebook does not have, and of which no record says what became of it."""


def order_of(decision: Decision) -> tuple[int, str, str]:
    """What decisions are sorted by: their number, not the clock; the same in every copy of a study."""
    return decision.sequence, decision.writer, decision.id


def sort_decisions(decisions: Iterable[Decision]) -> list[Decision]:
    """The order in which decisions were made."""
    return sorted(decisions, key=order_of)


def target_of_decision(decision: Decision) -> Target:
    """The code and passage a decision is about."""
    return Target(decision.anchor.document_id, decision.anchor.segment_id, decision.code_id)


def not_replaced(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The words that no later one replaces: several of a coder on a code and passage after copies were merged."""
    replaced = {older for decision in decisions for older in decision.supersedes}
    return tuple(decision for decision in decisions if decision.id not in replaced)


def replaced_by_next(history: Sequence[Decision]) -> tuple[str, ...]:
    """Ids of what a coder's next word on a code and passage replaces; `history` is all they said of it until now.

    Where the last word speaks for several passages that became one, these are its parts, too.
    """
    last, known = not_replaced(history), {decision.id for decision in history}
    parts = (id for decision in last for id in decision.supersedes if id not in known)
    return tuple(dict.fromkeys((*(decision.id for decision in last), *parts)))


def sort_out(
    decisions: Iterable[Decision], *, codebook: Codebook | None = None, redirects: Sequence[Redirect] = ()
) -> Standings:
    """Read older decisions with the codebook of today."""
    known = frozenset(code.id for code in codebook.codes) if codebook else frozenset()
    log = sort_decisions(decisions)
    steps = {
        decision.id: follow_code(
            decision.code_id,
            redirects,
            sequence=decision.sequence,
            codebook_sha256=decision.codebook_sha256,
            known=known,
        )
        for decision in log
    }
    overruled, marks = _merged(log, steps, redirects)
    found = Standings()
    split: dict[tuple[str, Target], Decision] = {}
    for decision in log:
        today, standing = steps[decision.id][-1]
        if standing is Standing.RETIRED:
            found.retired.append(decision)
        elif standing is Standing.CURRENT and codebook is not None and today not in known:
            found.unknown.append(decision)
        elif decision.id not in overruled:
            if today != decision.code_id or decision.id in marks:
                decision = replace(decision, code_id=today, marks=marks.get(decision.id, decision.marks))
            if standing is Standing.RECODE:
                split[decision.coder, target_of_decision(decision)] = decision
            else:
                found.current.append(decision)
    _wait(found, list(split.values()), redirects)
    return found


def _merged(
    log: Sequence[Decision], steps: Mapping[str, Sequence[tuple[str, Standing]]], redirects: Sequence[Redirect]
) -> tuple[set[str], dict[str, tuple[Mark, ...]]]:
    """What merging codes did to each coder's word on a passage, one merge after the other.

    A passage that one of two codes stood on has the code they were merged into, until someone says otherwise: what was
    said against the other is returned as overruled. Where both stood, the later word has the marks of both.
    """
    overruled: set[str] = set()
    marks: dict[str, tuple[Mark, ...]] = {}
    for place, redirect in enumerate(redirects):
        if redirect.change is not Change.MERGE or not redirect.to:
            continue
        two: dict[tuple[str, str], dict[str, list[Decision]]] = defaultdict(lambda: defaultdict(list))
        for decision in log:
            (before, _), (after, _) = steps[decision.id][place : place + 2]
            moves = before == redirect.code_id and after == redirect.to[0]
            stays = before == redirect.to[0] and redirect.concerns(decision.sequence, decision.codebook_sha256)
            if (moves or stays) and decision.origin != ADJUDICATION and decision.id not in overruled:
                two[decision.coder, decision.anchor.segment_id][before].append(decision)
        for lines in two.values():
            coded = sort_decisions(line[-1] for line in lines.values() if line[-1].verdict in CODED)
            if len(lines) == 2 and len(coded) == 1:
                overruled |= {each.id for line in lines.values() if line[-1] is not coded[0] for each in line}
            elif len(coded) == 2:
                marks[coded[-1].id] = joined_marks(marks.get(each.id, each.marks) for each in coded)
    return overruled, marks


def joined_marks(marks: Iterable[Sequence[Mark]]) -> tuple[Mark, ...]:
    """The marks of several codings that became one; it is contrary if nothing in them speaks for the theme."""
    several = [set(each) for each in marks]
    of_all = set.union(*several) - {Mark.CONTRARY} | set.intersection(*several)
    return tuple(mark for mark in Mark if mark in of_all) if of_all else ()


def _wait(found: Standings, split: list[Decision], redirects: Sequence[Redirect]) -> None:
    """Note which decisions on split codes still wait: no part is on the passage, and not every part was decided."""
    latest: dict[Target, dict[str, Verdict]] = defaultdict(dict)
    for decision in found.current if split else ():
        latest[target_of_decision(decision)][decision.coder] = decision.verdict
    for decision in split:
        parts = parts_of(decision.code_id, redirects)
        if decision.verdict in CODED and waits(target_of_decision(decision), parts, latest):
            found.recode.append(decision)
            found.parts[decision.id] = parts


def waits(target: Target, parts: Iterable[str], latest: dict[Target, dict[str, Verdict]]) -> bool:
    """Whether a passage coded with a split code still needs someone to say which part it is."""
    verdicts = [set(latest.get(target._replace(code_id=part), {}).values()) for part in parts]
    coded = any(said & set(CODED) for said in verdicts)
    return not coded and not all(said & set(DECIDED) for said in verdicts)
