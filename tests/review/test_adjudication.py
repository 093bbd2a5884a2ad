"""Settling what coders disagree on."""

from __future__ import annotations

import pytest

from qualcode.model.coding import Mark, Verdict
from qualcode.review.adjudication import Adjudication
from qualcode.review.library import Library
from qualcode.review.queue import queue
from qualcode.review.resolve import resolve
from qualcode.review.session import Session
from qualcode.tui.pending import PendingOutcome
from tests.review.make import DOCUMENTS, ListLog, ListNotebook, make_library

ALONE = [("amal", "kii-01"), ("omar", "kii-01")]
ACCEPT, REJECT = Verdict.ACCEPT, Verdict.REJECT


@pytest.fixture
def library() -> Library:
    return make_library(assigned=ALONE)


@pytest.fixture
def log(library: Library) -> ListLog:
    """Amal and Omar decided kii-01 alone and differ on the first passage of two."""
    log = ListLog()
    for coder, verdicts in {"amal": (ACCEPT, ACCEPT), "omar": (REJECT, ACCEPT)}.items():
        session = Session(log, library, coder=coder)
        for verdict in verdicts:
            item = queue(session)[0]
            session.decide(
                item, verdict, marks=[Mark.GOOD_QUOTE], note=f"{coder}: {verdict}", end=item.segment.start + 5
            )
    return log


def open_adjudication(log: ListLog, library: Library) -> Adjudication:
    disputed = resolve(log.decisions(), DOCUMENTS).disputed
    return Adjudication(log, library, ListNotebook(), disputed, coder="lead")


def coded(log: ListLog) -> list[str]:
    return [coding.segment_id for coding in resolve(log.decisions(), DOCUMENTS).codings]


def test_only_disagreements_are_shown_with_both_decisions_and_notes(log: ListLog, library: Library) -> None:
    desk = open_adjudication(log, library)

    assert [stop.segment_id for stop in desk.route.stops] == ["kii-01:2"]
    assert [decision.note for decision in desk.here.stances] == ["amal: accept", "omar: reject"]


@pytest.mark.parametrize(("verdict", "left"), [(ACCEPT, ["kii-01:2", "kii-01:3"]), (REJECT, ["kii-01:3"])])
def test_the_outcome_counts_whatever_the_coders_said(
    log: ListLog, library: Library, verdict: Verdict, left: list[str]
) -> None:
    assert coded(log) == ["kii-01:3"]
    desk = open_adjudication(log, library)
    [made] = desk.decide(verdict).decisions

    assert coded(log) == left
    assert set(made.supersedes) == {decision.id for decision in desk.here.stances}
    assert desk.route.left == 0
    assert open_adjudication(log, library).route.stops == []


def test_the_coded_stretch_and_its_marks_are_taken_over(log: ListLog, library: Library) -> None:
    open_adjudication(log, library).decide(ACCEPT)

    coding = resolve(log.decisions(), DOCUMENTS).codings[0]
    assert (coding.text, coding.marks) == ("Money", (Mark.GOOD_QUOTE,))


def test_it_is_taken_back_and_open_again(log: ListLog, library: Library) -> None:
    desk = open_adjudication(log, library)
    desk.decide(ACCEPT)
    desk.undo()

    assert desk.route.left == 1
    assert desk.undo().decisions == ()
    assert coded(log) == ["kii-01:3"]
    assert len(open_adjudication(log, library).route.stops) == 1


def test_it_reopens_when_a_coder_changes_their_mind(log: ListLog, library: Library) -> None:
    open_adjudication(log, library).decide(ACCEPT)
    omar = Session(log, library, coder="omar")
    omar.decide(omar.items()[0], Verdict.REJECT, note="Still not.")

    assert open_adjudication(log, library).reopened


def test_the_reason_is_kept_with_the_outcome(log: ListLog, library: Library) -> None:
    pending = PendingOutcome(open_adjudication(log, library))
    pending.explain("Money is funding.")
    pending.decide(ACCEPT)
    pending.explain("It is.")

    assert [decision.note for decision in log.kept[-2:]] == ["Money is funding.", "It is."]
    assert coded(log) == ["kii-01:2", "kii-01:3"]


def test_it_is_settled_whether_an_informant_denies_the_theme(library: Library) -> None:
    log = ListLog()
    for coder, marks in {"amal": (Mark.CONTRARY,), "omar": (Mark.GOOD_QUOTE,)}.items():
        session = Session(log, library, coder=coder)
        session.decide(queue(session)[0], ACCEPT, marks=marks)

    desk = open_adjudication(log, library)
    pending = PendingOutcome(desk)
    assert [stop.segment_id for stop in desk.route.stops] == ["kii-01:2"]
    assert pending.marks == (Mark.GOOD_QUOTE,)

    assert pending.toggle(Mark.CONTRARY).decisions == ()
    assert pending.marks == (Mark.GOOD_QUOTE, Mark.CONTRARY)
    pending.decide(ACCEPT)
    assert [coding.marks for coding in resolve(log.decisions(), DOCUMENTS).codings] == [pending.marks]

    desk.go(desk.route.stops[0])
    [changed] = pending.toggle(Mark.CONTRARY).decisions
    assert changed.marks == (Mark.GOOD_QUOTE,)
    assert [coding.marks for coding in resolve(log.decisions(), DOCUMENTS).codings] == [(Mark.GOOD_QUOTE,)]
