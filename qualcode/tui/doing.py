"""What each key does, on a board."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from rich.text import Text

from qualcode.errors import QualcodeError
from qualcode.model.coding import Mark, Verdict
from qualcode.review.wording import marked, taken_back
from qualcode.tui.asking import add, instead, jump, memo, new_code, rule, search, trim
from qualcode.tui.board import Board
from qualcode.tui.evidence import finding
from qualcode.tui.reading import Help
from qualcode.tui.saying import coding, go_on, say_saved
from qualcode.tui.summing import summary
from qualcode.tui.transcript import Transcript


async def decide(board: Board, *, verdict: Verdict) -> None:
    """Accept, reject, skip; on to the next."""
    if board.desk.route.stop is None:
        return
    made = await board.keep(partial(board.pending.decide, verdict))
    if made is None:
        return
    say_saved(board, made)
    go_on(board)


async def undo(board: Board) -> None:
    """Back by one step; what waits for its decision to be saved comes first."""
    if board.pending.drop():
        board.moved()
        board.say("taken back; it was not saved yet")
        return
    made = await board.keep(board.desk.undo)
    if made is None:
        return
    board.moved()
    board.say(taken_back(made, board.desk.session.library.codebook))


async def toggle(board: Board, *, mark: Mark) -> None:
    """A mark, on or off."""
    if board.desk.item is None:
        board.say("a mark needs a code on the passage")
        return
    made = await board.keep(partial(board.pending.toggle, mark))
    if made is None:
        return
    board.show()
    board.say(marked(mark, on=mark in board.pending.marks, outcome=made))


async def step(board: Board, *, by: int) -> None:
    """On or back without deciding."""
    if board.desk.step(by):
        board.moved()
        board.say("")
    else:
        board.say("this is the last one" if by > 0 else "this is the first one")


async def beside(board: Board, *, by: int) -> None:
    """To the passage above or below, in the queue or not."""
    if coding(board).desk.go_beside(by):
        board.moved()
        board.say("")
    else:
        board.say("the informants say nothing after this" if by > 0 else "the informants say nothing before this")


async def next_open(board: Board) -> None:
    """To the next that is left."""
    go_on(board)


async def scroll(board: Board, *, by: int) -> None:
    """Up and down the interview."""
    board.query_one(Transcript).scroll_relative(y=by, animate=False)


async def theme(board: Board) -> None:
    """Light or dark."""
    dark = board.app.current_theme.dark
    board.app.theme = "textual-light" if dark else "textual-dark"


async def show_help(board: Board) -> None:
    """Every key."""
    await board.app.push_screen_wait(Help(sorted(board.desk.actions), board.keys))


async def quit_review(board: Board) -> None:
    """Stop, with what was read kept."""
    try:
        board.desk.keep_read()
    except QualcodeError as error:
        board.app.exit(message=Text(f"{error.message}: which passages were read since could not be saved"))
        return
    board.app.exit()


DOING: dict[str, Callable[[Board], Awaitable[None]]] = {
    "accept": partial(decide, verdict=Verdict.ACCEPT),
    "reject": partial(decide, verdict=Verdict.REJECT),
    "skip": partial(decide, verdict=Verdict.SKIP),
    "undo": undo,
    "instead": instead,
    "add": add,
    "new_code": new_code,
    "trim": trim,
    "good_quote": partial(toggle, mark=Mark.GOOD_QUOTE),
    "contrary": partial(toggle, mark=Mark.CONTRARY),
    "do_not_quote": partial(toggle, mark=Mark.DO_NOT_QUOTE),
    "off_record": partial(toggle, mark=Mark.OFF_RECORD),
    "memo": memo,
    "finding": finding,
    "summary": summary,
    "rule": rule,
    "next": partial(step, by=1),
    "previous": partial(step, by=-1),
    "open": next_open,
    "above": partial(beside, by=-1),
    "below": partial(beside, by=1),
    "jump": jump,
    "search": search,
    "down": partial(scroll, by=3),
    "up": partial(scroll, by=-3),
    "theme": theme,
    "help": show_help,
    "quit": quit_review,
}
"""By the names of `review/keys.py`."""
