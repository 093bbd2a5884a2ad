from __future__ import annotations

import random

import pytest

from qualcode.statistics.paired import Stratum, of_all, paired

Z2 = 1.959964**2


@pytest.mark.parametrize("n", [5, 44, 300])
def test_where_nobody_differs_the_score_interval_is_as_wide_as_the_sample_is_small(n: int) -> None:
    low, high = paired(0, 0, n)

    assert (low, high) == pytest.approx((-Z2 / (n + Z2), Z2 / (n + Z2)), abs=1e-6)


def test_more_and_fewer_mirror_each_other() -> None:
    low, high = paired(7, 2, 60)

    assert paired(2, 7, 60) == pytest.approx((-high, -low), abs=1e-9)
    assert low < 5 / 60 < high


@pytest.mark.parametrize(("more", "fewer", "n"), [(12, 2, 50), (1, 0, 44), (30, 25, 80), (0, 9, 10)])
def test_the_ends_are_as_far_off_as_the_constrained_likelihood_says(more: int, fewer: int, n: int) -> None:
    for end in paired(more, fewer, n):
        # The likeliest share of those in the second alone, given the difference, by trying out all of them.
        likeliest = max(
            (q / 100_000 for q in range(1, 100_000) if 0 < q / 100_000 + end < 1 - q / 100_000),
            key=lambda q: _likelihood(more, fewer, n, q, end),
        )
        variance = n * (2 * likeliest + end * (1 - end))
        assert ((more - fewer) - n * end) ** 2 / variance == pytest.approx(Z2, rel=2e-3)


def _likelihood(more: int, fewer: int, n: int, q: float, difference: float) -> float:
    from math import log

    p, rest = q + difference, 1 - 2 * q - difference
    return more * log(p) + fewer * log(q) + (n - more - fewer) * log(rest)


def test_the_estimate_is_what_the_rules_found_and_the_mean_difference() -> None:
    group = Stratum(n_all=1000, found=400, n=100, missed=9, false=4)

    assert group.share == pytest.approx(0.45)
    low, high = group.interval()
    assert 0.36 < low < 0.45 < high < 0.54


def test_of_a_group_that_was_read_whole_nothing_is_left_to_doubt() -> None:
    assert Stratum(n_all=20, found=8, n=20, missed=2, false=1).interval() == pytest.approx((0.45, 0.45))
    almost = Stratum(n_all=20, found=8, n=19, missed=2, false=1).interval()
    few = Stratum(n_all=20, found=8, n=10, missed=1, false=1).interval()
    assert almost.high - almost.low < (few.high - few.low) / 2


def test_groups_weigh_as_much_as_they_are_large() -> None:
    large = Stratum(n_all=900, found=90, n=50, missed=0, false=0)
    small = Stratum(n_all=100, found=90, n=50, missed=0, false=0)

    share, (low, high) = of_all([large, small])

    assert share == pytest.approx(0.18)
    assert 0 < low < share < high < 0.3


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    chance = random.Random(11)
    held = of_all_held = n = n_all = 0
    for prevalence, finds, wrongly in [(0.03, 0.7, 0.01), (0.15, 0.95, 0.1), (0.4, 0.85, 0.05), (0.8, 0.97, 0.15)]:
        groups = []
        for size in (3000, 1200, 400):
            truth = [chance.random() < prevalence for _ in range(size)]
            groups.append([(t, chance.random() < (finds if t else wrongly)) for t in truth])
        for _ in range(75):
            strata = []
            for people in groups:
                drawn = chance.sample(people, 60)
                one = Stratum(
                    n_all=len(people),
                    found=sum(rule for _, rule in people),
                    n=len(drawn),
                    missed=sum(truth and not rule for truth, rule in drawn),
                    false=sum(rule and not truth for truth, rule in drawn),
                )
                low, high = one.interval()
                held += low <= sum(truth for truth, _ in people) / len(people) <= high
                n += 1
                strata.append(one)
            _, (low, high) = of_all(strata)
            everybody = [truth for people in groups for truth, _ in people]
            of_all_held += low <= sum(everybody) / len(everybody) <= high
            n_all += 1

    assert held / n >= 0.93
    assert of_all_held / n_all >= 0.93
