"""Marking the passage before the coder for a finding, or against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from qualcode.model.document import Segment
from qualcode.model.finding import Finding, Stance
from qualcode.model.harmless import one_line
from qualcode.model.nouns import dataclass
from qualcode.tui.dialogs import Choice, Pick

if TYPE_CHECKING:
    from qualcode.tui.board import Board

SAYS = {Stance.FOR: "for", Stance.AGAINST: "against", Stance.NEITHER: "neither for nor against"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """The findings of a study, and how a mark is kept."""

    findings: tuple[Finding, ...]
    said: Callable[[Segment, Finding], Stance]
    """What the coder marked before."""
    keep: Callable[[Segment, Finding, Stance], None]


async def finding(board: Board) -> None:
    """The passage speaks for a finding or against it, or no longer does."""
    if board.desk.route.stop is None:
        return
    if board.marking is None or not board.marking.findings:
        board.say("there are no findings yet: write them into findings.yaml")
        return
    marking, segment = board.marking, board.desk.here.segment
    if not board.desk.is_informants(segment):
        board.say("only what informants say is evidence")
        return
    chosen = await board.app.push_screen_wait(
        Pick("What does the passage say of which finding?", list(_choices(marking, segment)))
    )
    if chosen is None:
        return
    id_, _, stance = chosen.rpartition(" ")
    about = next(each for each in marking.findings if each.id == id_)
    if await board.keep(lambda: marking.keep(segment, about, Stance(stance))) is not None:
        board.say(f"✓ saved: {SAYS[Stance(stance)]} {about.id}")


def _choices(marking: Marking, segment: Segment) -> Iterator[Choice]:
    """For and against each finding; neither where it is marked."""
    for each in marking.findings:
        now = marking.said(segment, each)
        for stance, words in SAYS.items():
            if stance is not Stance.NEITHER or now is not Stance.NEITHER:
                chosen = " ✓" if stance is now else ""
                label = f"{each.id} {words}{chosen}: {one_line(each.statement)}"
                yield Choice(f"{each.id} {stance}", label, one_line(each.statement), name=each.id)
