"""Deciding, taking back, adding: what a coder does all day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.codebook import Change, Redirect
from qualcode.model.coding import Mark, Verdict
from qualcode.model.hits import suggestion_id
from qualcode.review.queue import Order, Wanted, hits_of_rule, queue, stops
from qualcode.review.resolve import resolve
from qualcode.review.session import Session
from tests.make import make_codebook
from tests.review.make import DOCUMENTS, SUGGESTIONS, ListLog, make_library


@pytest.fixture
def log() -> ListLog:
    return ListLog()


@pytest.fixture
def session(log: ListLog) -> Session:
    return Session(log, make_library(), coder="amal")


def coded(log: ListLog, coder: str = "amal") -> list[tuple[str, str]]:
    resolution = resolve(log.decisions(), DOCUMENTS, coder=coder)
    return [(coding.segment_id, coding.code_id) for coding in resolution.codings]


def targets(session: Session, wanted: Wanted) -> list[tuple[str, str]]:
    return [(item.target.segment_id, item.target.code_id) for item in queue(session, wanted)]


def test_an_accepted_suggestion_is_coded_and_leaves_the_queue(session: Session, log: ListLog) -> None:
    item = queue(session)[0]

    decision = session.decide(item, Verdict.ACCEPT, marks=[Mark.GOOD_QUOTE], note="Clear.")

    assert coded(log) == [("kii-01:2", "funding")]
    assert decision.origin == SUGGESTIONS[0].id
    assert decision.codebook_sha256 == "c" * 64
    assert (decision.marks, decision.note) == ((Mark.GOOD_QUOTE,), "Clear.")
    assert len(queue(session)) == 4


def test_trimming_keeps_the_passage_and_quotes_less_of_it(session: Session, log: ListLog) -> None:
    item = queue(session)[0]
    session.decide(item, Verdict.ACCEPT, start=item.segment.start, end=item.segment.start + 5)

    [coding] = resolve(log.decisions(), DOCUMENTS).codings
    assert coding.text == "Money"
    assert coding.segment_id == item.segment.id


def test_a_skipped_suggestion_comes_last(session: Session) -> None:
    first = queue(session)[0]
    session.decide(first, Verdict.SKIP)

    assert queue(session)[-1].target == first.target
    assert len(queue(session)) == 5


def test_a_code_can_be_added_by_hand_and_withdrawn(session: Session, log: ListLog) -> None:
    segment = session.library.segments["kii-01:2"]
    session.add(segment, "staff")
    [item] = [item for item in session.items() if item.suggestion is None]
    assert coded(log) == [("kii-01:2", "staff")]

    session.decide(item, Verdict.WITHDRAW)
    assert coded(log) == []
    assert all(item.suggestion for item in session.items())


def test_another_code_instead_is_one_step_back(session: Session, log: ListLog) -> None:
    session.recode(queue(session)[0], "staff")
    assert coded(log) == [("kii-01:2", "staff")]

    assert len(session.undo()) == 2
    assert coded(log) == []
    assert len(queue(session)) == 5


def test_undo_goes_back_step_by_step_to_the_beginning(session: Session, log: ListLog) -> None:
    item = queue(session)[0]
    session.decide(item, Verdict.ACCEPT)
    session.decide(session.item(SUGGESTIONS[0].id), Verdict.REJECT)

    session.undo()
    assert coded(log) == [("kii-01:2", "funding")]
    session.undo()
    assert coded(log) == []
    assert session.undo() == ()
    assert len(log.kept) == 4


def test_undo_works_after_stopping_and_resuming(session: Session, log: ListLog) -> None:
    session.decide(queue(session)[0], Verdict.ACCEPT)
    session.decide(queue(session)[0], Verdict.ACCEPT)
    resumed = Session(log, make_library(), coder="amal")

    resumed.undo()

    assert coded(log) == [("kii-01:2", "funding")]


def test_undo_takes_back_only_the_coders_own(session: Session, log: ListLog) -> None:
    session.decide(queue(session)[0], Verdict.ACCEPT)

    assert Session(log, make_library(), coder="omar").undo() == ()


def test_a_rule_is_decided_at_once_and_taken_back_at_once(session: Session, log: ListLog) -> None:
    preview = hits_of_rule(session, "money")
    assert len(preview) == 2
    session.decide_all(preview, Verdict.ACCEPT)
    assert len(coded(log)) == 2

    session.undo()
    assert coded(log) == []


def test_what_another_coder_decided_is_not_open_unless_each_decides_alone(session: Session, log: ListLog) -> None:
    session.decide(queue(session)[0], Verdict.ACCEPT)
    shared = Session(log, make_library(), coder="omar")
    alone = Session(log, make_library(assigned=[("omar", "kii-01")]), coder="omar")

    assert len(queue(shared)) == 4
    assert len(queue(alone, Wanted(assigned=False))) == 5
    assert [decision.coder for decision in alone.decisions_of_others(queue(alone)[0].target)] == ["amal"]


@pytest.mark.parametrize(
    ("given", "wanted", "documents"),
    [
        ((), Wanted(), {"kii-01", "kii-02"}),
        (("kii-02",), Wanted(), {"kii-02"}),
        (("kii-02",), Wanted(assigned=True), {"kii-02"}),
        (("kii-02",), Wanted(assigned=False), {"kii-01", "kii-02"}),
        (("kii-02",), Wanted(document_id="kii-01"), {"kii-01"}),
        ((), Wanted(assigned=True), set()),
    ],
    ids=["nothing given", "given", "asked for", "all", "another by name", "none given"],
)
def test_a_coder_to_whom_interviews_were_given_has_those(
    log: ListLog, given: tuple[str, ...], wanted: Wanted, documents: set[str]
) -> None:
    session = Session(log, make_library(assigned=[("omar", each) for each in given]), coder="omar")

    assert {item.target.document_id for item in queue(session, wanted)} == documents
    whole = stops(session, replace(wanted, whole=True))
    assert {stop.segment_id.partition(":")[0] for stop in whole} == documents


def test_a_decision_on_other_evidence_joins_the_queue_of_changed_ones(session: Session, log: ListLog) -> None:
    session.decide(queue(session)[0], Verdict.REJECT)
    assert queue(session, Wanted(order=Order.CHANGED)) == []
    library = make_library()
    edited = replace(SUGGESTIONS[0], evidence=(replace(SUGGESTIONS[0].evidence[0], rule="mone*"),))
    later = Session(log, replace(library, suggestions=(edited, *SUGGESTIONS[1:])), coder="amal")

    assert [item.target.segment_id for item in queue(later, Wanted(order=Order.CHANGED))] == ["kii-01:2"]
    assert coded(log) == []


ALL = [
    ("kii-01:2", "funding"),
    ("kii-01:3", "donors"),
    ("kii-01:4", "staff"),
    ("kii-02:2", "funding"),
    ("kii-02:3", "staff"),
]


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        (Wanted(), [0, 1, 2, 3, 4]),
        (Wanted(order=Order.CODE), [0, 3, 1, 2, 4]),
        (Wanted(order=Order.TYPE), [0, 1, 2, 3, 4]),
        (Wanted(order=Order.FLAGGED), [3, 0, 1, 2, 4]),
        (Wanted(code_id="funding"), [0, 1, 3]),
        (Wanted(code_id="donors"), [1]),
        (Wanted(document_id="kii-02"), [3, 4]),
        (Wanted(informant_type="CSO"), [3, 4]),
        (Wanted(informant_ids=frozenset({"i1"})), [0, 1, 2]),
        (Wanted(informant_ids=frozenset({"i1", "i2"}), code_id="staff"), [2, 4]),
        (Wanted(informant_ids=frozenset({"i1"}), informant_type="CSO"), []),
        (Wanted(rule="staff"), [4]),
    ],
)
def test_queues_offer_what_is_wanted_in_that_order(session: Session, wanted: Wanted, places: list[int]) -> None:
    assert targets(session, wanted) == [ALL[place] for place in places]


def test_a_sample_is_the_same_for_everyone_who_draws_it(session: Session) -> None:
    sample = targets(session, Wanted(order=Order.SAMPLE, size=3, seed=7))

    assert sample == targets(session, Wanted(order=Order.SAMPLE, size=3, seed=7))
    assert len(set(sample)) == 3
    assert any(targets(session, Wanted(order=Order.SAMPLE, size=3, seed=seed)) != sample for seed in range(5))


STEPS: dict[str, Callable[[Session], object]] = {
    "accept": lambda session: session.decide(session.items()[0], Verdict.ACCEPT),
    "reject": lambda session: session.decide(session.items()[1], Verdict.REJECT),
    "add": lambda session: session.add(session.library.segments["kii-02:2"], "staff"),
    "recode": lambda session: session.recode(session.items()[-1], "funding"),
    "all": lambda session: session.decide_all(session.items()[:3], Verdict.ACCEPT),
}


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=8))
def test_as_many_undos_as_steps_leave_nothing_decided(steps: list[str]) -> None:
    log = ListLog()
    session = Session(log, make_library(), coder="amal")
    states = [coded(log)]
    for step in steps:
        STEPS[step](session)
        states.append(coded(log))

    for before in reversed(states[:-1]):
        assert session.undo()
        assert coded(log) == before
    assert session.undo() == ()


def test_a_split_queues_its_parts_on_the_passages_that_had_the_code() -> None:
    log = ListLog()
    old = replace(make_library(), codebook=make_codebook("funding", "staff", "access"))
    before = Session(log, old, coder="amal")
    before.add(old.segments["kii-01:4"], "access")
    split = Redirect(change=Change.SPLIT, code_id="access", to=("roads", "permits"), sequence=10)
    today = replace(old, codebook=make_codebook("funding", "donors", "staff", "roads", "permits"), redirects=(split,))
    session = Session(log, today, coder="omar")

    waiting = queue(session, Wanted(order=Order.RECODE))
    assert [item.target.code_id for item in waiting] == ["roads", "permits"]
    assert all(item.recodes and item.recodes.code_id == "access" for item in waiting)

    session.decide(session.item(suggestion_id(*waiting[0].target)), Verdict.ACCEPT)

    assert queue(session, Wanted(order=Order.RECODE)) == []
    assert queue(Session(log, today, coder="amal"), Wanted(order=Order.RECODE)) == []


def test_deciding_again_settles_what_was_said_differently_in_two_copies() -> None:
    log = ListLog()
    for verdict in (Verdict.ACCEPT, Verdict.REJECT):
        alone = Session(ListLog(), make_library(), coder="amal")
        log.append(alone.decide(alone.items()[0], verdict))
    documents = make_library().documents.values()
    assert len(resolve(log.decisions(), documents).conflicts) == 1

    session = Session(log, make_library(), coder="amal")
    session.decide(session.items()[0], Verdict.REJECT)

    assert resolve(log.decisions(), documents).conflicts == ()


def test_codes_of_a_passage_come_in_the_order_in_which_they_are_listed_beside_it() -> None:
    log = ListLog()
    library = replace(make_library(), codebook=make_codebook("staff", "funding", "access", "donors"))
    session = Session(log, library, coder="amal")
    for code_id in ("access", "staff"):
        session.add(library.segments["kii-01:2"], code_id)

    listed = [item.target.code_id for item in session.on_passage("kii-01:2")]
    met = [code_id for segment_id, code_id in targets(session, Wanted(decided=True)) if segment_id == "kii-01:2"]

    assert met == listed == ["staff", "funding", "access"]
