"""What a document tells of its turns."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from qualcode.model.document import Document
from tests.make import make_document


def test_voices_are_counted_in_the_order_in_which_they_first_speak() -> None:
    document = make_document(("Dana", "How?"), ("Amina", "Slowly."), ("Dana", "Why?"))

    assert [(voice.speaker, n) for voice, n in document.voices().items()] == [("Dana", 2), ("Amina", 1)]


def test_the_voices_are_those_of_the_turns_as_they_are_now() -> None:
    document = make_document(("Dana", "How?"), ("Amina", "Slowly."))
    before = document.voices()
    amina, dana = (turn._replace(informant_id="i2", also=("i3",)) for turn in reversed(document.turns))

    later = replace(document, turns=(dana, amina)).voices()

    assert before != later
    assert [voice.informants for voice in later] == [("i2", "i3"), ("i2", "i3")]


@pytest.mark.parametrize(
    "document",
    [make_document(("Dana", "How?"), ("Amina", "Slowly.")), replace(make_document(), turns=(), counted=(1,))],
)
def test_a_document_is_the_same_in_another_process(document: Document) -> None:
    handed_over = pickle.loads(pickle.dumps(document))

    assert handed_over == document
    assert handed_over.counted == document.counted
    assert handed_over.voices() == document.voices()
