"""What decisions mean today, after codes were merged, split or retired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from qualcode.model.codebook import Change, Codebook, Redirect, Standing, parts_of, redirect_code
from qualcode.model.coding import Decision, Verdict

ADJUDICATION = "adjudication"
"""`Decision.origin` of an outcome that settles a disagreement; it lists what it settles in `supersedes`."""

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


def sort_decisions(decisions: Iterable[Decision]) -> list[Decision]:
    """The order in which decisions were made: by number, not by clock; the same in every copy of a study."""
    return sorted(decisions, key=lambda decision: (decision.sequence, decision.writer, decision.id))


def target_of_decision(decision: Decision) -> Target:
    """The code and passage a decision is about."""
    return Target(decision.anchor.document_id, decision.anchor.segment_id, decision.code_id)


def not_replaced(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Of one coder's words on a code and passage those that no later one replaces: several after copies were merged."""
    replaced = {older for decision in decisions for older in decision.supersedes}
    return tuple(decision for decision in decisions if decision.id not in replaced)


def sort_out(
    decisions: Iterable[Decision], *, codebook: Codebook | None = None, redirects: Sequence[Redirect] = ()
) -> Standings:
    """Read older decisions with the codebook of today."""
    known = frozenset(code.id for code in codebook.codes) if codebook else frozenset()
    found = Standings()
    merged: set[str] = set()
    split: dict[tuple[str, Target], Decision] = {}
    originals: dict[str, str] = {}
    for decision in sort_decisions(decisions):
        today, standing = decision.code_id, Standing.CURRENT
        if redirects:
            today, standing = redirect_code(
                today, redirects, sequence=decision.sequence, codebook_sha256=decision.codebook_sha256, known=known
            )
        if standing is Standing.RECODE:
            decision = replace(decision, code_id=today)
            split[decision.coder, target_of_decision(decision)] = decision
        elif standing is Standing.RETIRED:
            found.retired.append(decision)
        elif codebook is not None and today not in known:
            found.unknown.append(decision)
        elif today != decision.code_id:
            merged.add(today)
            originals[decision.id] = decision.code_id
            found.current.append(replace(decision, code_id=today))
        else:
            found.current.append(decision)
    if merged:
        found.current = _either(found.current, originals, merged, redirects)
    _wait(found, list(split.values()), redirects)
    return found


def _either(
    decisions: list[Decision], originals: dict[str, str], merged: set[str], redirects: Sequence[Redirect]
) -> list[Decision]:
    """Without the older word against a code where the same coder had put the code it was merged with on the passage.

    A passage that one of two codes stood on has the code they were merged into, until someone says otherwise.
    """
    merged_at = max(redirect.sequence for redirect in redirects if redirect.change is Change.MERGE)
    groups: dict[tuple[str, Target], dict[str, Decision]] = defaultdict(dict)
    for decision in decisions:
        target = target_of_decision(decision)
        before = decision.id in originals or decision.sequence < merged_at
        if target.code_id in merged and before and decision.origin != ADJUDICATION:
            groups[decision.coder, target][originals.get(decision.id, decision.code_id)] = decision
    lost: set[tuple[str, Target, str]] = set()
    for (coder, target), latest in groups.items():
        if any(decision.verdict in CODED for decision in latest.values()):
            lost |= {(coder, target, code) for code, decision in latest.items() if decision.verdict not in CODED}
    return [
        decision
        for decision in decisions
        if (decision.coder, target_of_decision(decision), originals.get(decision.id, decision.code_id)) not in lost
        or (decision.id not in originals and decision.sequence > merged_at)
    ]


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
