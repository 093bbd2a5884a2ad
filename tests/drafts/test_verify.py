"""Quotations held against the interviews they should be from."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.drafts.verify import FINE, Private, Verdict
from qualcode.model.coding import Mark
from tests.drafts.make import checked
from tests.make import make_document

SAID = (
    "We never get fuel before the winter ends, and uh the clinic in the valley stays cold until somebody lends us some."
)
KII = make_document(
    ("I", "Where does the fuel for your clinic come from?"), SAID, "Nothing else was ever promised to us here."
)
OTHER = make_document("Donors left the city in spring because the war was over.", id="kii-02", informant_id="i2")


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("We never get fuel before the winter ends", Verdict.EXACT),
        ("WE NEVER GET fuel — before the win\u00adter ends", Verdict.EXACT),
        ("We never get fuel […] the clinic in the valley stays cold", Verdict.EDITED),
        ("We never get fuel before [it is over], and uh the clinic in the valley", Verdict.EDITED),
        ("the clinic in the [Zab] valley stays cold", Verdict.EDITED),
        ("[w]e never get fuel before the winter ends, and uh", Verdict.EDITED),
        ("We never get petrol before the winter ends", Verdict.CHANGED),
        ("We get fuel before the winter ends, and uh the clinic", Verdict.NEGATION),
        ("before the winter ends, and the clinic in the valley stays cold", Verdict.FILLERS),
        ("We never get fuel before the winter, and uh the clinic", Verdict.CHANGED),
        ("We never get fuel before the winter ends. Nothing else was ever promised", Verdict.JOINED_TURNS),
        ("the clinic in the valley stays cold because the war was over", Verdict.JOINED_PEOPLE),
        ("Where does the fuel for your clinic come from?", Verdict.INTERVIEWER),
        ("Elephants paint lovely watercolours on Thursdays", Verdict.NOT_FOUND),
        ("no fuel", Verdict.TOO_SHORT),
        ("building back better", Verdict.TOO_SHORT),
    ],
)
def test_it_is_said_what_a_quotation_is(words: str, verdict: Verdict) -> None:
    (found,) = checked(f"One said “{words}”.", KII, OTHER)

    assert found.verdict is verdict
    assert found.is_finding == (verdict not in FINE)


@pytest.mark.parametrize(
    ("mark", "heading", "verdict"),
    [
        (Mark.OFF_RECORD, "", Verdict.OFF_RECORD),
        (Mark.DO_NOT_QUOTE, "", Verdict.DO_NOT_QUOTE),
        (Mark.CONTRARY, "Fuel", Verdict.AGAINST),
        (Mark.CONTRARY, "Roads", Verdict.EXACT),
    ],
)
def test_a_marked_passage_may_not_be_quoted_so(mark: Mark, heading: str, verdict: Verdict) -> None:
    passage = Private(document_id="kii-01", start=KII.turns[1].start, end=KII.turns[1].end, mark=mark, theme="Fuel")

    (found,) = checked("“We never get fuel before the winter ends”", KII, private=(passage,), heading=heading)

    assert found.verdict is verdict


def test_contrary_words_may_be_quoted_where_it_is_said_that_they_are() -> None:
    turn = KII.turns[1]
    passage = Private(document_id="kii-01", start=turn.start, end=turn.end, mark=Mark.CONTRARY, theme="Fuel")
    quoted = "“We never get fuel before the winter ends”"

    for text in (f"{quoted} (CSO informant, contrary)", f"One informant disagreed: {quoted}"):
        (found,) = checked(text, KII, private=(passage,), heading="Fuel")
        assert found.verdict is Verdict.EXACT


def test_the_words_that_differ_are_named() -> None:
    (found,) = checked("“We never get petrol before the winter ends”", KII)

    assert found.detail == "added: petrol; left out: fuel"


@given(st.data())
def test_one_word_replaced_dropped_added_or_swapped_is_flagged_and_untouched_words_are_exact(
    data: st.DataObject,
) -> None:
    vocabulary = [f"word{n}" for n in range(40)] + ["not", "the", "and", "fuel"]
    said = data.draw(st.lists(st.sampled_from(vocabulary), min_size=14, max_size=60))
    start = data.draw(st.integers(0, len(said) - 9))
    quoted = said[start : start + data.draw(st.integers(7, 9))]
    document = make_document(" ".join(said))
    chance = random.Random(data.draw(st.integers(0, 10**6)))
    place = chance.randrange(1, len(quoted) - 2)
    changed = {
        "replaced": [*quoted[:place], "zebra", *quoted[place + 1 :]],
        "dropped": [*quoted[:place], *quoted[place + 1 :]],
        "added": [*quoted[:place], "zebra", *quoted[place:]],
        "swapped": [*quoted[:place], quoted[place + 1], quoted[place], *quoted[place + 2 :]],
    }

    assert [each.verdict for each in checked(f"“{' '.join(quoted)}”", document)] == [Verdict.EXACT]
    for words in changed.values():
        if f" {' '.join(words)} " not in f" {' '.join(said)} ":
            assert checked(f"“{' '.join(words)}”", document)[0].is_finding
