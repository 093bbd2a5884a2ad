from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model.place import Found
from qualcode.segmenters import segment_document
from qualcode.segmenters.versions import Alignment, Carried, carry_segments
from tests.examples import examples
from tests.make import make_document

OLD = make_document(
    ("I", "How is the work paid for?"),
    "Two donors pay, and the second one leaves in May. Then nobody pays.",
    ("I", "And the staff?"),
    "They are paid late. They are paid late. We lost three nurses to the hospital in the capital.",
)


@pytest.mark.parametrize(
    ("words", "new", "found", "now"),
    [
        ("Two donors pay", OLD.text, Found.EXACT, "Two donors pay"),
        ("Two donors pay", "So. Two donors pay, and more.", Found.MOVED, "Two donors pay"),
        ("the second one leaves", "Two donors pay, and the second leaves in May.", Found.EDITED, "the second leaves"),
        ("We lost three nurses", "Two donors pay.", Found.LOST, ""),
    ],
)
def test_a_stretch_is_found_by_what_stands_around_it(words: str, new: str, found: Found, now: str) -> None:
    start = OLD.text.index(words)

    place = Alignment(OLD.text, new).place_of(start, start + len(words))

    assert place.found is found
    assert new[place.start : place.end] == now


def test_passages_are_told_as_the_same_changed_new_or_gone() -> None:
    new = make_document(
        ("I", "How is the work paid for?"),
        "Two donors pay, and the second one leaves in June. Then nobody pays.",
        "This was left out before.",
        "They are paid late. They are paid late. We lost three nurses to the hospital in the capital.",
    )

    carried = carry_segments(OLD.text, segment_document(OLD), new.text, segment_document(new))

    old_ids = {"kii-01:1": "kii-01:1", "kii-01:2": "kii-01:2", "kii-01:4": "kii-01:4"}
    assert carried == Carried(old_ids=old_ids, same=2, changed=1, new=1, gone=1)


@settings(deadline=None, max_examples=examples(200))
@given(st.text(alphabet="ab \n.é👩", max_size=80), st.text(alphabet="ab \n.é👩", max_size=80), st.data())
def test_what_is_said_to_be_unchanged_is_the_very_words(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))

    place = Alignment(old, new).place_of(start, end)

    assert not place.counts or new[place.start : place.end] == old[start:end]
