import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.statistics.exact import benjamini_hochberg, boschloo, detectable, fisher, fisher_by_draws
from tests.examples import examples


def test_fisher_on_the_lady_tasting_tea() -> None:
    assert fisher((3, 4), (1, 4)) == pytest.approx(0.4857, abs=5e-5)


@settings(deadline=None, max_examples=examples(60))
@given(st.integers(0, 8), st.integers(0, 8), st.integers(0, 8), st.integers(0, 8))
def test_fisher_agrees_with_scipy(a: int, b: int, c: int, d: int) -> None:
    from scipy.stats import fisher_exact

    if a + b and c + d:
        assert fisher((a, a + b), (c, c + d)) == pytest.approx(fisher_exact([[a, c], [b, d]]).pvalue, abs=1e-9)


def test_boschloo_is_sharper_than_fisher() -> None:
    assert boschloo((3, 3), (1, 7)) <= fisher((3, 3), (1, 7))


@pytest.mark.parametrize("counts", [((0, 3), (0, 7)), ((3, 3), (7, 7)), ((0, 0), (1, 2))])
def test_tables_that_cannot_differ_have_p_one(counts: tuple[tuple[int, int], tuple[int, int]]) -> None:
    assert boschloo(*counts) == 1
    assert fisher_by_draws(counts) == 1


def test_benjamini_and_hochberg_1995_reject_four_of_fifteen() -> None:
    published = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
    ]  # fmt: skip
    adjusted = benjamini_hochberg(published)

    assert sum(value <= 0.05 for value in adjusted) == 4
    assert list(adjusted) == sorted(adjusted)


@given(st.lists(st.floats(0, 1), max_size=12))
def test_adjusted_values_agree_with_scipy(values: list[float]) -> None:
    from scipy.stats import false_discovery_control

    if values:
        assert benjamini_hochberg(values) == pytest.approx(list(false_discovery_control(values)), abs=1e-12)


def test_three_against_seven_can_show_little() -> None:
    assert detectable(3, 7) == (32, 4)


def test_random_tables_come_near_the_exact_value_and_are_the_same_each_time() -> None:
    counts = [(8, 10), (2, 10), (5, 10)]

    assert fisher_by_draws(counts) == fisher_by_draws(counts)
    assert fisher_by_draws([(3, 4), (1, 4)]) == pytest.approx(fisher((3, 4), (1, 4)), abs=0.02)
