"""What is said on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from qualcode.model.harmless import visible

T = TypeVar("T")


_quiet = False
_asking = True


def begin(*, quiet: bool, silent: bool) -> None:
    """Begin a command: say and ask as usual, unless it was told otherwise before its name."""
    global _quiet, _asking
    _quiet, _asking = quiet, not silent


def be_quiet(quiet: bool) -> None:
    """Say only warnings and errors from here on (`--quiet`)."""
    global _quiet
    _quiet = _quiet or quiet


def ask_nothing(silent: bool) -> None:
    """Ask nothing from here on (`--no-input`)."""
    global _asking
    _asking = _asking and not silent


def may_ask() -> bool:
    """Is there somebody at a terminal who may be asked?"""
    return _asking and sys.stdin.isatty()


class Terminal:
    """Notes and progress on stderr; silent with `--quiet`."""

    def __init__(self) -> None:
        self.quiet = _quiet

    def note(self, text: str) -> None:
        """Say what was done."""
        if not self.quiet:
            print(visible(text), file=sys.stderr)

    def warn(self, text: str, hint: str = "") -> None:
        """Say what the evaluator should look at; said even when quiet."""
        print(f"Warning: {visible(text)}", file=sys.stderr)
        if hint:
            print(f"         {visible(hint)}", file=sys.stderr)

    def fault(self, text: str, hint: str = "") -> None:
        """Say what is wrong, where the command goes on to say more."""
        print(f"Error: {visible(text)}", file=sys.stderr)
        if hint:
            print(f"       {visible(hint)}", file=sys.stderr)

    def progress(self, items: Iterable[T], total: int, doing: str) -> Iterator[T]:
        """Go through `items` with a bar, where someone is watching."""
        if self.quiet or not sys.stderr.isatty() or total < 2:
            yield from items
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(doing, total=total)
            for item in items:
                yield item
                bar.advance(task)
