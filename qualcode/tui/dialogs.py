"""What the screen asks: which one, what text, all of them? Answered by keyboard or mouse, left by escape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Click
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from qualcode.model.text import Span, fold_term

BOX = """
    $name { align: center middle; }
    $name > Vertical { width: 92%; max-width: 96; height: auto; max-height: 94%; border: round $accent; padding: 0 1; }
    $name Static { height: auto; }
    $name Input, $name Input:focus { border: none; background: $boost; height: 1; padding: 0 1; margin: 0 0 1 0; }
    $name TextArea, $name TextArea:focus { border: none; background: $boost; height: 5; padding: 0 1; margin: 0 0 1 0; }
    $name OptionList { height: auto; max-height: 50vh; border: none; padding: 0; background: $background;
        text-wrap: nowrap; text-overflow: ellipsis; }
    $name .hint { color: $text-muted; }
"""
LEAVE = Binding("escape", "leave", "leave", show=False)


def box(name: str) -> str:
    """How a dialog looks."""
    return BOX.replace("$name", name)


class Choice(NamedTuple):
    """Something to choose."""

    value: str
    label: str
    about: str = ""
    """Shown while it is the one."""
    found: Span | None = None
    """The stretch of the label that was searched for."""
    name: str = ""
    """The part of the label that is its own; what has the words typed in it comes first."""


class Pick(ModalScreen[str | None]):
    """One of several; typing narrows them down."""

    DEFAULT_CSS = box("Pick")
    BINDINGS: ClassVar[list[BindingType]] = [
        LEAVE,
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def __init__(
        self, title: str, choices: Sequence[Choice] = (), *, find: Callable[[str], Sequence[Choice]] | None = None
    ) -> None:
        """`find` looks choices up once enter is pressed, instead of narrowing down a list."""
        super().__init__()
        self._heading = title
        self._choices = choices
        self._find = find
        self._asked: str | None = None
        self._shown: Sequence[Choice] = choices

    def compose(self) -> ComposeResult:
        """A line to type in, the list under it, and what the choice means."""
        with Vertical():
            yield Static(Text(self._heading, style=Style(bold=True)))
            narrowing = "type to find, enter to take, escape to leave"
            looking = "type, enter to look, enter again to go there, escape to leave"
            yield Input(placeholder=looking if self._find else narrowing, select_on_focus=False)
            yield OptionList(*map(_option, self._choices), markup=False)
            yield Static(id="about", classes="hint")
            if self._find is not None:
                yield Static(id="hint", classes="hint")

    def on_mount(self) -> None:
        """Typing begins at once."""
        self.query_one(Input).focus()
        self._highlight_first()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leave what has every word typed, first what has them in its own name."""
        if self._find is not None:
            return
        words = fold_term(event.value).split()
        left = [each for each in self._choices if _has_words(each.label, words)]
        self._list(sorted(left, key=lambda each: not _has_words(each.name or each.label, words)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the one, or look."""
        if self._find is not None and event.value != self._asked:
            self._asked = event.value
            self._list(self._find(event.value))
            n_found = f"{len(self._shown)} found: ↑ ↓ choose, enter goes there" if self._shown else "nothing found"
            self.query_one("#hint", Static).update(Text(n_found))
            return
        place = self.query_one(OptionList).highlighted
        if place is not None and self._shown:
            self.dismiss(self._shown[place].value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take what was clicked, if it is still in the list."""
        if event.option_index < len(self._shown):
            self.dismiss(self._shown[event.option_index].value)

    def on_option_list_option_highlighted(self) -> None:
        """Say what it means; who types fast has shortened the list before this is told."""
        place = self.query_one(OptionList).highlighted
        self.query_one("#about", Static).update(Text("" if place is None else self._shown[place].about))

    def action_move(self, step: int) -> None:
        """Up and down the list while typing."""
        options = self.query_one(OptionList)
        if step > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_leave(self) -> None:
        """Nothing, then."""
        self.dismiss(None)

    def _list(self, choices: Sequence[Choice]) -> None:
        self._shown = choices
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(map(_option, choices))
        self.query_one("#about", Static).update("")
        self._highlight_first()

    def _highlight_first(self) -> None:
        if self._shown:
            self.query_one(OptionList).highlighted = 0


def _has_words(text: str, words: Sequence[str]) -> bool:
    return all(word in fold_term(text) for word in words)


def _option(choice: Choice) -> Option:
    label = Text(choice.label)
    if choice.found:
        label.stylize(Style(bold=True, reverse=True), *choice.found)
    return Option(label)


class LineInput(ModalScreen[str | None]):
    """A line of text."""

    DEFAULT_CSS = box("Line")
    BINDINGS: ClassVar[list[BindingType]] = [LEAVE]

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self._heading, self._hint = title, hint

    def compose(self) -> ComposeResult:
        """A line to type in."""
        with Vertical():
            yield Static(Text(self._heading, style=Style(bold=True)))
            yield Input(placeholder="enter to keep, escape to leave")
            yield Static(Text(self._hint), classes="hint")

    def on_mount(self) -> None:
        """Typing begins at once."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take it, where it is not empty."""
        self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """Nothing, then."""
        self.dismiss(None)


class WrittenNote(NamedTuple):
    """A note, and what it is about."""

    about: str
    text: str


class WriteNote(ModalScreen[WrittenNote | None]):
    """A note of some lines, on one of several things."""

    DEFAULT_CSS = box("WriteNote")
    BINDINGS: ClassVar[list[BindingType]] = [
        LEAVE,
        Binding("enter", "keep", priority=True, show=False),
        Binding("tab", "turn", priority=True, show=False),
        Binding("ctrl+j", "line", priority=True, show=False),
    ]

    def __init__(self, about: dict[str, str], text: str = "", *, heading: str = "A note on") -> None:
        """`about`: what it can be on, with a word for each; `text` stands there already, for the first."""
        super().__init__()
        self._heading = heading
        self._about = about
        self._chosen = next(iter(about))
        self._text = text

    def compose(self) -> ComposeResult:
        """What it is about, and lines to type in."""
        with Vertical():
            yield Static(id="about")
            yield TextArea(self._text, soft_wrap=True, tab_behavior="focus")
            yield Static(Text("enter keeps, tab: on something else, ctrl+j: new line, esc leaves"), classes="hint")

    def on_mount(self) -> None:
        """Typing begins at once."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)
        self._say()

    def action_turn(self) -> None:
        """On something else."""
        names = list(self._about)
        self._chosen = names[(names.index(self._chosen) + 1) % len(names)]
        self._say()

    def action_line(self) -> None:
        """A new line."""
        self.query_one(TextArea).insert("\n")

    def action_keep(self) -> None:
        """Keep it, where it is not empty."""
        text = self.query_one(TextArea).text.strip()
        self.dismiss(WrittenNote(self._chosen, text) if text else None)

    def action_leave(self) -> None:
        """Nothing, then."""
        self.dismiss(None)

    def on_click(self, event: Click) -> None:
        """On what was clicked."""
        if chosen := event.style.meta.get("about"):
            self._chosen = chosen
            self._say()

    def _say(self) -> None:
        text = Text(f"{self._heading}  ", style=Style(bold=True))
        for name, label in self._about.items():
            style = Style(reverse=name == self._chosen) + Style.from_meta({"about": name})
            text.append(f" {label} ", style)
            text.append(" ")
        self.query_one("#about", Static).update(text)
