from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.review.order import Progress, missing, pick, surprise
from qualcode.review.queue import Goal

CHANCES = np.array([[0.9, 0.0], [0.8, 0.0], [0.0, 0.3], [0.1, 0.2], [0.5, 0.5]])
WHO = [(0,), (0,), (0,), (1,), (1,)]
"""Of each passage the numbers of those who say it."""


def progress(
    chances: np.ndarray = CHANCES,
    who: list[tuple[int, ...]] = WHO,
    found: list[list[bool]] | None = None,
    unread: object = None,
) -> Progress:
    n_informants = max(map(max, who)) + 1
    return Progress(
        chances=chances,
        scores=chances,
        passages=np.array([place for place, people in enumerate(who) for _ in people]),
        informants=np.array([person for people in who for person in people]),
        found=np.array(found if found is not None else np.zeros((n_informants, chances.shape[1])), dtype=bool),
        unread=np.arange(len(chances)) if unread is None else np.array(unread, dtype=np.int64),
        lots=np.arange(len(chances), dtype=np.uint64)[::-1].copy(),
    )


def test_a_theme_that_was_probably_just_found_is_sought_elsewhere() -> None:
    chosen = pick(progress(), 5)

    assert [each.place for each in chosen] == [4, 0, 2, 3, 1]
    assert chosen[0].expected == pytest.approx(1.0)
    assert chosen[-1].expected == pytest.approx(0.8 * 0.1)
    assert not any(each.drawn for each in chosen)


def test_a_theme_the_informant_is_known_to_raise_is_not_sought_there() -> None:
    assert [each.place for each in pick(progress(found=[[True, False], [False, True]]), 3)] == [4, 2, 3]


def test_words_said_together_are_sought_for_each_of_those_who_say_them() -> None:
    chances = np.array([[0.5, 0.0], [0.9, 0.0], [0.8, 0.0], [0.0, 0.1]])
    chosen = pick(progress(chances, [(0, 1), (0,), (1,), (1,)]), 4)

    assert [(each.place, round(each.expected, 6)) for each in chosen] == [(0, 1.0), (1, 0.45), (2, 0.4), (3, 0.1)]
    assert missing(progress(chances, [(0, 1), (0,), (1,), (1,)])).expected == pytest.approx(0.95 + 0.9 + 0.1)


def test_for_codings_the_highest_score_comes_first() -> None:
    assert [each.place for each in pick(progress(), 4, goal=Goal.CODINGS)] == [0, 1, 4, 2]


def test_one_in_ten_is_drawn_by_its_lot_whatever_was_read_before() -> None:
    chances = np.full((40, 1), 0.5)
    of_all = pick(progress(chances, [(0,)] * 40), 40)
    after_seven = pick(progress(chances, [(0,)] * 40, unread=range(7, 40)), 33)

    assert [place for place, each in enumerate(of_all) if each.drawn] == [9, 19, 29, 39]
    assert [place for place, each in enumerate(after_seven) if each.drawn] == [2, 12, 22, 32]
    assert of_all[9].place == 39
    assert sorted(each.place for each in of_all) == list(range(40))


@pytest.mark.parametrize(
    ("unread", "factor", "expected"),
    [
        ([], 1.0, 0.0),
        ([3], 1.0, 0.1 + 0.2),
        ([3, 4], 1.0, 1 - 0.9 * 0.5 + 1 - 0.8 * 0.5),
        ([3, 4], 0.5, 1 - 0.95 * 0.75 + 1 - 0.9 * 0.75),
    ],
)
def test_what_is_missing_is_counted_once_per_informant_and_theme(
    unread: list[int], factor: float, expected: float
) -> None:
    found = missing(progress(unread=unread), factor=factor)

    assert found.expected == pytest.approx(expected)
    assert found.upper >= found.expected
    assert (found.n_read, found.n_passages) == (5 - len(unread), 5)


def test_pairs_that_were_found_are_missing_no_more_and_the_likeliest_comes_first() -> None:
    found = missing(progress(found=[[True, False], [False, True]]))

    assert [pair[:2] for pair in found.likeliest] == [(1, 0), (0, 1)]
    assert found.n_found == 2
    chance = 1 - 0.9 * 0.5
    assert found.upper == pytest.approx(chance + 0.3 + 1.64 * math.sqrt(chance * (1 - chance) + 0.3 * 0.7))


@pytest.mark.parametrize(
    ("n_passages", "n_read", "stops"),
    [
        (500, 100, True),
        (500, 99, False),  # less than a fifth
        (300, 80, True),
        (300, 79, False),  # fewer than the estimate is held against
        (100, 50, True),
        (100, 49, False),  # less than half of a small study
    ],
)
def test_nobody_is_told_to_stop_before_the_estimate_can_mean_something(
    n_passages: int, n_read: int, stops: bool
) -> None:
    everything = progress(np.zeros((n_passages, 1)), [(0,)] * n_passages, [[True]], range(n_read, n_passages))

    assert missing(everything).may_stop(0.95) is stops


def test_more_than_expected_lately_means_that_more_is_missing() -> None:
    assert surprise(np.array([[0.5], [0.5]]), np.array([[True], [True]])) == pytest.approx(1.5)
    assert surprise(np.zeros((0, 3)), np.zeros((0, 3), dtype=bool)) == 1


@given(st.data())
def test_the_order_has_every_unread_passage_once_and_expects_no_more_than_there_is(data: st.DataObject) -> None:
    n, themes, people = data.draw(st.integers(1, 30)), data.draw(st.integers(1, 3)), data.draw(st.integers(1, 4))
    draw = np.random.default_rng(data.draw(st.integers(0, 99)))
    some = st.sets(st.integers(0, people - 1), min_size=1).map(lambda each: tuple(sorted(each)))
    who = [*data.draw(st.lists(some, min_size=n - 1, max_size=n - 1)), (people - 1,)]
    made = progress(draw.random((n, themes)).round(2), who)

    chosen = pick(made, n + 5)

    assert sorted(each.place for each in chosen) == list(range(n))
    assert sum(each.expected for each in chosen) == pytest.approx(missing(made).expected, abs=1e-2 * themes * people)
