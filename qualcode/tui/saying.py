"""What the board says after something was done, and where it goes next."""

from __future__ import annotations

from qualcode.model.coding import Decision, Verdict
from qualcode.model.harmless import one_line
from qualcode.review.desk import Desk
from qualcode.review.standing import CODED
from qualcode.tui.board import Board
from qualcode.tui.panel import code_name

LONGEST = 60
"""Characters of quoted words that the line of what was saved tells whole."""

SAYS = {
    Verdict.ACCEPT: "accepted",
    Verdict.REJECT: "rejected",
    Verdict.SKIP: "skipped",
    Verdict.ADD: "added",
    Verdict.WITHDRAW: "taken off",
}


def coding(board: Board) -> Desk:
    """The desk, where its keys are a coder's."""
    assert isinstance(board.desk, Desk)  # noqa: S101 - its actions are a coder's
    return board.desk


def go_on(board: Board) -> None:
    """To the next that is left, or say that nothing is."""
    if board.desk.advance():
        board.moved()
    else:
        board.moved()
        board.say("✓ Nothing is left in this queue; all of it is saved. q stops, j goes elsewhere")


def say_saved(board: Board, made: tuple[Decision, ...]) -> None:
    """Only what was committed is called saved."""
    if not made:
        board.say("")
        return
    *before, last = made[:2]
    codebook = board.desk.session.library.codebook
    said = [f"{SAYS[each.verdict]} {code_name(codebook, each.code_id)}" for each in before]
    said.append(f"{SAYS[last.verdict]} {name_of(board, last)}{_only(board, last)}")
    saved = f"✓ saved: {', '.join([*said, *map(str, last.marks)])}"
    waiting = board.desk.unsaved_of_passage(last.anchor.segment_id) if isinstance(board.desk, Desk) else ()
    if last.verdict is Verdict.REJECT and waiting:
        saved += f"; {' and '.join(map(str, waiting))} is not stored, since no code is on the passage"
    board.say(saved)


def _only(board: Board, decision: Decision) -> str:
    """The words that are coded, where they are not the whole passage."""
    segment, anchor = board.desk.session.library.segments[decision.anchor.segment_id], decision.anchor
    if decision.verdict not in CODED or (anchor.start, anchor.end) == (segment.start, segment.end):
        return ""
    words = one_line(anchor.text)
    return (
        f", only “{words}”"
        if len(words) <= LONGEST
        else f", only “{words[: LONGEST // 2].strip()} … {words[-LONGEST // 2 :].strip()}”"
    )


def name_of(board: Board, decision: Decision) -> str:
    """The code and passage of a decision."""
    return f"{code_name(board.desk.session.library.codebook, decision.code_id)} on {decision.anchor.segment_id}"
