"""Which words of a passage stand out, and how codes that lie over one another are told apart."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.coding import Verdict
from qualcode.model.text import Span
from qualcode.review.painting import lanes_of, layers, pieces, right_to_left_lines, stretches, strokes
from qualcode.review.queue import Stop
from qualcode.review.session import Session
from qualcode.review.stretch import Stretch
from tests.make import make_document
from tests.review.make import ListLog, make_desk, make_library

FIRST = Stop("kii-01:2", "funding")
TEXTS = st.text(alphabet="ab 🙂é\u0301\u200d\u202eمال\n", min_size=1, max_size=40)


class Over(NamedTuple):
    name: str
    span: Span


@st.composite
def painted(draw: st.DrawFn) -> tuple[str, list[Over], list[Span]]:
    text = draw(TEXTS)
    place = st.integers(0, len(text))
    spans = st.tuples(place, place).map(lambda two: Span(min(two), max(two)))
    return (
        text,
        [Over(f"o{number}", span) for number, span in enumerate(draw(st.lists(spans, max_size=6)))],
        draw(st.lists(spans, max_size=3)),
    )


@given(painted())
def test_pieces_are_the_whole_text_and_each_has_what_lies_over_it(case: tuple[str, list[Over], list[Span]]) -> None:
    text, over, cuts = case
    found = list(pieces(Span(0, len(text)), over, cuts=cuts))

    assert "".join(span.within(text) for span, _ in found) == text
    for span, there in found:
        for place in range(*span):
            assert {each.name for each in there} == {
                each.name for each in over if each.span.start <= place < each.span.end
            }
    bounds = {bound for span in [*(each.span for each in over), *cuts] for bound in span}
    assert bounds <= {0, *(bound for span, _ in found for bound in span)}


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.integers(0, 20), st.integers(1, 9)), max_size=12))
def test_no_two_codes_on_the_same_words_share_a_lane(found: list[tuple[str, int, int]]) -> None:
    spans = [(code_id, Span(start, start + length)) for code_id, start, length in found]
    lanes = lanes_of(spans)

    assert lanes.keys() == {code_id for code_id, _ in spans}
    for one, here in spans:
        for other, there in spans:
            if one != other and here.start < there.end and there.start < here.end:
                assert lanes[one] != lanes[other]
    assert set(lanes.values()) == set(range(len(set(lanes.values()))))


def test_codes_apart_share_the_lane_next_to_the_words() -> None:
    spans = [("a", Span(0, 5)), ("b", Span(5, 9)), ("c", Span(3, 6)), ("a", Span(20, 30))]

    assert lanes_of(spans) == {"a": 0, "b": 0, "c": 1}


def test_evidence_stands_out_then_what_is_quoted_then_what_is_picked() -> None:
    log = ListLog()
    desk = make_desk(log)
    start = desk.look(FIRST).segment.start
    desk.trim(Span(start, start + 8), at=FIRST)
    look = desk.look(FIRST)
    picked = Stretch.over(look.document.text, [Span(start, start + 8)], Span(start, start + 1))

    assert [(layer.name, layer.is_wanted) for layer in layers(look)] == [("evidence", True), ("quoted", False)]
    assert [layer.name for layer in layers(look, found=Span(start, start + 2))] == ["evidence", "quoted", "evidence"]
    assert [layer.name for layer in layers(look, picked=picked) if layer.is_wanted] == ["picked"]
    [found] = layers(desk.look(Stop("kii-01:3")), found=Span(40, 44))
    assert (found.name, found.span, found.is_wanted) == ("evidence", (40, 44), True)


def test_a_turn_is_cut_round_the_passage() -> None:
    document = make_document("First. Second. Third.", "Another.", id="d")
    desk = make_desk(ListLog())
    look = desk.look(FIRST)
    here = replace(look.segment, turn=1, start=7, end=14)
    look = replace(look, document=document, segment=here)

    cut = [
        (span.within(document.text), is_passage)
        for turn in document.turns
        for span, is_passage in stretches(look, turn)
    ]
    assert cut == [("First. ", False), ("Second.", True), (" Third.", False), ("Another.", False)]


def seen_by(log: ListLog, coder: str, *, blind: bool = False) -> list[tuple[str, str, bool, tuple[str, ...]]]:
    session = Session(log, make_library(), coder=coder, blind=blind)
    text = session.library.documents["kii-01"].text
    found = strokes(session, ["kii-01:2", "kii-01:3"])
    return [(stroke.span.within(text), stroke.code_id, stroke.is_coded, stroke.coders) for stroke in found]


def test_what_is_proposed_coded_and_rejected_is_told_apart() -> None:
    log = ListLog()
    desk = make_desk(log)
    assert seen_by(log, "amal") == [("Money", "funding", False, ()), ("Donors", "donors", False, ())]

    start = desk.look(FIRST).segment.start
    desk.trim(Span(start, start + 8), at=FIRST)
    desk.add("staff", at=FIRST)
    desk.decide(Verdict.REJECT, at=Stop("kii-01:3", "donors"))

    coded = [("Money is", "funding", True), ("Money is short.", "staff", True)]
    assert seen_by(log, "amal") == [(*each, ()) for each in coded]
    assert seen_by(log, "omar") == [*((*each, ("amal",)) for each in coded), ("Donors", "donors", False, ())]
    assert seen_by(log, "omar", blind=True) == seen_by(ListLog(), "omar")


def test_codes_of_a_turn_have_one_lane_each() -> None:
    log = ListLog()
    make_desk(log).add("staff", at=FIRST)
    found = strokes(Session(log, make_library(), coder="amal"), ["kii-01:2", "kii-01:3"])

    assert {stroke.code_id: stroke.lane for stroke in found} == {"funding": 0, "staff": 1, "donors": 0}


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("", [False]),
        ("one\ntwo", [False, False]),
        ("المال\nand money", [True, True]),
        ("12\nالمال\n\nmoney", [True, True, True, False]),
        ("money\n\n\nالمال", [False, False, True, True]),
    ],
)
def test_every_line_of_a_passage_runs_as_the_passage_does(text: str, turned: list[bool]) -> None:
    assert list(right_to_left_lines(text)) == turned
    assert len(turned) == text.count("\n") + 1
