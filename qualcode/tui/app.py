"""The review as a program of its own in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from qualcode.model.codebook import Codebook
from qualcode.review.adjudication import Adjudication
from qualcode.review.desk import Desk
from qualcode.tui.board import Board
from qualcode.tui.doing import DOING
from qualcode.tui.evidence import Marking
from qualcode.tui.summing import Summing


class ReviewApp(App[None]):
    """A desk in a terminal, until the coder stops."""

    TITLE = "qualcode review"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "quit", show=False, priority=True)]

    def __init__(
        self,
        desk: Desk | Adjudication,
        *,
        order: str,
        keys: Mapping[str, str],
        light: bool = False,
        make_code: Callable[[str, str | None], tuple[Codebook, str]] | None = None,
        marking: Marking | None = None,
        summing: Summing | None = None,
    ) -> None:
        super().__init__()
        self.board = Board(
            desk, order=order, keys=keys, doing=DOING, make_code=make_code, marking=marking, summing=summing
        )
        self.theme = "textual-light" if light else "textual-dark"

    @property
    def failure(self) -> Exception | None:
        """The bug that ended the program."""
        return self._exception

    def get_default_screen(self) -> Board:
        """There is one."""
        return self.board

    def _handle_exception(self, error: Exception) -> None:
        """Leave the screen without printing an error's values, which may be words of an interview."""
        self._return_code = 1
        if self._exception is None:
            self._exception = getattr(error, "error", None) or error
            self._exception_event.set()
        self._close_messages_no_wait()
