"""Log-odds with an informative Dirichlet prior."""

from __future__ import annotations

from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.statistics.keyness import log_odds, scaled_prior

WORDS = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 50), min_size=2)


def test_log_odds_and_z_are_those_computed_by_hand() -> None:
    # a: 8 of 10 here, 2 of 20 elsewhere; prior 1 for a, 3 for b.
    # Odds here (8+1)/(10+4-8-1) = 9/5, elsewhere (2+1)/(20+4-2-1) = 1/7; their ratio is 12.6.
    # Variance 1/(8+1) + 1/(2+1) = 4/9, so z = ln(12.6) / (2/3).
    first, second = log_odds({"a": 8, "b": 2}, {"a": 2, "b": 18}, {"a": 1.0, "b": 3.0})

    assert (first.word, first.n_here, first.n_elsewhere) == ("a", 8, 2)
    assert first.log_odds == pytest.approx(log(12.6)) == pytest.approx(2.53370, abs=5e-6)
    assert first.z == pytest.approx(3.80055, abs=5e-6)
    # With two words the odds of the other are the reverse.
    assert second.log_odds == pytest.approx(-log(12.6))
    assert second.z == pytest.approx(-log(12.6) / sqrt(1 / 5 + 1 / 21))


def test_the_same_share_of_a_rare_word_stands_out_less() -> None:
    here, elsewhere = {"rare": 2, "often": 200, "x": 798}, {"rare": 1, "often": 100, "x": 899}
    found = {each.word: each.z for each in log_odds(here, elsewhere, scaled_prior(elsewhere, 500))}

    assert found["often"] > found["rare"]


@given(WORDS, WORDS)
def test_what_sets_the_one_apart_is_what_the_other_lacks(here: dict[str, int], elsewhere: dict[str, int]) -> None:
    both = {word: here.get(word, 0) + elsewhere.get(word, 0) for word in here | elsewhere}
    prior = scaled_prior(both, 100)
    one = {each.word: each.z for each in log_odds(here, elsewhere, prior)}
    other = {each.word: each.z for each in log_odds(elsewhere, here, prior)}

    assert sum(prior.values()) == pytest.approx(100)
    assert one.keys() == both.keys()
    assert all(one[word] == pytest.approx(-other[word]) for word in one)
