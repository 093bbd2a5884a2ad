"""Regular expressions in token patterns: spaCy runs them without a limit of time, so they are tried beforehand."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

LONGEST = 200
"""Characters of an expression for one word."""
TRIED = range(6, 28, 2)
"""Letters of the words it is tried on, ever longer, so that one that never ends is stopped early."""
MOST_TOKENS = 100
"""Words of a token pattern, those that repeat counted as often as they may."""
MOST_WAYS = 4096
"""Ways of reading a token pattern: in more it takes seconds on one passage."""
UNBOUNDED = 32
"""Ways that a token counts for that may repeat as often as it likes."""
_COUNTED = re.compile(r"\{([0-9]*)(,?)([0-9]*)\}")
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


def trouble_with_tokens(pattern: Sequence[Mapping[str, Any]]) -> str:
    """Why a pattern cannot be used, whatever its words; empty where it can.

    spaCy tries every way of reading the tokens that may repeat or be left out: it may never end, or fill the memory.
    """
    ways = n_tokens = 1
    for token in pattern:
        plain = {str(key).upper(): value for key, value in token.items()}
        if "_" in plain:
            return "asks for an attribute of its own (_), which no program here sets"
        least, most = _repeats(str(plain.get("OP", "1")))
        n_tokens += max(least, most)
        ways *= UNBOUNDED if most < 0 else 2 ** min(most - least, 64) if most > least else 1
    if n_tokens > MOST_TOKENS:
        return f"is longer than {MOST_TOKENS} words"
    return "can be read in too many ways, with what may repeat or be left out" if ways > MOST_WAYS else ""


def _repeats(operator: str) -> tuple[int, int]:
    """How often a token stands there at least and at most; -1 for as often as it likes."""
    if operator in ("*", "+", "?"):
        return (1, -1) if operator == "+" else (0, 1 if operator == "?" else -1)
    found = _COUNTED.fullmatch(operator)
    if not found:
        return 1, 1
    least, several, most = found.groups()
    low = min(int(least[:9] or 0), MOST_TOKENS + 1)
    if not several:
        return low, low
    return low, min(int(most[:9]), MOST_TOKENS + 1) if most else -1


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
