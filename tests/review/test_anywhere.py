"""Deciding on any stop, as a page does that knows its own address: nobody has to go there first."""

from __future__ import annotations

import uuid
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import UsageError
from qualcode.model.coding import Decision, Mark, Verdict
from qualcode.model.journal import About
from qualcode.model.text import Span
from qualcode.review.desk import Desk
from qualcode.review.queue import Stop, Wanted
from qualcode.review.resolve import resolve
from qualcode.review.seen import Fate
from qualcode.review.session import Session
from tests.make import make_document, make_segments
from tests.review.make import DOCUMENTS, SUGGESTIONS, ListLog, ListNotebook, make_desk, make_library

ACCEPT, REJECT, SKIP = Verdict.ACCEPT, Verdict.REJECT, Verdict.SKIP
FIRST, SECOND, OTHER = Stop("kii-01:2", "funding"), Stop("kii-01:3", "donors"), Stop("kii-02:3", "staff")


@pytest.fixture
def log() -> ListLog:
    return ListLog()


@pytest.fixture
def desk(log: ListLog) -> Desk:
    return make_desk(log)


def said(log: ListLog) -> list[tuple[str, str, str]]:
    return [(each.verdict.value, each.code_id, each.anchor.segment_id) for each in log.kept]


def coded(log: ListLog) -> dict[tuple[str, str], tuple[str, tuple[Mark, ...]]]:
    codings = resolve(log.decisions(), DOCUMENTS).codings
    return {(each.segment_id, each.code_id): (each.text, each.marks) for each in codings}


def test_looking_at_a_stop_goes_nowhere(desk: Desk) -> None:
    look = desk.look(OTHER)

    assert (look.segment.id, look.document.id, look.turn.informant_id) == ("kii-02:3", "kii-02", "i2")
    assert (look.item and look.item.target.code_id, look.code and look.code.name) == ("staff", "Staff")
    assert (look.informant_types, look.evidence[0].within(look.document.text)) == (("CSO",), "Staff")
    assert desk.route.stop == FIRST


def test_looking_at_a_passage_without_a_code_shows_the_codes_on_it(desk: Desk) -> None:
    look = desk.look(Stop("kii-02:3"))

    assert (look.item, look.code, look.evidence, look.quoted) == (None, None, (), None)
    assert [item.target.code_id for item in look.others] == ["staff"]


@pytest.mark.parametrize(
    "stop", [Stop("kii-01:99", "funding"), Stop("kii-09:1"), Stop("", ""), Stop("kii-01:2", "no such code")]
)
def test_what_is_not_there_is_refused(desk: Desk, log: ListLog, stop: Stop) -> None:
    for act in (
        lambda: desk.look(stop),
        lambda: desk.decide(ACCEPT, at=stop),
        lambda: desk.add("funding", at=stop),
        lambda: desk.instead("funding", at=stop),
        lambda: desk.write_memo(About.PASSAGE, "Hm.", at=stop),
    ):
        with pytest.raises(UsageError, match="no such"):
            act()
    assert (log.kept, desk.route.stop) == ([], FIRST)


def test_a_code_that_the_codebook_does_not_have_is_not_added(desk: Desk, log: ListLog) -> None:
    for act in (lambda: desk.add("gone", at=FIRST), lambda: desk.instead("gone", at=FIRST)):
        with pytest.raises(UsageError, match="gone: no such code"):
            act()
    assert log.kept == []


@pytest.mark.parametrize("order", permutations([(FIRST, ACCEPT), (SECOND, REJECT), (OTHER, SKIP)]))
def test_stops_are_decided_in_any_order_without_moving(
    order: tuple[tuple[Stop, Verdict], ...], desk: Desk, log: ListLog
) -> None:
    for stop, verdict in order:
        desk.decide(verdict, at=stop)

    assert desk.route.stop == FIRST
    assert said(log) == [(verdict.value, stop.code_id, stop.segment_id) for stop, verdict in order]
    assert desk.route.left == 3
    assert desk.route.after(FIRST) == Stop("kii-01:4", "staff")


def test_marks_and_a_note_come_with_the_decision(desk: Desk, log: ListLog) -> None:
    outcome = desk.decide(ACCEPT, at=OTHER, marks=[Mark.CONTRARY, Mark.GOOD_QUOTE], note="Clear.")

    assert outcome.fate is Fate.KEPT
    assert outcome.decisions == tuple(log.kept)
    assert (log.kept[0].marks, log.kept[0].note) == ((Mark.GOOD_QUOTE, Mark.CONTRARY), "Clear.")


def test_what_is_not_given_stays_as_it_is(desk: Desk, log: ListLog) -> None:
    words = Span(desk.look(OTHER).segment.start, desk.look(OTHER).segment.start + 5)
    desk.decide(ACCEPT, at=OTHER, marks=[Mark.GOOD_QUOTE], note="Clear.", span=words)
    desk.decide(ACCEPT, at=OTHER, note="Less clear.")
    desk.decide(ACCEPT, at=OTHER, marks=[])

    *_, last = log.kept
    assert (last.marks, last.note, Span(last.anchor.start, last.anchor.end)) == ((), "Less clear.", words)
    assert desk.decide(ACCEPT, at=OTHER).fate is Fate.NOTHING_NEW
    assert len(log.kept) == 3


def test_a_passage_without_a_code_is_only_read(log: ListLog) -> None:
    library = replace(make_library(), suggestions=SUGGESTIONS[1:])
    notebook = ListNotebook()
    desk = Desk(Session(log, library, coder="amal"), notebook, Wanted(whole=True))
    outcome = desk.decide(ACCEPT, at=Stop("kii-01:2"), marks=[Mark.GOOD_QUOTE])
    desk.keep_read()

    assert (outcome.fate, log.kept, desk.route.left) == (Fate.NOTHING_NEW, [], 4)
    assert [mark.segment_id for mark in notebook.read] == ["kii-01:2"]


def test_what_is_said_of_a_passage_comes_to_every_code_on_it_and_leaves_them_all(desk: Desk, log: ListLog) -> None:
    desk.add("staff", at=FIRST)
    desk.decide(ACCEPT, at=FIRST, marks=[Mark.OFF_RECORD, Mark.GOOD_QUOTE])
    assert desk.look(Stop("kii-01:2", "staff")).marks == (Mark.OFF_RECORD,)

    desk.decide(ACCEPT, at=FIRST, marks=[Mark.GOOD_QUOTE])
    assert desk.look(Stop("kii-01:2", "staff")).marks == ()
    assert {marks for _, marks in coded(log).values()} == {(), (Mark.GOOD_QUOTE,)}

    assert len(desk.undo().decisions) == 2
    assert {marks for _, marks in coded(log).values()} == {(Mark.OFF_RECORD,), (Mark.GOOD_QUOTE, Mark.OFF_RECORD)}


def test_a_mark_of_the_passage_is_not_kept_where_no_code_is_on_it(desk: Desk) -> None:
    assert desk.decide(REJECT, at=FIRST, marks=[Mark.OFF_RECORD, Mark.GOOD_QUOTE]).unsaved == (Mark.OFF_RECORD,)
    desk.add("staff", at=SECOND)
    assert desk.decide(REJECT, at=SECOND, marks=[Mark.OFF_RECORD]).unsaved == ()
    assert desk.look(Stop("kii-01:3", "staff")).marks == (Mark.OFF_RECORD,)


def test_another_code_has_what_is_said_of_the_passage_and_what_comes_with_it(desk: Desk, log: ListLog) -> None:
    desk.decide(ACCEPT, at=FIRST, marks=[Mark.OFF_RECORD])
    desk.add("donors", at=FIRST, marks=[Mark.GOOD_QUOTE], note="Both.")
    desk.instead("staff", at=FIRST, marks=[Mark.CONTRARY])

    assert coded(log) == {
        ("kii-01:2", "donors"): ("Money is short.", (Mark.GOOD_QUOTE, Mark.OFF_RECORD)),
        ("kii-01:2", "staff"): ("Money is short.", (Mark.OFF_RECORD,)),
    }
    assert desk.route.stops[:3] == [FIRST, Stop("kii-01:2", "staff"), Stop("kii-01:2", "donors")]


def test_only_what_informants_say_is_coded(desk: Desk, log: ListLog) -> None:
    for act in (
        lambda: desk.add("funding", at=Stop("kii-01:1")),
        lambda: desk.decide(ACCEPT, at=Stop("kii-01:1", "funding")),
    ):
        with pytest.raises(UsageError, match="only what informants say is coded"):
            act()
    assert log.kept == []


LONG = make_document(("I", "So?"), "One 🙂 two.\n\nthree é four.", ("I", "And?"), "Five.", id="kii-01")


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (0, 3), (5, 5), (9, 6), (5, 400), (5, 36), (30, 34), (4, 6)])
def test_a_stretch_is_within_what_one_person_says_there(start: int, end: int, log: ListLog) -> None:
    library = replace(
        make_library(),
        documents={LONG.id: LONG},
        segments={segment.id: segment for segment in make_segments(LONG)},
        suggestions=(),
    )
    desk = Desk(Session(log, library, coder="amal"), ListNotebook(), Wanted(whole=True))
    turn = LONG.turns[1]
    inside = turn.start <= start < end <= turn.end

    for act in (
        lambda: desk.add("funding", Span(start, end), at=Stop("kii-01:2")),
        lambda: desk.trim(Span(start, end), at=Stop("kii-01:2", "funding")),
    ):
        if inside:
            act()
        else:
            with pytest.raises(UsageError, match="within what one person says"):
                act()
    assert all(each.anchor.text == LONG.text[start:end] for each in log.kept)
    assert bool(log.kept) is inside


def test_what_is_above_and_below_is_told_without_going_there(desk: Desk) -> None:
    assert desk.beside(1, at=SECOND) == Stop("kii-01:4", "staff")
    assert desk.beside(-1, at=FIRST) is None
    assert desk.route.stop == FIRST


def test_a_memo_is_on_what_it_was_written_at_and_written_once(log: ListLog) -> None:
    notebook = ListNotebook()
    desk = Desk(Session(log, make_library(), coder="amal"), notebook, Wanted())
    id = str(uuid.uuid4())
    for _ in range(2):
        desk.write_memo(About.PASSAGE, "There.", at=OTHER, id=id)
    reopened = Desk(Session(log, make_library(), coder="amal"), notebook, Wanted())
    reopened.write_memo(About.PASSAGE, "There.", at=OTHER, id=id)

    assert [(memo.target, memo.text) for memo in notebook.written] == [("kii-02:3", "There.")]
    assert [memo.text for memo in desk.look(OTHER).memos] == ["There."]


def test_words_that_were_corrected_can_be_accepted_again(log: ListLog) -> None:
    make_desk(log).decide(ACCEPT, at=FIRST)
    corrected = make_document(("I", "How is the money?"), "Nothing is as it was.", id="kii-01")
    library = make_library()
    segment = make_segments(corrected)[1]
    now = replace(
        library,
        documents={**library.documents, corrected.id: corrected},
        segments={**library.segments, segment.id: segment},
    )
    desk = Desk(Session(log, now, coder="amal"), ListNotebook(), Wanted())
    item = desk.look(FIRST).item
    assert item
    assert item.in_doubt

    assert desk.decide(ACCEPT, at=FIRST).fate is Fate.KEPT
    assert log.kept[-1].anchor.text == "Nothing is as it was."


IDS = [str(uuid.UUID(int=number, version=4)) for number in range(1, 4)]
ACTS = ["accept", "reject", "marks", "instead", "add", "rule", "undo"]


def act(desk: Desk, name: str, id: str) -> tuple[Decision, ...]:
    match name:
        case "accept":
            return desk.decide(ACCEPT, at=FIRST, id=id).decisions
        case "reject":
            return desk.decide(REJECT, at=FIRST, id=id).decisions
        case "marks":
            return desk.decide(ACCEPT, at=FIRST, marks=[Mark.CONTRARY, Mark.OFF_RECORD], note="No.", id=id).decisions
        case "instead":
            return desk.instead("staff", at=FIRST, id=id).decisions
        case "add":
            return desk.add("staff", at=FIRST, id=id).decisions
        case "rule":
            return desk.decide_hits(desk.hits("money", at=FIRST), ACCEPT, id=id).decisions
        case _:
            return desk.undo(id=id).decisions


@given(st.lists(st.tuples(st.sampled_from(ACTS), st.booleans()), max_size=10))
def test_whatever_comes_twice_with_its_id_is_kept_once_also_in_another_session(acts: list[tuple[str, bool]]) -> None:
    log = ListLog()
    desk = make_desk(log)
    kept: list[tuple[str, str, tuple[Decision, ...]]] = []
    for number, (name, anew) in enumerate(acts):
        id = str(uuid.UUID(int=number + 1, version=4))
        made = act(desk, name, id)
        if made:
            kept.append((name, id, made))
        before = list(log.kept)
        for each, same, decisions in kept:
            again = act(make_desk(log) if anew else desk, each, same)
            assert again == decisions
        assert log.kept == before


@pytest.mark.parametrize("first", ACTS)
@pytest.mark.parametrize("second", ACTS)
def test_an_id_used_for_something_else_is_refused(first: str, second: str, log: ListLog) -> None:
    make_desk(log).decide(SKIP, at=OTHER)
    kept = act(make_desk(log), first, IDS[0])
    before = list(log.kept)

    if second in (first, {"marks": "accept"}.get(first)):
        assert act(make_desk(log), second, IDS[0]) == kept
    else:
        with pytest.raises(UsageError, match="id of another decision"):
            act(make_desk(log), second, IDS[0])
    assert log.kept == before


def test_an_id_of_another_coder_or_passage_is_refused(log: ListLog) -> None:
    make_desk(log).decide(ACCEPT, at=FIRST, id=IDS[0])

    with pytest.raises(UsageError, match="id of another decision"):
        make_desk(log, "omar").decide(ACCEPT, at=FIRST, id=IDS[0])
    with pytest.raises(UsageError, match="id of another decision"):
        make_desk(log).decide(ACCEPT, at=OTHER, id=IDS[0])
    with pytest.raises(UsageError, match="UUID"):
        make_desk(log).decide(ACCEPT, at=OTHER, id="42")
    assert len(log.kept) == 1
