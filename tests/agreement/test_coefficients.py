"""Coefficients give the published values."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.agreement.coefficients import Patterns, cohen, gwet, krippendorff, percent

KRIPPENDORFF_2011 = [
    "12332141 2...".replace(" ", ""),
    "123322412 5.3".replace(" ", ""),
    ".333234225 1.".replace(" ", ""),
    "123324412 51.".replace(" ", ""),
]


def units(coders: list[str]) -> Patterns:
    return Counter(tuple(None if value == "." else value for value in unit) for unit in zip(*coders, strict=True))


def table(both: int, first: int, second: int, neither: int) -> Patterns:
    return {(True, True): both, (True, False): first, (False, True): second, (False, False): neither}


def test_alpha_of_krippendorffs_example() -> None:
    """Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: nominal data, four coders, missing values."""
    assert krippendorff(units(KRIPPENDORFF_2011)) == pytest.approx(0.743, abs=5e-4)


def test_ac1_of_the_same_data() -> None:
    assert gwet(units(KRIPPENDORFF_2011), n_categories=5) == pytest.approx(0.77544, abs=5e-6)


def test_ac1_and_kappa_of_gwets_paradox() -> None:
    """Gwet (2008): 118 of 125 agreed, nearly all in one category; kappa falls below chance, AC1 does not."""
    assert gwet(table(118, 5, 2, 0)) == pytest.approx(0.9408, abs=5e-5)
    assert cohen(table(118, 5, 2, 0)) == pytest.approx(-0.0234, abs=5e-5)


def test_kappa_of_a_textbook_table() -> None:
    """20 and 15 of 50 agreed, 5 and 10 not: kappa is 0.4."""
    assert cohen(table(20, 5, 10, 15)) == pytest.approx(0.4)
    assert percent(table(20, 5, 10, 15)) == pytest.approx(0.7)


def test_alpha_of_two_coders_on_binary_data() -> None:
    """Krippendorff (2011): ten units, 0.095."""
    assert krippendorff(table(1, 1, 3, 5)) == pytest.approx(0.095, abs=5e-4)


@pytest.mark.parametrize("patterns", [{}, {(True, None): 4}, {(None, None): 2}])
def test_without_a_unit_two_coders_rated_there_is_no_number(patterns: Patterns) -> None:
    assert [f(patterns) for f in (percent, cohen, krippendorff, gwet)] == [None] * 4


def test_where_all_say_the_same_chance_explains_everything() -> None:
    assert (percent(table(0, 0, 0, 9)), gwet(table(0, 0, 0, 9))) == (1, 1)
    assert (cohen(table(0, 0, 0, 9)), krippendorff(table(0, 0, 0, 9))) == (None, None)


@settings(deadline=None)
@given(st.lists(st.integers(0, 30), min_size=4, max_size=4))
def test_kappa_is_scikit_learns(counts: list[int]) -> None:
    from sklearn.metrics import cohen_kappa_score

    patterns = table(*counts)
    kappa = cohen(patterns)
    if kappa is None:
        return
    first = [pattern[0] for pattern, n in patterns.items() for _ in range(int(n))]
    second = [pattern[1] for pattern, n in patterns.items() for _ in range(int(n))]

    assert kappa == pytest.approx(cohen_kappa_score(first, second))


@given(st.lists(st.integers(0, 30), min_size=4, max_size=4), st.integers(2, 5))
def test_counting_every_unit_several_times_changes_only_alpha(counts: list[int], times: int) -> None:
    more = [count * times for count in counts]

    for coefficient in (percent, cohen, gwet):
        once, often = coefficient(table(*counts)), coefficient(table(*more))
        assert once == (None if often is None else pytest.approx(often))
