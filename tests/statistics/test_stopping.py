from __future__ import annotations

from collections.abc import Sequence
from math import comb, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.statistics.stopping import chance_of_less


def by_counting(found: Sequence[bool], n_passages: int, share: float) -> float:
    """The same, every draw counted."""
    chances = [1.0]
    for moment in range(len(found)):
        left, drawn, seen = n_passages - moment, len(found) - moment, sum(found[moment:])
        there = min(floor(sum(found) / share - sum(found[:moment]) + 1), left)
        ways = sum(comb(there, k) * comb(left - there, drawn - k) for k in range(min(seen, there, drawn) + 1))
        chances.append(ways / comb(left, drawn))
    return min(chances) if len(found) < n_passages else 0.0


@given(st.lists(st.booleans(), max_size=30), st.integers(0, 20), st.sampled_from([0.8, 0.9, 0.95]))
def test_it_is_what_counting_every_draw_comes_to(found: list[bool], n_unread: int, share: float) -> None:
    expected = by_counting(found, len(found) + n_unread, share)
    assert chance_of_less(found, len(found) + n_unread, share) == pytest.approx(expected, abs=1e-9)


def test_one_that_is_left_is_in_the_unread_half_every_second_time() -> None:
    assert chance_of_less([False] * 50, 100, 0.95) == pytest.approx(0.5)


def test_it_falls_as_more_is_read_without_finding_anything() -> None:
    chances = [chance_of_less([True] * 20 + [False] * n, 120, 0.95) for n in (0, 40, 80, 99, 100)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.5
    assert chances[-1] == 0
