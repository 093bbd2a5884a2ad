"""The passage in its turn, between its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment as Cells
from rich.style import Style
from rich.text import Text
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.model.document import Role, Turn
from qualcode.model.harmless import one_line, visible
from qualcode.model.text import Span
from qualcode.review.look import Look
from qualcode.review.painting import Layer, layers, pieces, right_to_left_lines, stretches
from qualcode.review.route import neighbours
from qualcode.review.stretch import Stretch
from qualcode.review.view import View

BAR = "▌ "
"""Stands before the lines of the passage, so that it is told from its neighbours without colours, too."""
INDENT = "  "
AROUND = 5
"""Turns shown before and after."""
KEPT = 200
"""Stretches around passages whose lines are remembered."""


class Transcript(ScrollView, can_focus=False):
    """The interview around the passage before the coder."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "transcript--speaker",
        "transcript--around",
        "transcript--passage",
        "transcript--evidence",
        "transcript--quoted",
        "transcript--picked",
        "transcript--bar",
    }
    DEFAULT_CSS = """
    Transcript { scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: auto; padding: 0 1;
        scrollbar-gutter: stable; }
    Transcript .transcript--speaker { text-style: bold; }
    Transcript .transcript--around { text-style: dim; }
    Transcript .transcript--passage { color: $foreground; }
    Transcript .transcript--evidence { background: $warning; color: black; text-style: bold; }
    Transcript .transcript--quoted { text-style: underline; }
    Transcript .transcript--picked { background: $primary; color: white; text-style: underline; }
    Transcript .transcript--bar { color: $accent; }
    """

    class Pointed(Message):
        """Someone clicked on a word of the passage's turn."""

        def __init__(self, position: int, *, again: bool) -> None:
            super().__init__()
            self.position = position
            self.again = again

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view: View | None = None
        self._picked: Stretch | None = None
        self._found: Span | None = None
        self._lines: list[Text | Strip] = []
        """Made into cells once they are in sight."""
        self._base = Style()
        self._around: dict[tuple[str, int, int], list[Text]] = {}
        self._around_width = 0
        self.passage_height = 0
        """Lines the passage takes, with the name of who speaks."""

    def show(self, view: View, *, picked: Stretch | None = None, found: Span | None = None) -> None:
        """Show what the view has before the coder; `picked` is being picked out, `found` was searched for."""
        self._view, self._picked, self._found = view, picked, found
        self._lay_out(follow=True)

    def on_resize(self, _: Resize) -> None:
        """Wrap the lines anew."""
        self._lay_out(follow=True)

    def notify_style_update(self) -> None:
        """Light or dark: the lines hold their colours."""
        super().notify_style_update()
        self._around.clear()
        self._lay_out(follow=False)

    def on_click(self, event: Click) -> None:
        """Say which word was clicked on."""
        position = event.style.meta.get("at")
        if position is not None:
            self.post_message(self.Pointed(position, again=event.shift))

    def render_line(self, y: int) -> Strip:
        """One line, as wide as the widget."""
        place = y + self.scroll_offset.y
        if place >= len(self._lines):
            return Strip.blank(self.size.width, self._base)
        line = self._lines[place]
        if isinstance(line, Text):
            cells = Cells.apply_style(line.render(self.app.console), self._base)
            line = self._lines[place] = Strip(cells).adjust_cell_length(self.size.width, self._base)
        return line

    def _lay_out(self, *, follow: bool) -> None:
        width = self.scrollable_content_region.width
        if self._view is None or self._view.route.stop is None or width < 10:
            self._lines, self.virtual_size = [], Size(width, 0)
            self.refresh()
            return
        self._base = self.rich_style
        if width != self._around_width or len(self._around) > KEPT:
            self._around_width = width
            self._around.clear()
        lines: list[Text] = []
        marked: tuple[int, int] | None = None
        here = self._view.here
        over = layers(here, found=self._found, picked=self._picked)
        for turn in self._shown_turns(here):
            begins = len(lines)
            lines.append(self._heading(turn))
            for span, is_passage in stretches(here, turn):
                wrapped = self._wrapped_once(here, over, span, is_passage=is_passage)
                if is_passage:
                    first = next((place for place, line in enumerate(wrapped) if _has(line, "wanted")), 0)
                    marked = (begins, len(lines) + len(wrapped)) if marked is None else marked
                    wanted = len(lines) + first
                lines.extend(wrapped)
            lines.append(Text())
        self._lines = list(lines)
        self.passage_height = marked[1] - marked[0] if marked else 0
        self.virtual_size = Size(width, len(lines))
        if follow and marked is not None:
            self.scroll_to(y=self._best_top(*marked, wanted), animate=False, force=True, immediate=True)
        self.refresh()

    def _best_top(self, begins: int, ends: int, wanted: int) -> int:
        """The line to begin with: the whole passage with what comes before, else its evidence in sight."""
        height = self.scrollable_content_region.height
        top = begins - max(0, (height - (ends - begins)) // 2) if ends - begins < height else begins
        if wanted >= top + height - 2:
            top = wanted - height // 2
        return max(0, min(top, len(self._lines) - height))

    def _shown_turns(self, here: Look) -> Sequence[Turn]:
        turns = here.document.turns
        return [turns[place] for place in neighbours(here.document, here.segment, around=AROUND)]

    def _heading(self, turn: Turn) -> Text:
        assert self._view is not None  # noqa: S101 - it is laid out only with a view
        who = one_line(turn.speaker) or "no label"
        if turn.role is Role.INFORMANT:
            about = [", ".join(turn.informants) or "nobody in the list", ", ".join(self._view.types_of_turn(turn))]
        else:
            about = ["interviewer" if turn.role is Role.INTERVIEWER else ""]
        known = who.casefold()
        text = " · ".join([who, *(one_line(part) for part in about if part and part.casefold() not in known)])
        return Text(text, style=self._style("speaker"))

    def _wrapped_once(self, here: Look, over: Sequence[Layer], span: Span, *, is_passage: bool) -> list[Text]:
        """The lines of a stretch; those around the passage are the same from one key to the next."""
        key = (here.document.sha256, span.start, span.end)
        is_plain = not is_passage and not any(
            each.span.start < span.end and span.start < each.span.end for each in over
        )
        if is_plain and key in self._around:
            return self._around[key]
        words = self._words(here.document.text, over, span, "passage" if is_passage else "around")
        lines = list(self._wrapped(words, is_passage=is_passage))
        if is_plain:
            self._around[key] = lines
        return lines

    def _words(self, text: str, over: Sequence[Layer], span: Span, base: str) -> Text:
        """A stretch of the interview as plain text: nothing in it is markup, nothing in it has power."""
        made = Text()
        for piece, there in pieces(span, over, cuts=self._picked.words if self._picked else ()):
            style = self._style(base)
            for layer in there:
                style += self._style(layer.name)
            meta = {"at": piece.start} | ({"wanted": True} if any(layer.is_wanted for layer in there) else {})
            made.append(visible(piece.within(text)), style + Style.from_meta(meta))
        return made

    def _wrapped(self, words: Text, *, is_passage: bool) -> Iterator[Text]:
        prefix = Text.assemble((BAR, self._style("bar")) if is_passage else INDENT)
        width = self._around_width - len(BAR)
        turned = right_to_left_lines(words.plain)
        for paragraph, right_to_left in zip(words.split("\n", allow_blank=True), turned, strict=True):
            for line in paragraph.wrap(self.app.console, width, tab_size=4):
                line.rstrip()
                if right_to_left:
                    line.pad_left(max(0, width - line.cell_len))
                yield prefix + line

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"transcript--{name}", partial=True)


def _has(line: Text, meta: str) -> bool:
    return any(isinstance(span.style, Style) and span.style.meta.get(meta) for span in line.spans)
