"""Exact tests on small tables, and what a design of a given size can show at all."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from typing import NamedTuple

Counts = tuple[int, int]
"""`k` of `n`."""

SEED = 20200505
"""Of every random draw, so that the same table gives the same figure."""


def fisher(first: Counts, second: Counts) -> float:
    """Fisher's exact test, two-sided: the chance of a table at most as likely as this one, its margins given."""
    (k, n), (other_k, other_n) = first, second
    drawn = k + other_k
    ways = [comb(n, x) * comb(other_n, drawn - x) for x in range(max(0, drawn - other_n), min(n, drawn) + 1)]
    observed = comb(n, k) * comb(other_n, other_k)
    return sum(way for way in ways if way <= observed) / sum(ways)


def boschloo(first: Counts, second: Counts) -> float:
    """Boschloo's exact test, two-sided: as Fisher's without fixing the margins, and therefore sharper."""
    from scipy.stats import boschloo_exact

    (k, n), (other_k, other_n) = first, second
    if n == 0 or other_n == 0 or k + other_k in (0, n + other_n):
        return 1.0
    return float(boschloo_exact([[k, other_k], [n - k, other_n - other_k]]).pvalue)


def fisher_by_draws(groups: Sequence[Counts], *, draws: int = 9_999, seed: int = SEED) -> float:
    """Fisher's test for three or more groups, over seeded random tables with the same margins."""
    import numpy as np
    from scipy.stats import random_table

    counted = [(k, n) for k, n in groups if n > 0]
    raised, whole = sum(k for k, _ in counted), sum(n for _, n in counted)
    if len(counted) < 2 or raised in (0, whole):
        return 1.0
    rows, columns = [n for _, n in counted], [raised, whole - raised]
    observed = float(random_table.logpmf([[k, n - k] for k, n in counted], rows, columns))
    tables = random_table.rvs(rows, columns, size=draws, random_state=np.random.default_rng(seed))
    chances = random_table.logpmf(tables, rows, columns)
    return float((1 + np.count_nonzero(chances <= observed + 1e-9)) / (1 + draws))


def benjamini_hochberg(values: Sequence[float]) -> tuple[float, ...]:
    """P values adjusted for having looked at several themes: the share of false finds among those at most so large."""
    order = sorted(range(len(values)), key=lambda place: values[place], reverse=True)
    adjusted = [0.0] * len(values)
    least = 1.0
    for rank, place in zip(range(len(values), 0, -1), order, strict=True):
        least = min(least, values[place] * len(values) / rank)
        adjusted[place] = least
    return tuple(adjusted)


class Detectable(NamedTuple):
    """What a comparison of two groups of given sizes can show."""

    n_tables: int
    """Outcomes there could be."""
    n_telling: int
    """Outcomes for which Fisher's test gives a p value at or below the level."""


def detectable(n: int, other_n: int, *, level: float = 0.05) -> Detectable:
    """Of all outcomes that groups of these sizes could have, those that a test would call different."""
    outcomes = [((k, n), (other_k, other_n)) for k in range(n + 1) for other_k in range(other_n + 1)]
    return Detectable(len(outcomes), sum(fisher(first, second) <= level for first, second in outcomes))
