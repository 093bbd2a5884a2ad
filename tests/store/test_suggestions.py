"""Suggestions are packed, stored by document, code and suggester, and come back whole."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.model.hits import Hits, PackedHits
from qualcode.store import Store
from tests.make import make_document, make_segments


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "study", name="Suggestions") as store:
        document = make_document("Money is short.", "No money, no staff.")
        store.documents.add(document, make_segments(document), segmenter="test 1")
        yield store


def make_hits(code_id: str, *places: tuple[int, int, int], document_id: str = "kii-01", key: str = "k1") -> PackedHits:
    columns = array("i", [number for place in places for number in (*place, 0)])
    found = (("keywords", "money", ""),)
    hits = Hits(document_id=document_id, code_id=code_id, suggester="keywords", key=key, found=found, columns=columns)
    return hits.packed()


def test_suggestions_come_back_in_reading_order_with_their_words(store: Store) -> None:
    store.suggestions.save([make_hits("staff", (2, 27, 35)), make_hits("funding", (1, 0, 5), (2, 20, 25))])

    found = [(s.segment_id, s.code_id, [e.text for e in s.evidence]) for s in store.suggestions.of("kii-01")]

    assert found == [
        ("kii-01:1", "funding", ["Money"]),
        ("kii-01:2", "funding", ["money"]),
        ("kii-01:2", "staff", ["no staff"]),
    ]


def test_saving_again_replaces_only_that_document_and_code(store: Store) -> None:
    store.suggestions.save([make_hits("funding", (1, 0, 5)), make_hits("staff", (2, 27, 35))])
    store.suggestions.save([make_hits("funding", key="k2")])

    assert [suggestion.code_id for suggestion in store.suggestions.of("kii-01")] == ["staff"]
    assert store.suggestions.keys() == {("kii-01", "funding", "keywords"): "k2", ("kii-01", "staff", "keywords"): "k1"}


def test_a_code_that_is_gone_is_retired(store: Store) -> None:
    store.suggestions.save([make_hits("funding", (1, 0, 5)), make_hits("staff", (2, 27, 35))])

    assert store.suggestions.retire(codes=[("staff", "keywords")]) == 1
    assert [hits.code_id for hits in store.suggestions.hits()] == ["funding"]


def test_suggestions_survive_packing(store: Store) -> None:
    store.suggestions.save([make_hits("staff", (2, 27, 35)), make_hits("funding", (1, 0, 5), (2, 20, 25))])
    before = store.suggestions.of("kii-01")

    hits = [
        Hits.of("kii-01", code_id, [one for one in before if one.code_id == code_id], suggester="keywords", key="k3")
        for code_id in ("funding", "staff")
    ]
    store.suggestions.save(map(Hits.packed, hits))

    assert store.suggestions.of("kii-01") == before
    assert set(store.suggestions.keys().values()) == {"k3"}


def test_more_suggestions_than_one_batch_holds_are_all_stored(store: Store) -> None:
    hits = [make_hits("staff", (1, 0, 5), document_id=f"kii-{number}") for number in range(4_100)]

    assert store.suggestions.save(hits) == 4_100
    assert len(store.suggestions.keys()) == 4_100
