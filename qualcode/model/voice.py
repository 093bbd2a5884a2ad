"""How a study speaks while it works: to a terminal, a page in the browser, or nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Voice(Protocol):
    """Whoever listens while a study works; each face brings its own."""

    def note(self, text: str) -> None:
        """Say what was done."""

    def warn(self, text: str, hint: str = "") -> None:
        """Say what the evaluator should look at, and what to do about it."""

    def progress(self, items: Iterable[T], total: int, doing: str) -> Iterator[T]:
        """Go through `items`, of which there are `total`, and show how far it is."""


class Silent:
    """Nobody listens: what a notebook has unless it brings a voice of its own."""

    def note(self, text: str) -> None:
        """Say nothing."""

    def warn(self, text: str, hint: str = "") -> None:
        """Say nothing."""

    def progress(self, items: Iterable[T], total: int, doing: str) -> Iterator[T]:  # noqa: ARG002
        """Go through `items`."""
        yield from items


SILENT: Voice = Silent()
