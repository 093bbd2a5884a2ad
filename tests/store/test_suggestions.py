"""Suggestions are packed, stored by document, code and suggester, and come back whole."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.model.hits import Hits
from qualcode.store import Project
from tests.make import make_document, make_segments


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study", name="Suggestions") as project:
        document = make_document("Money is short.", "No money, no staff.")
        project.add_document(document, make_segments(document), segmenter="test 1")
        yield project


def make_hits(code_id: str, *places: tuple[int, int, int], document_id: str = "kii-01", key: str = "k1") -> Hits:
    columns = array("i", [number for place in places for number in (*place, 0)])
    found = (("keywords", "money", ""),)
    return Hits(document_id=document_id, code_id=code_id, suggester="keywords", key=key, found=found, columns=columns)


def test_suggestions_come_back_in_reading_order_with_their_words(project: Project) -> None:
    project.save_hits([make_hits("staff", (2, 27, 35)), make_hits("funding", (1, 0, 5), (2, 20, 25))])

    found = [(s.segment_id, s.code_id, [e.text for e in s.evidence]) for s in project.suggestions("kii-01")]

    assert found == [
        ("kii-01:1", "funding", ["Money"]),
        ("kii-01:2", "funding", ["money"]),
        ("kii-01:2", "staff", ["no staff"]),
    ]


def test_saving_again_replaces_only_that_document_and_code(project: Project) -> None:
    project.save_hits([make_hits("funding", (1, 0, 5)), make_hits("staff", (2, 27, 35))])
    project.save_hits([make_hits("funding", key="k2")])

    assert [suggestion.code_id for suggestion in project.suggestions("kii-01")] == ["staff"]
    assert project.hit_keys() == {("kii-01", "funding", "keywords"): "k2", ("kii-01", "staff", "keywords"): "k1"}


def test_a_code_that_is_gone_is_retired(project: Project) -> None:
    project.save_hits([make_hits("funding", (1, 0, 5)), make_hits("staff", (2, 27, 35))])

    assert project.retire_hits(codes=[("staff", "keywords")]) == 1
    assert [hits.code_id for hits in project.hits()] == ["funding"]


def test_suggestions_survive_packing(project: Project) -> None:
    project.save_hits([make_hits("staff", (2, 27, 35)), make_hits("funding", (1, 0, 5), (2, 20, 25))])
    before = project.suggestions("kii-01")

    packed = [
        Hits.of("kii-01", code_id, [one for one in before if one.code_id == code_id], suggester="keywords", key="k3")
        for code_id in ("funding", "staff")
    ]
    project.save_hits(packed)

    assert project.suggestions("kii-01") == before
    assert set(project.hit_keys().values()) == {"k3"}


def test_more_suggestions_than_one_batch_holds_are_all_stored(project: Project) -> None:
    hits = [make_hits("staff", (1, 0, 5), document_id=f"kii-{number}") for number in range(4_100)]

    assert project.save_hits(hits) == 4_100
    assert len(project.hit_keys()) == 4_100
