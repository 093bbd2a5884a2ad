"""An interview and its translation, turn by turn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.model.document import Document
from qualcode.model.pairing import Pairing, UnpairedError, pair_turns
from tests.make import make_document

ORIGINAL = make_document(("المحاور", "كيف التمويل؟"), ("ليلى", "لا يوجد."), ("المحاور", "ثم؟"), ("ليلى", "لا شيء."))
TRANSLATED = make_document(("I", "How is funding?"), ("Layla", "There is none."), ("I", "Then?"), ("Layla", "Nothing."))


def timed(document: Document, *times: float) -> Document:
    turns = (turn._replace(started_at=time) for turn, time in zip(document.turns, times, strict=True))
    return replace(document, turns=tuple(turns))


def test_each_turn_has_the_words_of_the_same_place() -> None:
    pairing = Pairing(language="en", turns=pair_turns(ORIGINAL, TRANSLATED))

    assert [pairing.of(turn) for turn in ORIGINAL.turns] == ["How is funding?", "There is none.", "Then?", "Nothing."]
    assert Pairing(language="en", problem="none").of(ORIGINAL.turns[0]) == ""


@pytest.mark.parametrize(
    ("translated", "says"),
    [
        (make_document(("I", "How?"), ("Layla", "None."), ("Layla", "And."), ("I", "Then?")), "turn 3: المحاور speaks"),
        (make_document(("I", "How?"), ("I", "None."), ("I", "Then?"), ("Layla", "x")), "turn 2: ليلى speaks"),
        (make_document(("I", "How?"), ("Layla", "No."), ("I", "Then?")), "4 turns, the translation 3: .* from turn 4"),
    ],
)
def test_turns_that_do_not_match_are_refused_at_the_first_that_does_not(translated: Document, says: str) -> None:
    with pytest.raises(UnpairedError, match=says):
        pair_turns(ORIGINAL, translated)


def test_the_times_of_a_turn_have_to_be_the_same() -> None:
    original = timed(ORIGINAL, 1.0, 5.0, 9.0, 12.0)

    assert pair_turns(original, timed(TRANSLATED, 1.5, 6.0, 9.0, 12.0))
    with pytest.raises(UnpairedError, match="turn 3: begins at another time"):
        pair_turns(original, timed(TRANSLATED, 1.0, 5.0, 19.0, 22.0))
