"""How much a test tries: a share of it in the suite, all where `QUALCODE_TESTS=full` asks for it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

SHARE = 4
LEAST = 5
T = TypeVar("T")


def is_full() -> bool:
    """Whether everything is asked for."""
    return os.environ.get("QUALCODE_TESTS") == "full"


def examples(number: int) -> int:
    """A quarter of a number, but five at least, and never more than the number."""
    return number if is_full() else min(number, max(LEAST, number // SHARE))


def one_of(choices: Sequence[T], turn: int) -> Sequence[T]:
    """One of these, in turn."""
    return choices if is_full() else choices[turn % len(choices) :][:1]
