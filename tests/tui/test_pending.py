"""Marks and notes that the terminal keeps until the coder decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.coding import Mark, Verdict
from qualcode.review.queue import Stop
from qualcode.review.resolve import resolve
from qualcode.tui.pending import Pending
from tests.review.make import DOCUMENTS, ListLog, make_desk

ACCEPT, REJECT, SKIP = Verdict.ACCEPT, Verdict.REJECT, Verdict.SKIP


@pytest.fixture
def log() -> ListLog:
    return ListLog()


@pytest.fixture
def pending(log: ListLog) -> Pending:
    return Pending(make_desk(log))


def test_marks_wait_for_the_decision(log: ListLog, pending: Pending) -> None:
    assert pending.toggle(Mark.GOOD_QUOTE).decisions == ()
    assert pending.marks == (Mark.GOOD_QUOTE,)
    pending.decide(ACCEPT)

    assert log.kept[-1].marks == (Mark.GOOD_QUOTE,)


def test_a_mark_on_a_coding_is_a_decision_and_comes_off_again(log: ListLog, pending: Pending) -> None:
    pending.decide(ACCEPT)
    pending.toggle(Mark.CONTRARY)
    assert resolve(log.decisions(), DOCUMENTS).codings[0].marks == (Mark.CONTRARY,)
    pending.toggle(Mark.CONTRARY)

    assert resolve(log.decisions(), DOCUMENTS).codings[0].marks == ()


@pytest.mark.parametrize("mark", [Mark.DO_NOT_QUOTE, Mark.OFF_RECORD])
def test_what_is_not_for_quoting_is_so_under_every_code(log: ListLog, pending: Pending, mark: Mark) -> None:
    pending.decide(ACCEPT)
    pending.add("staff")
    pending.toggle(mark)
    pending.add("donors")

    assert [coding.marks for coding in resolve(log.decisions(), DOCUMENTS).codings] == [(mark,)] * 3


def test_a_note_waits_for_the_decision_or_joins_it(log: ListLog, pending: Pending) -> None:
    pending.explain("Clear.")
    pending.decide(ACCEPT)
    assert log.kept[-1].note == "Clear."
    pending.explain("Less clear.")

    assert (log.kept[-1].note, log.kept[-1].verdict, pending.note) == ("Less clear.", ACCEPT, "Less clear.")


def test_trimming_is_kept_when_a_mark_is_added(log: ListLog, pending: Pending) -> None:
    start = pending.desk.here.segment.start
    pending.trim(pending.desk.here.segment.sentences[0]._replace(end=start + 5))
    pending.toggle(Mark.GOOD_QUOTE)

    [coding] = resolve(log.decisions(), DOCUMENTS).codings
    assert (coding.text, coding.marks) == ("Money", (Mark.GOOD_QUOTE,))
    assert pending.desk.here.quoted == (start, start + 5)


@pytest.mark.parametrize("decided", [True, False])
def test_a_passage_stays_off_record_under_another_code_instead(pending: Pending, log: ListLog, decided: bool) -> None:
    if decided:
        pending.decide(ACCEPT)
        pending.desk.go(Stop("kii-01:2", "funding"))
    pending.toggle(Mark.OFF_RECORD)
    pending.toggle(Mark.CONTRARY)

    *_, added = pending.instead("staff").decisions

    assert (added.code_id, added.marks) == ("staff", (Mark.OFF_RECORD,))


def test_a_good_quote_and_a_note_go_with_another_code_instead(pending: Pending, log: ListLog) -> None:
    pending.toggle(Mark.GOOD_QUOTE)
    pending.explain("in her words")

    rejected, added = pending.instead("staff").decisions

    assert (rejected.marks, rejected.note) == ((), "")
    assert (added.marks, added.note) == ((Mark.GOOD_QUOTE,), "in her words")
    pending.desk.go(Stop("kii-01:2", "funding"))
    assert (pending.marks, pending.note) == ((), "")


def test_marks_and_notes_that_wait_are_taken_back_one_by_one(pending: Pending, log: ListLog) -> None:
    pending.toggle(Mark.GOOD_QUOTE)
    pending.toggle(Mark.OFF_RECORD)
    pending.explain("why")
    pending.desk.step(1)

    left = []
    while pending.drop():
        left.append((pending.marks, pending.note))

    both = (Mark.GOOD_QUOTE, Mark.OFF_RECORD)
    assert left == [(both, ""), ((Mark.GOOD_QUOTE,), ""), ((), "")]
    assert pending.desk.undo().decisions == ()
    assert log.kept == []


def test_marks_saved_with_a_decision_are_taken_back_with_it(pending: Pending) -> None:
    pending.toggle(Mark.OFF_RECORD)
    pending.decide(ACCEPT)

    assert not pending.drop()
    assert len(pending.desk.undo().decisions) == 1


KEYS = st.lists(
    st.sampled_from(["a", "r", "s", "u", "g", "y", "d", "o", "n", "p", "x", "+", "t", "i", "m", "q"]),
    max_size=25,
)


def press(pending: Pending, key: str) -> None:
    desk = pending.desk
    verdicts = {"a": ACCEPT, "r": REJECT, "s": SKIP}
    marks = {"g": Mark.GOOD_QUOTE, "y": Mark.CONTRARY, "d": Mark.DO_NOT_QUOTE, "o": Mark.OFF_RECORD}
    if key in verdicts:
        pending.decide(verdicts[key])
        desk.advance()
    elif key in marks:
        pending.toggle(marks[key])
    elif key in "np":
        desk.step(1 if key == "n" else -1)
    elif key == "u":
        desk.undo()
    elif key == "x":
        pending.instead("staff")
    elif key == "+":
        pending.add("donors")
    elif key == "t":
        pending.trim(desk.here.segment.sentences[0])
    elif key == "i":
        pending.explain("Why.")
    elif key == "m" and (hits := desk.hits("money")):
        pending.decide_hits(hits, REJECT)


@given(KEYS)
def test_whatever_is_pressed_reopening_gives_the_same_state(keys: list[str]) -> None:
    log = ListLog()
    pending = Pending(make_desk(log))
    for key in keys:
        press(pending, key)
        reopened = make_desk(log)
        assert reopened.session.items() == pending.desk.session.items()
        assert reopened.route.left == pending.desk.route.left
        assert len({decision.id for decision in log.kept}) == len(log.kept)


def test_a_mark_of_the_passage_waits_for_a_code_on_it(pending: Pending, log: ListLog) -> None:
    pending.toggle(Mark.OFF_RECORD)
    assert pending.decide(REJECT).unsaved == (Mark.OFF_RECORD,)
    added = pending.add("staff").decisions[0]

    assert added.marks == (Mark.OFF_RECORD,)
    assert pending.decide(SKIP).unsaved == ()


def test_a_mark_on_what_is_rejected_waits_and_writes_nothing_when_it_is_rejected_again(pending: Pending) -> None:
    pending.decide(REJECT)
    pending.toggle(Mark.GOOD_QUOTE)

    assert pending.decide(REJECT).decisions == ()
    assert pending.decide(ACCEPT).decisions[0].marks == (Mark.GOOD_QUOTE,)
