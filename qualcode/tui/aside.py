"""The code before the coder, in lines that can be scrolled."""

from __future__ import annotations

from rich.console import RenderableType
from rich.segment import Segment as Cells
from rich.text import Text
from textual.events import Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Aside(ScrollView, can_focus=False):
    """Something to read, made into lines once, so that a new code is laid out and painted in one go."""

    DEFAULT_CSS = """
    Aside { overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; scrollbar-size: 0 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: RenderableType = Text()
        self._lines: list[Strip] = []

    def show(self, shown: RenderableType) -> None:
        """Show this, from its beginning."""
        self._shown = shown
        self._lay_out()
        if self.scroll_y:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def on_resize(self, _: Resize) -> None:
        """Wrap the lines anew."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Light or dark: the lines hold their colours."""
        super().notify_style_update()
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One line, as wide as the widget."""
        place = y + self.scroll_offset.y
        if place >= len(self._lines):
            return Strip.blank(self.size.width, self.rich_style)
        return self._lines[place]

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width < 1:
            return
        console, base = self.app.console, self.rich_style
        options = console.options.update(width=width, height=None)
        lines = console.render_lines(self._shown, options, pad=False)
        self._lines = [Strip(Cells.apply_style(line, base)).adjust_cell_length(width, base) for line in lines]
        self.virtual_size = Size(width, len(lines))
        self.refresh()
