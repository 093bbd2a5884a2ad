"""Transcripts come back exactly, in a stable order, and corrected ones are new versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import UsageError
from qualcode.model.document import Role
from qualcode.model.hits import Hits
from qualcode.store import Store, documents, pack
from tests.make import make_document, make_segments


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "study", name="Documents") as store:
        yield store


def add(store: Store, *words: str, id: str = "kii-01") -> None:
    document = make_document(*words, id=id)
    store.documents.add(document, make_segments(document), segmenter="test 1")


def test_documents_come_in_the_order_a_person_counts(store: Store) -> None:
    for id_ in ("kii-10", "kii-2", "kii-1", "cso"):
        add(store, "Words.", id=id_)

    assert store.documents.ids() == ("cso", "kii-1", "kii-2", "kii-10")
    assert [document.id for document in store.documents.all()] == ["cso", "kii-1", "kii-2", "kii-10"]
    assert list(store.documents.keys()) == list(store.documents.ids())


def test_a_corrected_transcript_is_a_new_version_and_the_old_one_stays(store: Store) -> None:
    add(store, "Money is shrt.")
    add(store, "Money is short.")

    assert store.documents.get("kii-01").text == "Money is short."
    assert [document.text for document in store.documents.versions("kii-01")] == ["Money is shrt.", "Money is short."]
    assert store.documents.get("kii-01", version=1).text == "Money is shrt."
    assert [document.text for document in store.documents.all()] == ["Money is short."]


def test_roles_change_without_touching_the_words(store: Store) -> None:
    add(store, "Money is short.", "Very short.")
    before = store.documents.keys()
    document = store.documents.get("kii-01")
    other = document.turns[0]._replace(role=Role.INTERVIEWER, informant_id=None)

    store.documents.set_roles(replace(document, turns=(other, document.turns[1]), roles_reason="by hand"))

    assert store.documents.get("kii-01").turns[0].role == Role.INTERVIEWER
    assert store.documents.get("kii-01").text == document.text
    assert store.documents.keys() != before


def test_passages_are_segments_as_columns(store: Store) -> None:
    document = make_document(("I", "How is the money?"), "Short. Very short.", id="kii-01")
    store.documents.add(document, make_segments(document), segmenter="test 1")

    [passages] = store.documents.passages(sentences=True)

    assert (passages.text, passages.sha256) == (document.text, document.sha256)
    assert passages.informant == (False, True)
    assert passages.informants == ((), ("i1",))
    assert passages.ordinals == (1, 2)
    assert [document.text[a:b] for a, b in zip(passages.starts, passages.ends, strict=True)] == [
        segment.text for segment in store.documents.segments("kii-01")
    ]
    assert passages.sentences == passages.starts


def test_texts_are_those_of_the_newest_versions(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_ASKED", 2)
    for n in range(5):
        add(store, f"Money {n}.", id=f"kii-{n}")
    add(store, "Rain.", id="kii-3")

    assert dict(store.documents.texts(["kii-4", "kii-3", "kii-1", "none"])) == {
        "kii-1": "Money 1.",
        "kii-3": "Rain.",
        "kii-4": "Money 4.",
    }


@pytest.mark.parametrize(
    ("text", "is_even"),
    [
        ("One word\nand another.", True),
        ("Two  words.", False),
        ("Two\u00a0 words.", False),
        ("A line \nand another.", False),
        ("A\ttab.", False),
    ],
)
def test_passages_say_whether_runs_of_white_space_must_be_looked_for(store: Store, text: str, is_even: bool) -> None:
    document = make_document(text, id="kii-01")
    store.documents.add(document, make_segments(document), segmenter="test 1")

    [passages] = store.documents.passages()

    assert passages.is_even == is_even


def test_writing_while_reading_documents_one_by_one_is_fine(store: Store) -> None:
    for number in range(40):
        add(store, "Words.", id=f"kii-{number}")

    for document in store.documents.all():
        hits = Hits(document_id=document.id, code_id="funding", suggester="keywords", key="k")
        store.suggestions.save([hits.packed()])

    assert store.suggestions.keys() == {
        (document_id, "funding", "keywords"): "k" for document_id in store.documents.ids()
    }


def test_an_unknown_document_is_named(store: Store) -> None:
    with pytest.raises(UsageError, match="kii-99"):
        store.documents.get("kii-99")
    assert store.documents.segments("kii-99") == ()


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_any_transcript_is_packed_and_unpacked_without_a_difference(words: list[str]) -> None:
    document = make_document(*(text.encode("utf-8", "ignore").decode() or "x" for text in words))
    segments = make_segments(document)

    assert pack.unpack_turns(pack.pack_turns(document.turns)) == document.turns
    assert pack.unpack_segments(document.id, document.text, *pack.pack_segments(segments)) == segments


@pytest.mark.parametrize(
    ("written", "hint"),
    [("KII 01.docx", "mean kii-01?"), ("KII 01", "mean kii-01?"), ("kii-1", "mean kii-01?"), ("x", "status")],
)
def test_a_document_that_is_not_there_is_told_apart_from_one_written_otherwise(
    store: Store, written: str, hint: str
) -> None:
    document = replace(make_document("We have money."), name="KII 01.docx")
    store.documents.add(document, make_segments(document), segmenter="test 1")

    with pytest.raises(UsageError) as refused:
        store.documents.get(written)
    assert hint in refused.value.hint
