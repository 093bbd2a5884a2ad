"""Positions in a text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of `Document.text`: code points, half open, as in a slice."""

    start: int
    end: int

    def within(self, text: str) -> str:
        """The words of the stretch."""
        return text[self.start : self.end]
