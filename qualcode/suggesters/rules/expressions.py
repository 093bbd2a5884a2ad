"""Regular expressions in token patterns: spaCy runs them without a limit of time, so they are tried beforehand."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from typing import Any

LONGEST = 200
"""Characters of an expression for one word."""
TRIED = range(6, 28, 2)
"""Letters of the words it is tried on, ever longer, so that one that never ends is stopped early."""
SECONDS = 0.01
"""A word of so many letters takes a thousandth of it."""


def expressions_in(value: Any) -> Iterator[str]:
    """Every `REGEX` of a pattern, at any depth."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if str(key).upper() == "REGEX" and isinstance(inner, str):
                yield inner
            else:
                yield from expressions_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from expressions_in(inner)


def trouble_with(written: str) -> str:
    """Why an expression cannot be used; empty where it can."""
    try:
        expression = re.compile(written)
    except (re.error, OverflowError, RecursionError):
        return "cannot be understood"
    if len(written) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if expression.search(""):
        return "matches every word"
    letters = dict.fromkeys([*(character for character in written if character.isalnum()), "a", "1"])
    return "takes too long on long words" if any(_never_ends(expression, letter) for letter in letters) else ""


def _never_ends(expression: re.Pattern[str], letter: str) -> bool:
    for length in TRIED:
        started = time.process_time()
        expression.search(letter * length + "!")
        if time.process_time() - started > SECONDS:
            return True
    return False
