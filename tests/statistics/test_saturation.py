from hypothesis import given
from hypothesis import strategies as st

from qualcode.statistics.saturation import new_themes, runs, saturated_at, shuffled

EXAMPLE = [20, 9, 5, 3, 2, 1, 0, 0]
"""37 themes in a base of four interviews, then few new ones: made up to follow the rule of Guest, Namey and Chen."""


def test_runs_overlap_and_are_told_as_shares_of_the_base() -> None:
    found = list(runs(EXAMPLE, base=4, length=2))

    assert [(run.first, run.last, run.n_new, run.n_base) for run in found] == [
        (5, 6, 3, 37), (6, 7, 1, 37), (7, 8, 0, 37)
    ]  # fmt: skip
    assert [f"{run.share:.0%}" for run in found] == ["8%", "3%", "0%"]


def test_the_first_run_within_the_threshold_is_told_with_the_interviews_before_it() -> None:
    run = saturated_at(EXAMPLE)
    none = saturated_at(EXAMPLE, threshold=0)

    assert run is not None
    assert (run.first - 1, run.last) == (5, 7)  # 5+2
    assert none is not None
    assert (none.first - 1, none.last) == (6, 8)  # 6+2
    assert saturated_at(EXAMPLE, length=3, threshold=0) is None


def test_too_few_interviews_and_an_empty_base_say_nothing() -> None:
    assert saturated_at([5, 1, 0]) is None
    assert saturated_at([0, 0, 0, 0, 0, 0]) is None


INTERVIEWS = st.lists(st.frozensets(st.integers(0, 9), max_size=6), min_size=1, max_size=9)


@given(INTERVIEWS)
def test_every_theme_is_new_once(interviews: list[frozenset[int]]) -> None:
    new = new_themes(interviews)

    assert sum(map(len, new)) == len(frozenset().union(*interviews))
    for place, themes in enumerate(new):
        assert themes == interviews[place] - frozenset().union(*interviews[:place])


@given(INTERVIEWS)
def test_all_orders_end_with_the_same_themes_and_the_draws_are_the_same_every_time(
    interviews: list[frozenset[int]],
) -> None:
    found = shuffled(interviews, orders=30)

    assert found == shuffled(interviews, orders=30)
    whole = len(frozenset().union(*interviews))
    assert found.low[-1] == found.high[-1] == found.mean[-1] == whole
    for low, mean, high in zip(found.low, found.mean, found.high, strict=True):
        assert low <= high
        # One order of thirty is below the band, two are above it: they may draw the mean out of it.
        assert 29 * low / 30 - 1e-9 <= mean <= (28 * high + 2 * whole) / 30 + 1e-9
    for curve in (found.low, found.mean, found.high):
        assert list(curve) == sorted(curve)
