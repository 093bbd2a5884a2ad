"""What the board says after something was done, and where it goes next."""

from __future__ import annotations

from qualcode.review.seen import Outcome
from qualcode.review.wording import saved
from qualcode.tui.board import Board
from qualcode.tui.pending import Pending


def coding(board: Board) -> Pending:
    """The coder's pencil, where the keys are a coder's."""
    assert isinstance(board.pending, Pending)  # noqa: S101 - the actions of its desk are a coder's
    return board.pending


def go_on(board: Board) -> None:
    """To the next that is left, or say that nothing is."""
    if board.desk.advance():
        board.moved()
    else:
        board.moved()
        board.say("✓ Nothing is left in this queue; all of it is saved. q stops, j goes elsewhere")


def say_saved(board: Board, outcome: Outcome) -> None:
    """Only what was committed is called saved."""
    board.say(saved(outcome, board.desk.session.library))
