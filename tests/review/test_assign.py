"""Which interviews are coded by several."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.review.assign import choose_documents

TYPES = st.dictionaries(
    st.integers(0, 40).map(lambda n: f"kii-{n:02}"),
    st.sets(st.sampled_from(["CSO", "UN agency", "Ministry"]), min_size=1, max_size=2).map(frozenset),
    min_size=1,
)


@given(TYPES, st.floats(0.01, 1), st.integers(0, 5))
def test_every_type_is_in_the_sample_with_its_share(types: dict[str, frozenset[str]], share: float, seed: int) -> None:
    chosen = choose_documents(types, share, seed=seed)

    for each in {name for names in types.values() for name in names}:
        of_type = [document for document, names in types.items() if each in names]
        assert len([document for document in chosen if each in types[document]]) >= max(1, share * len(of_type) - 1e-6)
    assert chosen == choose_documents(types, share, seed=seed)
    assert set(choose_documents(types, share / 2, seed=seed)) <= set(chosen)
    assert set(choose_documents(types, 1)) == set(types)
