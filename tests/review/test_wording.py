"""What is said of what was kept: never "saved" of what is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qualcode.model.coding import Mark, Verdict
from qualcode.model.text import Span
from qualcode.review.desk import Desk
from qualcode.review.queue import Order, Stop
from qualcode.review.seen import Changed, Outcome
from qualcode.review.wording import (
    CHANGED,
    ORDERS,
    SAYS,
    SIGNS,
    all_decided,
    code_name,
    decided_meanwhile,
    marked,
    name_of,
    path_of,
    saved,
    taken_back,
)
from tests.review.make import ListLog, make_desk, make_library

FIRST, SECOND = Stop("kii-01:2", "funding"), Stop("kii-01:3", "donors")
LIBRARY = make_library()
CODEBOOK = LIBRARY.codebook


@pytest.fixture
def desk() -> Desk:
    return make_desk(ListLog())


SAID: dict[str, tuple[Callable[[Desk], Outcome], str]] = {
    "accepted": (lambda desk: desk.decide(Verdict.ACCEPT, at=FIRST), "✓ saved: accepted Funding on kii-01:2"),
    "with marks": (
        lambda desk: desk.decide(Verdict.ACCEPT, at=FIRST, marks=[Mark.GOOD_QUOTE, Mark.OFF_RECORD]),
        "✓ saved: accepted Funding on kii-01:2, good quote, off record",
    ),
    "trimmed": (
        lambda desk: desk.trim(Span(19, 24), at=FIRST),
        "✓ saved: accepted Funding on kii-01:2, only “Money”",
    ),
    "instead": (
        lambda desk: desk.instead("staff", at=FIRST),
        "✓ saved: rejected Funding, added Staff on kii-01:2",
    ),
    "rejected off record": (
        lambda desk: desk.decide(Verdict.REJECT, at=FIRST, marks=[Mark.OFF_RECORD]),
        "✓ saved: rejected Funding on kii-01:2; off record is not stored, since no code is on the passage",
    ),
    "nothing new": (lambda _: Outcome(), ""),
    "changed words": (lambda _: Outcome(changed=Changed.WORDS), f"NOT SAVED: {CHANGED[Changed.WORDS]}; look again"),
}


@pytest.mark.parametrize(("act", "says"), SAID.values(), ids=SAID)
def test_what_was_kept_is_said(act: Callable[[Desk], Outcome], says: str, desk: Desk) -> None:
    assert saved(act(desk), LIBRARY) == says


def test_marks_that_come_to_other_codes_are_not_said_as_decisions(desk: Desk) -> None:
    desk.add("staff", at=FIRST)
    outcome = desk.decide(Verdict.ACCEPT, at=FIRST, marks=[Mark.OFF_RECORD])

    assert len(outcome.decisions) == 2
    assert saved(outcome, LIBRARY) == "✓ saved: accepted Funding on kii-01:2, off record"


@pytest.mark.parametrize(
    ("verdict", "says"),
    [
        (Verdict.REJECT, "; omar rejected it; yours is kept beside it, disputed"),
        (Verdict.ACCEPT, "; omar accepted it, too"),
    ],
)
def test_what_stands_beside_is_said(verdict: Verdict, says: str) -> None:
    log = ListLog()
    desk, omar = make_desk(log), make_desk(log, "omar")
    seen = desk.look(FIRST).seen
    omar.decide(verdict, at=FIRST)

    outcome = desk.decide(Verdict.ACCEPT, at=FIRST, seen=seen)
    assert saved(outcome, LIBRARY) == f"✓ saved: accepted Funding on kii-01:2{says}"


def test_saved_is_not_said_of_an_undo_with_nothing_to_undo(desk: Desk) -> None:
    assert "saved" not in taken_back(desk.undo(), CODEBOOK)
    desk.decide(Verdict.ACCEPT, at=FIRST)
    assert taken_back(desk.undo(), CODEBOOK) == "✓ saved: taken back, Funding on kii-01:2"
    assert taken_back(desk.undo(), CODEBOOK) == "there is nothing to take back"

    desk.instead("staff", at=FIRST)
    assert taken_back(desk.undo(), CODEBOOK) == "✓ saved: taken back, Funding on kii-01:2 (2 decisions)"


def test_saved_is_said_of_a_mark_only_where_a_code_is(desk: Desk) -> None:
    outcome = desk.mark(Mark.CONTRARY, on=True, at=FIRST)
    assert marked(Mark.CONTRARY, on=True, outcome=outcome) == "contrary is on; saved with your decision"
    desk.decide(Verdict.ACCEPT, at=FIRST)
    outcome = desk.mark(Mark.CONTRARY, on=True, at=FIRST)
    assert marked(Mark.CONTRARY, on=True, outcome=outcome) == "✓ saved: contrary is on"


def test_all_of_a_rule_is_said_with_the_way_back(desk: Desk) -> None:
    made = desk.decide_hits(desk.hits("money", at=FIRST), Verdict.REJECT).decisions

    assert all_decided(made, undo="u") == "✓ saved: 2 rejected; u takes them all back"
    assert all_decided(made[:1], undo="u") == "✓ saved: 1 rejected; u takes it back"


def test_who_decided_meanwhile_is_named(desk: Desk) -> None:
    made = desk.decide(Verdict.ACCEPT, at=FIRST).decisions

    assert decided_meanwhile(made, "omar", left=1234) == "amal decided meanwhile; 1,234 left"
    assert decided_meanwhile(made, "amal", left=3) == ""
    assert decided_meanwhile([], "amal", left=3) == ""


def test_codes_are_called_by_their_names_and_those_above_them(desk: Desk) -> None:
    made = desk.decide(Verdict.ACCEPT, at=SECOND).decisions[0]

    assert (code_name(CODEBOOK, "donors"), code_name(CODEBOOK, "gone\n")) == ("Donors", "gone")
    assert path_of(CODEBOOK, "donors") == "Funding › Donors"
    assert name_of(made, CODEBOOK) == "Donors on kii-01:3"


def test_there_is_a_word_for_everything() -> None:
    assert SIGNS.keys() == SAYS.keys() == set(Verdict)
    assert ORDERS.keys() == set(Order)
    assert CHANGED.keys() == set(Changed)
