"""What is said on stderr, and the one door interview text takes to a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_BIDI = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_SHOWN = {
    **{code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"},
    **{code: f"<U+{code:04X}>" for code in _BIDI},
}


def printable(text: str) -> str:
    """A text as a terminal may show it: control and direction characters made visible."""
    return text.translate(_SHOWN)


class Voice:
    """Notes and progress on stderr; silent with `--quiet`."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet

    def note(self, text: str) -> None:
        """Say what was done."""
        if not self.quiet:
            print(printable(text), file=sys.stderr)

    def warn(self, text: str, hint: str = "") -> None:
        """Say what the evaluator should look at; said even when quiet."""
        print(f"Warning: {printable(text)}", file=sys.stderr)
        if hint:
            print(f"         {printable(hint)}", file=sys.stderr)

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
