"""What lies before a coder, and what each key does to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.coding import Mark, Verdict
from qualcode.model.journal import About, Memo, ReadMark
from qualcode.review.desk import Desk
from qualcode.review.queue import Order, Stop, Wanted
from qualcode.review.resolve import resolve
from qualcode.review.session import Session
from tests.review.make import DOCUMENTS, SUGGESTIONS, ListLog, ListNotebook, make_library

EVERYTHING = Wanted()
ACCEPT, REJECT, SKIP = Verdict.ACCEPT, Verdict.REJECT, Verdict.SKIP
STOPS = [
    Stop("kii-01:2", "funding"),
    Stop("kii-01:3", "donors"),
    Stop("kii-01:4", "staff"),
    Stop("kii-02:2", "funding"),
    Stop("kii-02:3", "staff"),
]


def make_desk(log: ListLog, coder: str = "amal", wanted: Wanted = EVERYTHING, *, blind: bool = False) -> Desk:
    return Desk(Session(log, make_library(), coder=coder, blind=blind), ListNotebook(), wanted)


@pytest.fixture
def log() -> ListLog:
    return ListLog()


@pytest.fixture
def desk(log: ListLog) -> Desk:
    return make_desk(log)


def decide(desk: Desk, *verdicts: Verdict) -> None:
    for verdict in verdicts:
        desk.decide(verdict)
        desk.advance()


def coded(log: ListLog, coder: str = "amal") -> list[tuple[str, str]]:
    return [(each.segment_id, each.code_id) for each in resolve(log.decisions(), DOCUMENTS, coder=coder).codings]


def test_deciding_goes_on_to_what_is_left(desk: Desk) -> None:
    decide(desk, ACCEPT, REJECT)

    assert desk.route.stop == STOPS[2]
    assert desk.route.left == 3


def test_what_was_skipped_comes_back_at_the_end(desk: Desk) -> None:
    decide(desk, SKIP, ACCEPT, ACCEPT, ACCEPT, ACCEPT)

    assert desk.route.stop == STOPS[0]
    assert desk.route.left == 1


def test_when_nothing_is_left_the_last_stop_stays(desk: Desk) -> None:
    decide(desk, *[ACCEPT] * 5)

    assert (desk.route.left, desk.route.stop) == (0, STOPS[4])
    assert not desk.advance()


def test_a_coder_resumes_after_the_last_decision(log: ListLog, desk: Desk) -> None:
    desk.step(1)
    decide(desk, ACCEPT)

    assert make_desk(log).route.stop == STOPS[2]
    assert make_desk(log, "omar").route.stop == STOPS[0]


def test_undo_goes_back_to_where_the_step_was_made(desk: Desk) -> None:
    decide(desk, ACCEPT, ACCEPT)
    desk.undo()

    assert desk.route.stop == STOPS[1]
    assert desk.route.left == 4


def test_accepting_twice_writes_once(log: ListLog, desk: Desk) -> None:
    desk.decide(ACCEPT)
    desk.decide(ACCEPT)

    assert len(log.kept) == 1


def test_rejecting_a_code_added_by_hand_takes_it_off(log: ListLog, desk: Desk) -> None:
    desk.add("staff")
    assert ("kii-01:2", "staff") in coded(log)
    desk.go(Stop("kii-01:2", "staff"))
    desk.decide(REJECT)

    assert ("kii-01:2", "staff") not in coded(log)


def test_another_code_instead_can_be_gone_to(log: ListLog, desk: Desk) -> None:
    desk.instead("staff")
    desk.go(Stop("kii-01:2", "staff"))

    assert coded(log) == [("kii-01:2", "staff")]
    assert desk.item is not None
    assert desk.item.is_coded
    assert [item.target.code_id for item in desk.others] == ["funding"]


def test_marks_wait_for_the_decision(log: ListLog, desk: Desk) -> None:
    assert desk.toggle(Mark.GOOD_QUOTE) == ()
    assert desk.marks == (Mark.GOOD_QUOTE,)
    desk.decide(ACCEPT)

    assert log.kept[-1].marks == (Mark.GOOD_QUOTE,)


def test_a_mark_on_a_coding_is_a_decision_and_comes_off_again(log: ListLog, desk: Desk) -> None:
    desk.decide(ACCEPT)
    desk.toggle(Mark.CONTRARY)
    assert resolve(log.decisions(), DOCUMENTS).codings[0].marks == (Mark.CONTRARY,)
    desk.toggle(Mark.CONTRARY)

    assert resolve(log.decisions(), DOCUMENTS).codings[0].marks == ()


@pytest.mark.parametrize("mark", [Mark.DO_NOT_QUOTE, Mark.OFF_RECORD])
def test_what_is_not_for_quoting_is_so_under_every_code(log: ListLog, desk: Desk, mark: Mark) -> None:
    desk.decide(ACCEPT)
    desk.add("staff")
    desk.toggle(mark)
    desk.add("donors")

    assert [coding.marks for coding in resolve(log.decisions(), DOCUMENTS).codings] == [(mark,)] * 3


def test_a_note_waits_for_the_decision_or_joins_it(log: ListLog, desk: Desk) -> None:
    desk.explain("Clear.")
    desk.decide(ACCEPT)
    assert log.kept[-1].note == "Clear."
    desk.explain("Less clear.")

    assert (log.kept[-1].note, log.kept[-1].verdict, desk.note) == ("Less clear.", ACCEPT, "Less clear.")


def test_trimming_is_kept_when_a_mark_is_added(log: ListLog, desk: Desk) -> None:
    start = desk.segment.start
    desk.trim(desk.segment.sentences[0]._replace(end=start + 5))
    desk.toggle(Mark.GOOD_QUOTE)

    [coding] = resolve(log.decisions(), DOCUMENTS).codings
    assert (coding.text, coding.marks) == ("Money", (Mark.GOOD_QUOTE,))
    assert desk.quoted == (start, start + 5)


def test_a_whole_interview_stops_at_every_passage_of_the_informant(log: ListLog) -> None:
    library = replace(make_library(), suggestions=SUGGESTIONS[1:])
    desk = Desk(Session(log, library, coder="amal"), ListNotebook(), Wanted(whole=True))

    assert desk.route.stops == [Stop("kii-01:2"), *STOPS[1:]]
    assert desk.item is None
    decide(desk, ACCEPT)
    assert (desk.route.left, log.kept) == (4, [])


def test_who_goes_on_has_read_the_passage_and_it_is_left_no_more(log: ListLog) -> None:
    library = replace(make_library(), suggestions=SUGGESTIONS[1:])
    desk = Desk(Session(log, library, coder="amal"), ListNotebook(), Wanted(whole=True))

    desk.step(1)
    assert desk.route.left == 4
    desk.step(-1)
    assert desk.route.left == 4


def test_what_was_read_is_kept(log: ListLog) -> None:
    notebook = ListNotebook()
    desk = Desk(Session(log, make_library(), coder="amal"), notebook, Wanted())
    desk.decide(ACCEPT)
    desk.advance()
    desk.step(1)
    desk.keep_read()
    desk.keep_read()

    assert [mark.segment_id for mark in notebook.read] == ["kii-01:2", "kii-01:3"]


def test_memos_are_shown_where_they_belong(desk: Desk) -> None:
    desk.write_memo(About.PASSAGE, "Here.")
    desk.write_memo(About.CODE, "On funding.")
    assert [memo.text for memo in desk.memos()] == ["Here.", "On funding."]
    desk.step(1)
    assert desk.memos() == []
    desk.go(STOPS[3])
    assert [memo.text for memo in desk.memos()] == ["On funding."]


def test_blind_coders_see_nothing_of_each_other(log: ListLog, desk: Desk) -> None:
    decide(desk, ACCEPT, REJECT)
    seeing, blind = make_desk(log, "omar"), make_desk(log, "omar", blind=True)

    assert (seeing.route.left, blind.route.left) == (3, 5)
    seeing.go(STOPS[0])
    assert [decision.coder for decision in seeing.stances] == ["amal"]
    assert blind.stances == ()


def test_what_another_coder_decides_meanwhile_is_left_no_more(log: ListLog, desk: Desk) -> None:
    omar = make_desk(log, "omar")
    decide(desk, ACCEPT, REJECT)

    assert len(omar.refresh()) == 2
    assert omar.refresh() == ()
    assert omar.route.left == 3


def test_a_codebook_edit_queues_new_suggestions_where_the_coder_has_been(log: ListLog) -> None:
    fewer = replace(make_library(), suggestions=SUGGESTIONS[:2])
    desk = Desk(Session(log, fewer, coder="amal"), ListNotebook(), Wanted())
    decide(desk, ACCEPT)
    desk.add("funding", None)
    edited = replace(make_library(), codebook=replace(make_library().codebook, sha256="d" * 64))
    read = [
        ReadMark(coder="amal", segment_id="kii-01:4", document_id="kii-01", document_sha256="", codebook_sha256="c")
    ]
    later = Desk(Session(log, edited, coder="amal", read=read), ListNotebook(), Wanted(order=Order.CHANGED))

    assert later.route.stops == [STOPS[1], STOPS[2]]


def test_a_sample_stays_the_same_while_it_is_decided(log: ListLog) -> None:
    wanted = Wanted(order=Order.SAMPLE, size=3, seed=7)
    desk = make_desk(log, wanted=wanted)
    sample = list(desk.route.stops)
    decide(desk, ACCEPT, REJECT)
    resumed = make_desk(log, wanted=wanted)

    assert resumed.route.stops == sample
    assert resumed.route.left == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [("money", ["kii-01:2", "kii-02:2"]), ("MONEY is", ["kii-01:2"]), ("how is", []), ("", []), ("eft", [])],
)
def test_a_search_finds_what_informants_said(desk: Desk, words: str, found: list[str]) -> None:
    hits = desk.find(words)

    assert [segment.id for segment, _ in hits] == found
    assert all(DOCUMENTS[0].text[span.start : span.end].casefold() == words.casefold() for _, span in hits[:1])


@pytest.mark.parametrize(("id", "found"), [("kii-01:4", ["kii-01:4"]), (" kii-01:4 ", ["kii-01:4"]), ("kii-01:1", [])])
def test_a_search_for_the_id_of_a_passage_finds_what_the_informant_said_there(
    desk: Desk, id: str, found: list[str]
) -> None:
    assert [segment.id for segment, _ in desk.find(id)] == found


KEYS = st.lists(
    st.sampled_from(["a", "r", "s", "u", "g", "y", "d", "o", "n", "p", "x", "+", "t", "i", "m", "q"]),
    max_size=25,
)


def press(desk: Desk, key: str) -> None:
    verdicts = {"a": ACCEPT, "r": REJECT, "s": SKIP}
    marks = {"g": Mark.GOOD_QUOTE, "y": Mark.CONTRARY, "d": Mark.DO_NOT_QUOTE, "o": Mark.OFF_RECORD}
    if key in verdicts:
        desk.decide(verdicts[key])
        desk.advance()
    elif key in marks:
        desk.toggle(marks[key])
    elif key in "np":
        desk.step(1 if key == "n" else -1)
    elif key == "u":
        desk.undo()
    elif key == "x":
        desk.instead("staff")
    elif key == "+":
        desk.add("donors")
    elif key == "t":
        desk.trim(desk.segment.sentences[0])
    elif key == "i":
        desk.explain("Why.")
    elif key == "m" and (hits := desk.hits("money")):
        desk.decide_hits(hits, REJECT)


@given(KEYS)
def test_whatever_is_pressed_reopening_gives_the_same_state(keys: list[str]) -> None:
    log = ListLog()
    desk = make_desk(log)
    for key in keys:
        press(desk, key)
        reopened = make_desk(log)
        assert reopened.session.items() == desk.session.items()
        assert reopened.route.left == desk.route.left
        assert len({decision.id for decision in log.kept}) == len(log.kept)


def test_memos_of_others_are_out_of_a_blind_coders_sight(log: ListLog) -> None:
    notebook = ListNotebook([Memo(id="1", coder="amal", about=About.PASSAGE, target="kii-01:2", text="Hm.")])

    def memos(*, blind: bool) -> Iterable[Memo]:
        return Desk(Session(log, make_library(), coder="omar", blind=blind), notebook, Wanted()).memos()

    assert [memo.text for memo in memos(blind=False)] == ["Hm."]
    assert list(memos(blind=True)) == []


def test_codes_that_others_added_are_seen_unless_blind(log: ListLog, desk: Desk) -> None:
    desk.add("staff")
    seeing, blind = make_desk(log, "omar"), make_desk(log, "omar", blind=True)

    assert [item.target.code_id for item in seeing.others] == ["staff"]
    assert blind.others == []


@pytest.mark.parametrize("decided", [True, False])
def test_a_passage_stays_off_record_under_another_code_instead(desk: Desk, log: ListLog, decided: bool) -> None:
    if decided:
        desk.decide(ACCEPT)
        desk.go(Stop("kii-01:2", "funding"))
    desk.toggle(Mark.OFF_RECORD)
    desk.toggle(Mark.CONTRARY)

    *_, added = desk.instead("staff")

    assert (added.code_id, added.marks) == ("staff", (Mark.OFF_RECORD,))


def test_a_good_quote_and_a_note_go_with_another_code_instead(desk: Desk, log: ListLog) -> None:
    desk.toggle(Mark.GOOD_QUOTE)
    desk.explain("in her words")

    rejected, added = desk.instead("staff")

    assert (rejected.marks, rejected.note) == ((), "")
    assert (added.marks, added.note) == ((Mark.GOOD_QUOTE,), "in her words")
    desk.go(Stop("kii-01:2", "funding"))
    assert (desk.marks, desk.note) == ((), "")


def test_marks_and_notes_that_wait_are_taken_back_one_by_one(desk: Desk, log: ListLog) -> None:
    desk.toggle(Mark.GOOD_QUOTE)
    desk.toggle(Mark.OFF_RECORD)
    desk.explain("why")
    desk.step(1)

    left = []
    while desk.drop_unsaved():
        left.append((desk.marks, desk.note))

    both = (Mark.GOOD_QUOTE, Mark.OFF_RECORD)
    assert left == [(both, ""), ((Mark.GOOD_QUOTE,), ""), ((), "")]
    assert desk.undo() == ()
    assert log.kept == []


def test_marks_saved_with_a_decision_are_taken_back_with_it(desk: Desk) -> None:
    desk.toggle(Mark.OFF_RECORD)
    desk.decide(ACCEPT)

    assert not desk.drop_unsaved()
    assert len(desk.undo()) == 1
