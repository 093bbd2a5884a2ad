"""Writing what an informant says on a theme, while their interview is on the screen: a cell of the framework matrix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qualcode.model.harmless import one_line
from qualcode.model.nouns import dataclass
from qualcode.model.summary import Box
from qualcode.model.wording import plural
from qualcode.review.wording import path_of
from qualcode.tui.dialogs import Choice, Pick, WriteNote

if TYPE_CHECKING:
    from qualcode.tui.board import Board


@dataclass(frozen=True, slots=True, kw_only=True)
class Summing:
    """The cells of the study's matrix, and how what is written into one is kept."""

    box: Callable[[str, str], Box]
    """By informant and theme."""
    keep: Callable[[Box, str], str]


async def summary(board: Board) -> None:
    """What the informant says on the theme, or on one above it."""
    if board.desk.route.stop is None or board.summing is None:
        return
    summing, here = board.summing, board.desk.here
    if not board.desk.is_informants(here.segment) or not here.turn.informants:
        board.say("only what informants say is summarised")
        return
    informant = await _whose(board, here.turn.informants)
    code_id = await _theme(board) if informant else None
    if informant is None or code_id is None:
        return
    found: list[Box] = []
    if await board.keep(lambda: found.append(summing.box(informant, code_id))) is None:
        return
    box, name = found[0], path_of(board.desk.session.library.codebook, code_id)
    about = f"{one_line(name)}: what {informant} says ({plural(len(box.passages), 'passage')})"
    note = await board.app.push_screen_wait(WriteNote({code_id: about}, box.text, heading="Summary"))
    if note is not None and await board.keep(lambda: _kept(summing, box, note.text)) is not None:
        board.say(f"✓ saved: {informant} on {one_line(name)}")


def _kept(summing: Summing, box: Box, text: str) -> None:
    summing.keep(box, text)


async def _whose(board: Board, informants: Sequence[str]) -> str | None:
    """Of those who say it together the one whose words are summed up."""
    if len(informants) == 1:
        return informants[0]
    return await board.app.push_screen_wait(Pick("Summarise whose words?", [Choice(each, each) for each in informants]))


async def _theme(board: Board) -> str | None:
    """The theme of the passage, or one above it; any where the passage has none."""
    codebook, item = board.desk.session.library.codebook, board.desk.item
    if item is None:
        choices = [code.id for code in codebook.codes]
    else:
        choices = [*reversed(codebook.ancestors(item.target.code_id)), item.target.code_id]
    if len(choices) == 1:
        return choices[0]
    named = [Choice(id_, one_line(path_of(codebook, id_))) for id_ in choices]
    return await board.app.push_screen_wait(Pick("Summarise what they say on which theme?", named))
