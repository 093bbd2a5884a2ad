"""What the screen shows to be read: all that a rule proposes, and every key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.events import Click, Key
from textual.screen import ModalScreen
from textual.widgets import Static

from qualcode.model.keys import KEYS, shown
from qualcode.tui.dialogs import LEAVE, box


class DecideAll(ModalScreen[str | None]):
    """A look at all that a rule proposes, and one word on it: `accept` or `reject`."""

    DEFAULT_CSS = box("DecideAll") + "\nDecideAll VerticalScroll { height: auto; max-height: 16; margin: 1 0; }\n"
    BINDINGS: ClassVar[list[BindingType]] = [LEAVE]

    def __init__(self, title: str, passages: Sequence[Text], keys: dict[str, str]) -> None:
        super().__init__()
        self._heading, self._passages, self._keys = title, passages, keys

    def compose(self) -> ComposeResult:
        """The passages, one under the other, and the keys."""
        with Vertical():
            yield Static(Text(self._heading, style=Style(bold=True)))
            with VerticalScroll():
                yield Static(Text("\n").join(self._passages))
            yield Static(self._hint())

    def on_key(self, event: Key) -> None:
        """Accept or reject them all."""
        for action in ("accept", "reject"):
            if self._keys[action] in (event.key, event.character):
                event.stop()
                self.dismiss(action)

    def on_click(self, event: Click) -> None:
        """The same by mouse."""
        if action := event.style.meta.get("action"):
            self.dismiss(action)

    def action_leave(self) -> None:
        """Nothing, then."""
        self.dismiss(None)

    def _hint(self) -> Text:
        accept, reject = (
            Text(
                f"{shown(self._keys[action])} {action} all",
                style=Style(bold=True) + Style.from_meta({"action": action}),
            )
            for action in ("accept", "reject")
        )
        return Text("   ").join([accept, reject, Text("↑ ↓ read, escape to leave; one undo takes it all back")])


STORED = (
    "A decision is stored when “saved” appears. A click on a key or on another code does the same as the key. "
    "Keys can be changed in qualcode.toml, under [review.keys]."
)


class Help(ModalScreen[None]):
    """Every key, and what it does."""

    DEFAULT_CSS = box("Help") + "\nHelp VerticalScroll { height: auto; max-height: 70vh; margin: 1 0; }\n"
    BINDINGS: ClassVar[list[BindingType]] = [LEAVE, Binding("q,enter,question_mark", "leave", show=False)]

    def __init__(self, actions: Sequence[str], keys: dict[str, str]) -> None:
        super().__init__()
        self._actions, self._keys = actions, keys

    def compose(self) -> ComposeResult:
        """The list."""
        table = Table.grid(padding=(0, 2))
        table.add_column(justify="right", style=Style(bold=True), no_wrap=True)
        for action, key in KEYS.items():
            if action in self._actions:
                table.add_row(Text(shown(self._keys[action])), Text(key.help))
        with Vertical():
            yield Static(Text("What the keys do", style=Style(bold=True)))
            with VerticalScroll():
                yield Static(table)
            yield Static(Text(STORED), classes="hint")

    def on_click(self) -> None:
        """A click leaves it."""
        self.dismiss(None)

    def action_leave(self) -> None:
        """Back to the interview."""
        self.dismiss(None)
