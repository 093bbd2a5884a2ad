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


def upper_bound(k: int, n: int, *, confidence: float = 0.95) -> float:
    """The largest share that `k` of `n` leaves open (one-sided, exact after Clopper and Pearson); 3 / n at zero."""
    if n == 0 or k >= n:
        return 1.0
    if k == 0:
        return min(1.0, 3 / n)
    from scipy.stats import beta

    return float(beta.ppf(confidence, k + 1, n - k))


def needed(k: int, bound: float) -> int:
    """How many have to be looked at for an upper bound as low as that, if no more than `k` are found."""
    low, high = k, k + 1
    while upper_bound(k, high) > bound:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if upper_bound(k, middle) <= bound else (middle, high)
    return high
