"""What counts as read: what a coder goes on from, and what they say they have read; nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import UsageError
from qualcode.review.desk import Desk
from qualcode.review.queue import Stop, Wanted
from qualcode.review.reading import read_to
from qualcode.review.session import Session
from tests.review.make import SUGGESTIONS, ListLog, ListNotebook, make_desk, make_library

LIBRARY = make_library()


@given(st.sampled_from(sorted(LIBRARY.segments)))
def test_everything_down_to_a_passage_is_read_and_nothing_below_it_or_elsewhere(segment_id: str) -> None:
    marks = read_to(segment_id, LIBRARY, coder="amal")
    last = LIBRARY.segments[segment_id]
    document = LIBRARY.documents[last.document_id]

    ordinals = [LIBRARY.segments[mark.segment_id].ordinal for mark in marks]
    assert ordinals == list(range(1, last.ordinal + 1))
    assert {mark.document_id for mark in marks} == {document.id}
    assert {(mark.coder, mark.document_sha256, mark.codebook_sha256) for mark in marks} == {
        ("amal", document.sha256, LIBRARY.codebook.sha256)
    }


def test_passages_are_in_the_order_of_the_text_where_a_corrected_transcript_has_new_ones() -> None:
    new = replace(LIBRARY.segments["kii-01:2"], id="kii-01:9", ordinal=9)
    segments = {id: each for id, each in LIBRARY.segments.items() if id != "kii-01:2"} | {new.id: new}
    marks = read_to("kii-01:3", replace(LIBRARY, segments=segments), coder="amal")

    assert [mark.segment_id for mark in marks] == ["kii-01:1", "kii-01:9", "kii-01:3"]


def test_a_coder_says_they_have_read_down_to_a_passage() -> None:
    notebook = ListNotebook()
    library = replace(LIBRARY, suggestions=SUGGESTIONS[3:])
    desk = Desk(Session(ListLog(), library, coder="amal"), notebook, Wanted(whole=True))
    assert desk.route.left == 5
    desk.read_to("kii-01:3")
    desk.keep_read()

    assert desk.route.left == 3
    assert desk.route.stop == Stop("kii-01:2")
    assert [mark.segment_id for mark in notebook.read] == ["kii-01:1", "kii-01:2", "kii-01:3"]


def test_looking_is_not_reading() -> None:
    notebook = ListNotebook()
    desk = Desk(Session(ListLog(), LIBRARY, coder="amal"), notebook, Wanted(whole=True))
    for stop in list(desk.route.stops):
        desk.look(stop)
        desk.route.after(stop)
        desk.beside(1, at=stop)
    desk.keep_read()

    assert notebook.read == []


def test_a_passage_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match="no such passage"):
        make_desk(ListLog()).read_to("kii-01:99")
