"""How large a share could still be, after so many were looked at."""

from __future__ import annotations

from math import comb

import pytest

from qualcode.statistics.intervals import needed, upper_bound


@pytest.mark.parametrize(
    ("k", "n", "expected"),
    [
        (0, 60, 0.05),
        (0, 300, 0.01),
        (0, 2, 1.0),
        (1, 20, 0.2161),
        (3, 3, 1.0),
        (0, 0, 1.0),
    ],
)
def test_the_bound_is_the_rule_of_three_at_zero_and_exact_above(k: int, n: int, expected: float) -> None:
    assert upper_bound(k, n) == pytest.approx(expected, abs=0.0001)


@pytest.mark.parametrize("k", range(5))
@pytest.mark.parametrize("bound", [0.01, 0.05, 0.2])
def test_as_many_as_needed_bring_the_bound_down_and_one_fewer_does_not(k: int, bound: float) -> None:
    n = needed(k, bound)

    assert upper_bound(k, n) <= bound < upper_bound(k, n - 1)


@pytest.mark.parametrize(("k", "n"), [(1, 20), (2, 100), (5, 50), (19, 20)])
def test_at_the_bound_so_few_would_be_found_one_time_in_twenty(k: int, n: int) -> None:
    bound = upper_bound(k, n)

    assert sum(comb(n, i) * bound**i * (1 - bound) ** (n - i) for i in range(k + 1)) == pytest.approx(0.05)


def test_sixty_without_a_miss_show_less_than_five_percent() -> None:
    assert needed(0, 0.05) == 60
