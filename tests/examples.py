"""How many examples a test draws: a share of them in the suite, all where `QUALCODE_TESTS=full` asks for them."""

from __future__ import annotations

import os

SHARE = 4
LEAST = 10


def examples(number: int) -> int:
    """A quarter of a number, but ten at least, and never more than the number."""
    return number if os.environ.get("QUALCODE_TESTS") == "full" else min(number, max(LEAST, number // SHARE))
