from __future__ import annotations

import pytest

from qualcode.review.likely_wording import said_of, said_of_missing
from qualcode.review.order import Missing


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.1, ""),
        (0.2, "about 1 in 5"),
        (0.41, "about 2 in 5"),
        (0.5, "about 1 in 2"),
        (0.66, "about 2 in 3"),
        (1.0, "about 2 in 3"),
    ],
)
def test_a_chance_is_told_in_words_that_stop_at_two_in_three(chance: float, said: str) -> None:
    assert said_of(chance) == said


@pytest.mark.parametrize(
    ("expected", "upper", "said"),
    [
        (3.6, 7.9, "About 4 more informant–theme pairs are expected in what nobody read (probably no more than 8)."),
        (1.2, 2.6, "About 1 more informant–theme pair is expected in what nobody read (probably no more than 3)."),
        (0.3, 1.2, "Hardly any more informant–theme pairs are expected in what nobody read"),
        (0.1, 0.3, "No more informant–theme pairs are expected in what nobody read."),
    ],
)
def test_what_is_missing_is_told_with_what_is_probably_not_exceeded(expected: float, upper: float, said: str) -> None:
    made = Missing(n_found=9, expected=expected, upper=upper, n_read=20, n_passages=50, likeliest=())

    assert said_of_missing(made).startswith(said)
