"""Picking out a stretch: what each key does, and the line that says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rich.style import Style
from rich.text import Text

from qualcode.review.stretch import Stretch
from qualcode.tui.panel import in_lines, key_entry

PICKING: dict[str, Callable[[Stretch], Stretch]] = {
    "left": lambda stretch: stretch.moved(-1),
    "right": lambda stretch: stretch.moved(1),
    "up": lambda stretch: stretch.moved(-1),
    "down": lambda stretch: stretch.moved(1),
    "shift+left": lambda stretch: stretch.grown(-1),
    "shift+right": lambda stretch: stretch.grown(1),
    "[": lambda stretch: stretch.grown_back(-1),
    "]": lambda stretch: stretch.grown_back(1),
    "w": Stretch.other_unit,
}


def picking_line(colours: Mapping[str, Style], width: int) -> Text:
    """The keys while a stretch is being picked out."""
    keys = {
        "← →": "move",
        "shift+← →": "move the end",
        "[ ]": "move the beginning",
        "w": "words or sentences",
        "enter": "take it",
        "esc": "leave it",
    }
    return in_lines([key_entry(key, label, colours) for key, label in keys.items()], width)
