"""Samples that everyone draws alike."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from qualcode.review.queue import draw_evenly

PASSAGES = st.dictionaries(
    st.integers(0, 99).map(lambda n: f"kii-01:{n}"), st.sampled_from(["CSO", "UN agency", "Ministry"]), min_size=1
)


@given(PASSAGES, st.integers(1, 60), st.integers(0, 3))
def test_every_kind_has_its_share_and_a_larger_sample_keeps_a_smaller(
    kinds: dict[str, str], size: int, seed: int
) -> None:
    def drawn(size: int) -> list[str]:
        return draw_evenly(kinds, size, seed, key=str, kind=lambda passage: kinds[passage])

    sample = drawn(size)
    n = len(sample)
    assert n == len(set(sample)) == min(size, len(kinds))
    for kind, of_all in Counter(kinds.values()).items():
        assert abs(sum(kinds[passage] == kind for passage in sample) - n * of_all / len(kinds)) <= 1.5
    assert drawn(size + 5)[:n] == sample
