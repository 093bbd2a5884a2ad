"""The screen: the interview, the code beside it, what is saved, the keys."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar, TypeVar

from rich.console import Group
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container
from textual.events import Click, Key, Resize
from textual.screen import Screen
from textual.widgets import Static

from qualcode.errors import QualcodeError
from qualcode.model.codebook import Codebook
from qualcode.model.direction import is_right_to_left
from qualcode.model.harmless import one_line
from qualcode.model.keys import shown
from qualcode.model.text import Span
from qualcode.review.adjudication import Adjudication
from qualcode.review.desk import Desk
from qualcode.review.queue import Stop
from qualcode.review.seen import Outcome
from qualcode.review.stretch import Stretch
from qualcode.review.wording import decided_meanwhile
from qualcode.tui.aside import Aside
from qualcode.tui.evidence import Marking
from qualcode.tui.panel import code_panel, colours_of, heading, keys_line, stances_panel
from qualcode.tui.patience import WAITING, patiently
from qualcode.tui.pending import Pending, PendingOutcome
from qualcode.tui.picking import PICKING, picking_line
from qualcode.tui.summing import Summing
from qualcode.tui.transcript import Transcript

T = TypeVar("T")

WIDE = 100
"""Columns from which the code stands beside the interview, not above it."""
LEAST = 5
"""Lines the code has above the interview, however long the passage is."""
LOOK = 5.0
"""Seconds between looks at what others decided meanwhile."""


class Board(Screen[None]):
    """A desk on the screen. Whatever is done waits in line, so that no key is lost and none overtakes another."""

    DEFAULT_CSS = """
    #heading { height: 1; background: $panel; }
    #body { height: 1fr; }
    #talk { width: 1fr; height: 100%; }
    #side { dock: right; width: 38%; max-width: 64; height: 100%; padding: 0 1; }
    #side { border-left: vkey $panel; }
    #body.-stacked #side { dock: top; width: 100%; max-width: 100%; height: auto; }
    #body.-stacked #side { border: none; border-bottom: hkey $panel; }
    #status { height: 1; background: $panel; padding: 0 1; }
    #status.-error { background: $error; color: $text; }
    #status.-warning { background: $warning; color: $text; }
    #status.-error, #status.-warning, #status.-long { height: auto; max-height: 3; }
    #keys { height: auto; max-height: 5; padding: 0 1; }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(
        self,
        desk: Desk | Adjudication,
        *,
        order: str,
        keys: Mapping[str, str],
        doing: Mapping[str, Callable[[Board], Awaitable[None]]],
        make_code: Callable[[str, str | None], tuple[Codebook, str]] | None = None,
        marking: Marking | None = None,
        summing: Summing | None = None,
    ) -> None:
        """`keys` and `doing` are by action; `make_code` makes a code, by name and parent: the codebook and its id."""
        super().__init__()
        self.desk = desk
        self.pending = PendingOutcome(desk) if isinstance(desk, Adjudication) else Pending(desk)
        self.keys = dict(keys)
        self._doing = doing
        self.make_code, self.marking, self.summing = make_code, marking, summing
        self.found: Span | None = None
        self._order = order
        self._by_key = {key: action for action, key in keys.items() if action in desk.actions}
        self._todo: asyncio.Queue[Callable[[], object]] = asyncio.Queue()
        self._busy = False
        self._keys_shown = Text()
        self._picked: Stretch | None = None
        self._picking: asyncio.Future[Span | None] | None = None

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Static(id="heading")
        with Container(id="body"):
            yield Aside(id="side")
            yield Transcript(id="talk")
        yield Static(id="status")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Begin."""
        self.run_worker(self._work(), name="work")
        self.set_interval(LOOK, self._look)
        self.app.theme_changed_signal.subscribe(self, lambda _: self.show())
        self.fit(self.app.size.width)
        self.show()
        hint = f"{shown(self.keys['help'])} shows what the keys do"
        self.say(hint if self.desk.route.left else "Nothing is left to decide in this queue.")

    def on_resize(self, event: Resize) -> None:
        """The code beside the interview, or above it."""
        self.fit(event.size.width)
        self.show()

    def do(self, action: str) -> None:
        """Do what a key stands for, once everything before it is done."""
        if action in self.desk.actions:
            self._todo.put_nowait(lambda: self._doing[action](self))

    @property
    def is_idle(self) -> bool:
        """Whether everything that was asked for is done."""
        return not self._busy and self._todo.empty()

    @property
    def is_picking(self) -> bool:
        """Whether a stretch is being picked out."""
        return self._picked is not None

    async def _work(self) -> None:
        while True:
            step = await self._todo.get()
            self._busy = True
            waiting = step()
            if asyncio.iscoroutine(waiting):
                await waiting
            self._busy = False

    # Showing

    def show(self) -> None:
        """What the desk has, as it is now."""
        desk, colours = self.desk, self._colours()
        self.query_one("#heading", Static).update(heading(desk, self._order, self.app.size.width), layout=False)
        stacked = self.query_one("#body").has_class("-stacked")
        shown = code_panel(desk, self.pending, colours, terse=stacked)
        if desk.settles and desk.route.stop:
            shown = Group(stances_panel(desk, colours), Text(), shown)
        self.query_one(Aside).show(shown)
        self.query_one(Transcript).show(desk, picked=self._picked, found=self.found)
        if stacked:
            self._leave_room_for(self.query_one(Transcript).passage_height)
        self._show_keys()

    def _leave_room_for(self, lines: int) -> None:
        """The code above the passage takes what the passage leaves it, and never more than some of the screen."""
        body, side = self.query_one("#body").size.height, self.query_one(Aside)
        height = max(LEAST, min(body * 45 // 100, body - lines))
        if side.styles.max_height is None or side.styles.max_height.value != height:
            side.styles.max_height = height

    def fit(self, width: int) -> None:
        """Above each other where it is narrow, and where a terminal would turn whole lines round for a script."""
        turned = self.desk.route.stop is not None and is_right_to_left(self.desk.here.segment.text)
        stacked = turned or width < WIDE
        self.query_one("#body").set_class(stacked, "-stacked")
        if not stacked:
            self.query_one(Aside).styles.max_height = None

    def say(self, text: str, kind: str = "") -> None:
        """The line above the keys: what is saved, what went wrong."""
        status = self.query_one("#status", Static)
        line = Text(one_line(text))
        kinds = {"-error": kind == "error", "-warning": kind == "warning"}
        kinds["-long"] = line.cell_len > self.app.size.width - 2
        quiet = not any(kinds.values()) and not any(map(status.has_class, kinds))
        for name, is_so in kinds.items():
            status.set_class(is_so, name)
        status.update(line, layout=not quiet)

    def moved(self) -> None:
        """Another stop is before the coder."""
        self.found = None
        self.fit(self.app.size.width)
        self.show()

    def _show_keys(self) -> None:
        if self._picked is not None:
            line = picking_line(self._colours(), self.app.size.width - 2)
        else:
            line = keys_line(self.desk.actions, self.keys, self._colours(), self.app.size.width - 2)
        if line != self._keys_shown:
            self._keys_shown = line
            self.query_one("#keys", Static).update(line)

    def _colours(self) -> dict[str, Style]:
        return colours_of(self.app.theme_variables)

    # Saving

    async def keep(self, write: Callable[[], Outcome | None], *, slow: str = WAITING) -> Outcome | None:
        """Write in a thread, so that the screen stays alive; None where it could not be saved, which is said."""
        try:
            return await patiently(write, self.say, slow) or Outcome()
        except QualcodeError as error:
            self.app.bell()
            self.say(f"NOT SAVED. {error.message}: {error.hint}", "error")
            self.show()
            return None

    def _look(self) -> None:
        if self._todo.empty() and self._picked is None:
            self._todo.put_nowait(self._catch_up)

    async def _catch_up(self) -> None:
        """Keep what was read, and take in what others decided meanwhile; what fails is tried again."""
        try:
            await patiently(self.desk.keep_read, self.say)
            newer = await patiently(self.desk.refresh, self.say)
        except QualcodeError:
            return
        if newer:
            self.show()
        session = self.desk.session
        if others := "" if session.blind else decided_meanwhile(newer, session.coder, left=self.desk.route.left):
            self.say(others)
        elif news := self.desk.news():
            self.say(news)

    # Keys and mouse

    def on_key(self, event: Key) -> None:
        """Do what the key stands for."""
        action = self._by_key.get(event.key) or self._by_key.get(event.character or "")
        if self._picked is not None or action:
            event.stop()
            event.prevent_default()
        if self._picked is not None:
            self._pick(event.key, event.character or "")
        elif action:
            self.do(action)
        elif event.is_printable:
            self.say(f"no key {event.character}: {shown(self.keys['help'])} shows the keys")

    def on_click(self, event: Click) -> None:
        """A key in the bottom line, or another code on the passage."""
        if self._picked is not None:
            return
        if action := event.style.meta.get("action"):
            self.do(action)
        elif code_id := event.style.meta.get("code"):
            self._todo.put_nowait(lambda: self._go_to_code(code_id))

    def on_transcript_pointed(self, event: Transcript.Pointed) -> None:
        """A click while picking out begins anew, with shift it reaches to there."""
        if self._picked is not None:
            picked = self._picked.reaching if event.again else self._picked.starting
            self._show_picked(picked(event.position))

    async def pick_stretch(self, stretch: Stretch, title: str) -> Span | None:
        """Let the coder pick out sentences or words; None where they leave it."""
        self._picking = asyncio.get_running_loop().create_future()
        self.say(title)
        self._show_picked(stretch)
        span = await self._picking
        self._picked = self._picking = None
        self.say("")
        self.show()
        return span

    def _pick(self, key: str, character: str) -> None:
        assert self._picked is not None  # noqa: S101 - only while picking
        assert self._picking is not None  # noqa: S101
        stretch = self._picked
        if key in ("enter", "escape") and not self._picking.done():
            self._picking.set_result(stretch.span if key == "enter" else None)
            return
        step = PICKING.get(key) or PICKING.get(character)
        if step:
            self._show_picked(step(stretch))

    def _show_picked(self, stretch: Stretch) -> None:
        self._picked = stretch
        self.query_one(Transcript).show(self.desk, picked=stretch)
        self._show_keys()

    def _go_to_code(self, code_id: str) -> None:
        self.desk.go(Stop(self.desk.here.segment.id, code_id))
        self.moved()
