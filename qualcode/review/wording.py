"""What every face says of codes, decisions and queues, in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Decision, Mark, Verdict
from qualcode.model.harmless import one_line
from qualcode.review.library import Library
from qualcode.review.queue import Order
from qualcode.review.seen import Changed, Outcome
from qualcode.review.standing import CODED

LONGEST = 60
"""Characters of quoted words that the line of what was saved tells whole."""

SIGNS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.ACCEPT: "✓ accepted",
        Verdict.ADD: "✓ added by hand",
        Verdict.REJECT: "✗ rejected",
        Verdict.SKIP: "… skipped",
        Verdict.WITHDRAW: "taken back",
    }
)
"""A verdict beside the code it is on."""
SAYS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.ACCEPT: "accepted",
        Verdict.REJECT: "rejected",
        Verdict.SKIP: "skipped",
        Verdict.ADD: "added",
        Verdict.WITHDRAW: "taken off",
    }
)
"""What a coder did."""
ORDERS: Mapping[Order, str] = MappingProxyType(
    {
        Order.DOCUMENT: "interviews in order",
        Order.CODE: "code by code",
        Order.TYPE: "by type of informant",
        Order.FLAGGED: "flagged first",
        Order.SAMPLE: "random sample",
        Order.CHANGED: "changed since the codebook edit",
        Order.LIKELY: "most worth reading first",
        Order.RECODE: "codes that were split",
    }
)
CHANGED: Mapping[Changed, str] = MappingProxyType(
    {
        Changed.WORDS: "the passage was corrected since it was shown",
        Changed.EVIDENCE: "the rules find other words since it was shown",
        Changed.DECISION: "you decided it elsewhere since it was shown",
    }
)
"""Why a coder is asked again."""


def code_name(codebook: Codebook, code_id: str) -> str:
    """A theme by its name, its id where the codebook does not have it."""
    with suppress(KeyError):
        return one_line(codebook.code(code_id).name)
    return one_line(code_id)


def path_of(codebook: Codebook, code_id: str) -> str:
    """`Funding › Short-term funding`."""
    above: Iterable[str] = ()
    with suppress(KeyError):
        above = reversed(codebook.ancestors(code_id))
    return " › ".join(code_name(codebook, each) for each in (*above, code_id))


def name_of(decision: Decision, codebook: Codebook) -> str:
    """The code and passage of a decision."""
    return f"{code_name(codebook, decision.code_id)} on {decision.anchor.segment_id}"


def saved(outcome: Outcome, library: Library) -> str:
    """Say what was kept, and what was not; empty where there was nothing to keep. Only what is kept is called saved."""
    if outcome.changed:
        return f"NOT SAVED: {CHANGED[outcome.changed]}; look again"
    if not outcome.decisions:
        return ""
    first, *more = outcome.decisions
    other = [each for each in more[:1] if (first.verdict, each.verdict) == (Verdict.REJECT, Verdict.ADD)]
    *before, last = [first, *other]
    said = [f"{SAYS[each.verdict]} {code_name(library.codebook, each.code_id)}" for each in before]
    said.append(f"{SAYS[last.verdict]} {name_of(last, library.codebook)}{_only(last, library)}")
    parts = [f"✓ saved: {', '.join([*said, *map(str, last.marks)])}"]
    if last.verdict is Verdict.REJECT and outcome.unsaved:
        parts.append(f"{' and '.join(outcome.unsaved)} is not stored, since no code is on the passage")
    return "; ".join([*parts, *(_beside(each, first) for each in outcome.beside)])


def taken_back(outcome: Outcome, codebook: Codebook) -> str:
    """Say what an undo took back."""
    if not outcome.decisions:
        return "there is nothing to take back"
    several = f" ({len(outcome.decisions)} decisions)" if len(outcome.decisions) > 1 else ""
    return f"✓ saved: taken back, {name_of(outcome.decisions[0], codebook)}{several}"


def marked(mark: Mark, *, on: bool, outcome: Outcome) -> str:
    """Say whether a mark is on, and whether it is kept already."""
    state = f"{mark} is {'on' if on else 'off'}"
    return f"✓ saved: {state}" if outcome.decisions else f"{state}; saved with your decision"


def all_decided(decisions: Sequence[Decision], *, undo: str) -> str:
    """Say what was decided in one go; `undo` is the key that takes it back."""
    back = f"{undo} takes {'it' if len(decisions) == 1 else 'them all'} back"
    return f"✓ saved: {len(decisions)} {SAYS[decisions[0].verdict]}; {back}"


def decided_meanwhile(decisions: Iterable[Decision], coder: str, *, left: int) -> str:
    """Say who else decided something; nothing where nobody did."""
    others = sorted({decision.coder for decision in decisions} - {coder})
    return f"{', '.join(others)} decided meanwhile; {left:,} left" if others else ""


def _beside(other: Decision, own: Decision) -> str:
    """`Omar rejected it at 14:02, UTC; yours is kept beside it, disputed`."""
    differs = (other.verdict in CODED) is not (own.verdict in CODED)
    when = f" at {other.decided_at[11:16]} UTC" if other.decided_at else ""
    said = f"{one_line(other.coder)} {SAYS[other.verdict]} it{when}"
    return f"{said}; yours is kept beside it, disputed" if differs else f"{said}, too"


def _only(decision: Decision, library: Library) -> str:
    """The words that are coded, where they are not the whole passage."""
    segment, anchor = library.segments[decision.anchor.segment_id], decision.anchor
    if decision.verdict not in CODED or (anchor.start, anchor.end) == (segment.start, segment.end):
        return ""
    words = one_line(anchor.text)
    return (
        f", only “{words}”"
        if len(words) <= LONGEST
        else f", only “{words[: LONGEST // 2].strip()} … {words[-LONGEST // 2 :].strip()}”"
    )
