"""The way through a queue, and where it goes next without going there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.review.queue import Stop
from qualcode.review.route import Route

STOPS = [Stop("d:1", "a"), Stop("d:1", "b"), Stop("d:2", "a"), Stop("d:3", "a")]
PLACES = st.frozensets(st.sampled_from(STOPS))


def make_route(*, left: frozenset[Stop], skipped: frozenset[Stop] = frozenset()) -> Route:
    route = Route(STOPS)
    route.settle(STOPS, left.__contains__, skipped.__contains__)
    return route


@pytest.mark.parametrize(
    ("left", "skipped", "after", "following"),
    [
        (STOPS, [], STOPS[0], STOPS[1]),
        (STOPS, [], STOPS[3], STOPS[0]),
        (STOPS, [STOPS[1]], STOPS[0], STOPS[2]),
        (STOPS[:2], [STOPS[1]], STOPS[2], STOPS[0]),
        ([STOPS[1]], [STOPS[1]], STOPS[2], STOPS[1]),
        ([STOPS[2]], [], STOPS[2], STOPS[2]),
        ([], [], STOPS[2], None),
        (STOPS, [], Stop("d:1", "another code"), STOPS[2]),
        (STOPS, [], Stop("another passage", "a"), STOPS[1]),
        (STOPS, [], None, STOPS[1]),
    ],
)
def test_the_next_stop_is_told_without_going_there(
    left: list[Stop], skipped: list[Stop], after: Stop | None, following: Stop | None
) -> None:
    route = make_route(left=frozenset(left), skipped=frozenset(skipped))

    assert route.after(after) == following
    assert (route.stops, route.place) == (STOPS, 0)


@given(PLACES, PLACES, st.sampled_from(STOPS))
def test_advancing_goes_to_the_next_stop(left: frozenset[Stop], skipped: frozenset[Stop], here: Stop) -> None:
    route = make_route(left=left, skipped=skipped)
    route.go(here)
    following = route.after(here)

    assert route.advance() is (following is not None)
    assert route.stop == (following or here)
    assert route.left == len(left)


@given(PLACES, PLACES)
def test_going_from_each_to_the_next_meets_all_that_is_left_once(
    left: frozenset[Stop], skipped: frozenset[Stop]
) -> None:
    met: list[Stop] = []
    here: Stop | None = None
    while following := make_route(left=left.difference(met), skipped=skipped).after(here):
        met.append(following)
        here = following

    assert set(met) == left
    assert len(met) == len(left)
    assert [stop in skipped for stop in met] == sorted(stop in skipped for stop in met)


@pytest.mark.parametrize(
    ("here", "by", "there"),
    [
        (STOPS[0], 1, STOPS[1]),
        (STOPS[0], -1, None),
        (STOPS[3], 1, None),
        (STOPS[3], -1, STOPS[2]),
        (Stop("d:1", "another code"), 1, STOPS[2]),
    ],
)
def test_what_is_beside_a_stop_is_told_without_going_there(here: Stop, by: int, there: Stop | None) -> None:
    route = make_route(left=frozenset(STOPS))

    assert route.beside(here, by) == there
    assert route.place == 0


def test_a_stop_put_in_elsewhere_leaves_the_coder_where_they_are() -> None:
    route = make_route(left=frozenset(STOPS))
    route.go(STOPS[2])
    route.put_in(Stop("d:1", "c"), after=STOPS[1])
    route.put_in(Stop("d:2", "c"))

    assert route.stop == STOPS[2]
    assert route.stops == [*STOPS[:2], Stop("d:1", "c"), STOPS[2], Stop("d:2", "c"), STOPS[3]]


def test_an_empty_queue_has_nothing_next() -> None:
    route = Route([])

    assert (route.stop, route.after(None), route.beside(None, 1), route.advance(), route.step(1)) == (
        None,
        None,
        None,
        False,
        False,
    )
