"""How far a share could be from the one counted."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple


class Interval(NamedTuple):
    """From low to high."""

    low: float
    high: float


def wilson(k: int, n: int, *, confidence: float = 0.95) -> Interval:
    """Wilson's score interval for `k` of `n`, without continuity correction (Newcombe 1998, method 3)."""
    if n == 0:
        return Interval(0.0, 1.0)
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = k / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Interval(0.0 if k == 0 else middle - reach, 1.0 if k == n else middle + reach)


def newcombe(first: tuple[int, int], second: tuple[int, int], *, confidence: float = 0.95) -> Interval:
    """Interval for the difference of two shares, from their Wilson intervals (Newcombe 1998, method 10)."""
    (k, n), (other_k, other_n) = first, second
    if n == 0 or other_n == 0:
        return Interval(-1.0, 1.0)
    share, other = k / n, other_k / other_n
    one, two = wilson(k, n, confidence=confidence), wilson(other_k, other_n, confidence=confidence)
    difference = share - other
    return Interval(
        difference - sqrt((share - one.low) ** 2 + (two.high - other) ** 2),
        difference + sqrt((one.high - share) ** 2 + (other - two.low) ** 2),
    )
