"""Numbers, lists and commands in sentences, so that every message is written once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
LATER_NUMBERS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
"""Those that are read in words, but written as digits."""

_ASIDE = re.compile(r" \(`qualcode [^`]*`\)| `qualcode [^`]*` [^.`]*\.")


def are(number: int) -> str:
    """`is` for one, `are` for none or several."""
    return "is" if number == 1 else "are"


def was(number: int) -> str:
    """`was` for one, `were` for none or several."""
    return "was" if number == 1 else "were"


def plural(number: int, noun: str, several: str = "") -> str:
    """Write a number with its noun: `1 interview`, `12 interviews`, `2 countries` where `several` says so."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {several or f'{noun}s'}"


def number_in_words(n: int) -> str:
    """Write a number as a sentence does: `two`; numbers above twelve as digits."""
    return NUMBERS[n] if n < len(NUMBERS) else f"{n:,}"


def opening(number: int, noun: str, several: str = "") -> str:
    """Write a number with its noun at the head of a sentence: `One interview`, `Twelve interviews`, `13 interviews`."""
    words = f"{number_in_words(number)} {noun if number == 1 else several or f'{noun}s'}"
    return words[0].upper() + words[1:]


def text_of(cell: object) -> str:
    """What stands in a table's cell, as a reader sees it: `2,501` for a plain number; programs are given the number."""
    if isinstance(cell, float):
        return f"{cell:,.2f}"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def some(names: Sequence[str], most: int = 6) -> str:
    """List the first names and count the others: `kii-01, kii-02 and 30 more`."""
    more = len(names) - most
    return ", ".join(names) if more < 2 else f"{', '.join(names[:most])} and {more:,} more"


def listed(parts: Iterable[str]) -> str:
    """Join parts as in a sentence: `a, b and c`."""
    *first, last = [*parts] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def without_commands(text: str) -> str:
    """Leave out what to type: a report's readers have no qualcode before them."""
    return _ASIDE.sub("", text)
