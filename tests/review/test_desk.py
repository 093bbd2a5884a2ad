"""What lies before a coder, and what each key does to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from qualcode.model.coding import Verdict
from qualcode.model.journal import About, Memo, ReadMark
from qualcode.review.desk import Desk
from qualcode.review.queue import Order, Stop, Wanted
from qualcode.review.resolve import resolve
from qualcode.review.session import Session
from tests.review.make import DOCUMENTS, SUGGESTIONS, ListLog, ListNotebook, make_desk, make_library

ACCEPT, REJECT, SKIP = Verdict.ACCEPT, Verdict.REJECT, Verdict.SKIP
STOPS = [
    Stop("kii-01:2", "funding"),
    Stop("kii-01:3", "donors"),
    Stop("kii-01:4", "staff"),
    Stop("kii-02:2", "funding"),
    Stop("kii-02:3", "staff"),
]


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
    assert [item.target.code_id for item in desk.here.others] == ["funding"]


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
    assert [memo.text for memo in desk.here.memos] == ["Here.", "On funding."]
    desk.step(1)
    assert list(desk.here.memos) == []
    desk.go(STOPS[3])
    assert [memo.text for memo in desk.here.memos] == ["On funding."]


def test_blind_coders_see_nothing_of_each_other(log: ListLog, desk: Desk) -> None:
    decide(desk, ACCEPT, REJECT)
    seeing, blind = make_desk(log, "omar"), make_desk(log, "omar", blind=True)

    assert (seeing.route.left, blind.route.left) == (3, 5)
    seeing.go(STOPS[0])
    assert [decision.coder for decision in seeing.here.stances] == ["amal"]
    assert blind.here.stances == ()


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


def test_memos_of_others_are_out_of_a_blind_coders_sight(log: ListLog) -> None:
    notebook = ListNotebook([Memo(id="1", coder="amal", about=About.PASSAGE, target="kii-01:2", text="Hm.")])

    def memos(*, blind: bool) -> Iterable[Memo]:
        return Desk(Session(log, make_library(), coder="omar", blind=blind), notebook, Wanted()).here.memos

    assert [memo.text for memo in memos(blind=False)] == ["Hm."]
    assert list(memos(blind=True)) == []


def test_codes_that_others_added_are_seen_unless_blind(log: ListLog, desk: Desk) -> None:
    desk.add("staff")
    seeing, blind = make_desk(log, "omar"), make_desk(log, "omar", blind=True)

    assert [item.target.code_id for item in seeing.here.others] == ["staff"]
    assert list(blind.here.others) == []
