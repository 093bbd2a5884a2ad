"""Agreement coefficients for nominal codes, from how often each pattern of ratings occurs.

A pattern is one rating per coder in a fixed order, None where a coder did not rate the unit: `(True, False, None)`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping
from itertools import combinations
from typing import Any

Patterns = Mapping[Any, float]
"""How many units were rated so."""


def percent(patterns: Patterns) -> float | None:
    """The share of pairs of ratings that are the same; None without a unit that two coders rated."""
    agreed = total = 0.0
    for pattern, weight in patterns.items():
        counts = _counts(pattern)
        n = sum(counts.values())
        if n > 1:
            agreed += weight * sum(k * (k - 1) for k in counts.values()) / (n * (n - 1))
            total += weight
    return agreed / total if total else None


def cohen(patterns: Patterns) -> float | None:
    """Cohen's kappa (1960); of more than two coders the mean over the pairs. None where chance explains everything."""
    width = max((len(pattern) for pattern in patterns), default=0)
    found = [_cohen_of_pair(patterns, one, other) for one, other in combinations(range(width), 2)]
    kappas = [kappa for kappa in found if kappa is not None]
    return sum(kappas) / len(kappas) if kappas else None


def _cohen_of_pair(patterns: Patterns, one: int, other: int) -> float | None:
    first: dict[Hashable, float] = defaultdict(float)
    second: dict[Hashable, float] = defaultdict(float)
    agreed = total = 0.0
    for pattern, weight in patterns.items():
        mine, theirs = pattern[one], pattern[other]
        if mine is None or theirs is None:
            continue
        first[mine] += weight
        second[theirs] += weight
        total += weight
        agreed += weight * (mine == theirs)
    if not total:
        return None
    expected = sum(first[value] * second[value] for value in first) / total**2
    return _beyond(agreed / total, expected)


def krippendorff(patterns: Patterns) -> float | None:
    """Krippendorff's alpha for nominal data (2011). None where all ratings are one value."""
    values: dict[Hashable, float] = defaultdict(float)
    differing = 0.0
    for pattern, weight in patterns.items():
        counts = _counts(pattern)
        n = sum(counts.values())
        if n < 2:
            continue
        for value, k in counts.items():
            values[value] += weight * k
            differing += weight * k * (n - k) / (n - 1)
    total = sum(values.values())
    expected = sum(k * (total - k) for k in values.values())
    if not total or not expected:
        return None
    return 1 - (total - 1) * differing / expected


def gwet(patterns: Patterns, *, n_categories: int = 2) -> float | None:
    """Gwet's AC1 (2008); None without a unit that two coders rated."""
    observed = percent(patterns)
    shares: dict[Hashable, float] = defaultdict(float)
    rated = 0.0
    for pattern, weight in patterns.items():
        counts = _counts(pattern)
        n = sum(counts.values())
        if n:
            rated += weight
            for value, k in counts.items():
                shares[value] += weight * k / n
    if observed is None:
        return None
    likely = [share / rated for share in shares.values()]
    n_others = max(n_categories, len(likely)) - 1
    return _beyond(observed, sum(share * (1 - share) for share in likely) / n_others)


COEFFICIENTS: dict[str, Callable[[Patterns], float | None]] = {
    "percent": percent,
    "kappa": cohen,
    "alpha": krippendorff,
    "ac1": gwet,
}


def _counts(pattern: tuple[Hashable | None, ...]) -> Counter[Hashable]:
    return Counter(value for value in pattern if value is not None)


def _beyond(observed: float, expected: float) -> float | None:
    return None if expected >= 1 else (observed - expected) / (1 - expected)
