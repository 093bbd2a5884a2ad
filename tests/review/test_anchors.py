"""Decided words are found again in a corrected transcript, or said to be lost."""

from __future__ import annotations

import pytest

from qualcode.model.place import Found
from qualcode.review.anchors import locate, make_anchor
from tests.make import make_document, make_segments

WORDS = "The donors left last year and nobody came instead."
DOCUMENT = make_document("Before that we had money.", WORDS, "So we closed two clinics.")
ANCHOR = make_anchor(DOCUMENT, make_segments(DOCUMENT)[1])


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (("Before that we had money.", WORDS, "So we closed two clinics."), Found.EXACT),
        (("Before that we had money.", WORDS, "So we closed three clinics."), Found.EXACT),
        (("Before that we had some money.", WORDS, "So we closed two clinics."), Found.MOVED),
        (("Before.", WORDS, "And.", WORDS, "After."), Found.AMBIGUOUS),
        (("Long before that we had money.", WORDS, "So we closed two clinics.", WORDS), Found.MOVED),
        (("Before that.", WORDS.replace("nobody", "no one"), "So we closed."), Found.EDITED),
        (("Before that.", "Something else was said here altogether, on roads."), Found.LOST),
        (("No.",), Found.LOST),
    ],
)
def test_decided_words_are_found_or_said_to_be_lost(turns: tuple[str, ...], found: Found) -> None:
    corrected = make_document(*turns)

    place = locate(ANCHOR, corrected)

    assert place.found == found
    if place.counts:
        assert corrected.text[place.start : place.end] == WORDS


def test_an_anchor_holds_the_words_around() -> None:
    assert ANCHOR.text == WORDS
    assert DOCUMENT.text[: ANCHOR.start].endswith(ANCHOR.before)
    assert len(ANCHOR.before) == len("Before that we had money.\n\n")
    assert DOCUMENT.text[ANCHOR.end :].startswith(ANCHOR.after)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (("Did you?", "Yes.", "And now?"), ("So, did you?", "Yes.", "And now?"), Found.MOVED),
        (("Did you?", "Yes.", "And now?"), ("Nobody asked.", "Yes.", "They went."), Found.AMBIGUOUS),
    ],
)
def test_few_words_need_their_surroundings(old: tuple[str, ...], new: tuple[str, ...], found: Found) -> None:
    document = make_document(*old)

    assert locate(make_anchor(document, make_segments(document)[1]), make_document(*new)).found == found
