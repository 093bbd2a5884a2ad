from __future__ import annotations

from collections.abc import Sequence

from qualcode.model.coding import Decision, Verdict
from qualcode.model.journal import ReadMark
from qualcode.review.library import Library
from qualcode.review.likely_desk import AGAIN_AFTER, LikelyDesk
from qualcode.review.queue import Order, Stop, Wanted
from qualcode.review.session import Session
from tests.make import make_codebook, make_document, make_segments
from tests.review.make import ListLog, ListNotebook

DOCUMENT = make_document(*[("Amal", f"Passage {number} of the talk.") for number in range(20)], id="kii-01")
SEGMENTS = [segment.id for segment in make_segments(DOCUMENT)]


class Given:
    """Rounds that a test gives, once they are asked for."""

    def __init__(self, *rounds: Sequence[int], ready: bool = True) -> None:
        self.rounds = [[SEGMENTS[place] for place in each] for each in rounds]
        self.ready = ready
        self.asked: list[tuple[list[Decision], list[ReadMark]]] = []
        self._waiting = False

    def choose(self, decisions: Sequence[Decision], read: Sequence[ReadMark]) -> None:
        self.asked.append((list(decisions), list(read)))
        self._waiting = True

    def chosen(self, *, wait: bool = False) -> tuple[list[str], str]:
        if not self._waiting or not (self.ready or wait):
            return [], ""
        self._waiting = False
        return (self.rounds.pop(0) if self.rounds else []), f"after {len(self.asked)}"

    def close(self) -> None:
        self.asked = []


def desk_of(rounds: Given) -> LikelyDesk:
    library = Library.of([(DOCUMENT, make_segments(DOCUMENT))], [], make_codebook("money"))
    session = Session(ListLog(), library, coder="amal")
    return LikelyDesk(session, ListNotebook(), Wanted(order=Order.LIKELY), rounds)


def here(desk: LikelyDesk) -> str:
    return desk.here.segment.id


def test_it_begins_at_once_and_goes_on_in_the_order_that_was_chosen_meanwhile() -> None:
    rounds = Given([7, 3, 11])
    desk = desk_of(rounds)

    assert here(desk) == SEGMENTS[0]
    visited = [here(desk) for _ in range(3) if desk.step(1)]
    assert visited == [SEGMENTS[place] for place in (7, 3, 11)]


def test_where_the_next_round_is_not_ready_it_is_waited_for_only_when_nothing_is_left() -> None:
    desk = desk_of(Given([5, 6], [9], ready=False))

    assert desk.step(1)
    assert here(desk) == SEGMENTS[5]
    assert desk.step(1)
    assert desk.step(1)
    assert here(desk) == SEGMENTS[9]
    assert not desk.step(1)


def test_a_passage_that_is_chosen_again_or_was_read_is_not_shown_again() -> None:
    desk = desk_of(Given([4, 0], [4, 8]))

    seen = [here(desk)]
    while desk.step(1):
        seen.append(here(desk))
    assert seen == [SEGMENTS[place] for place in (0, 4, 8)]


def test_what_was_decided_and_read_teaches_the_next_round() -> None:
    rounds = Given(list(range(1, 20)))
    desk = desk_of(rounds)

    for _ in range(AGAIN_AFTER + 1):
        desk.add("money")
        desk.step(1)

    decisions, read = rounds.asked[-1]
    assert len(decisions) >= AGAIN_AFTER
    assert {each.verdict for each in decisions} == {Verdict.ADD}
    assert {mark.segment_id for mark in read} >= {each.anchor.segment_id for each in decisions}


def test_what_is_probably_left_is_told_once_after_a_round() -> None:
    desk = desk_of(Given([2, 3, 4, 5, 6]))

    assert desk.news() == ""
    desk.step(1)
    assert desk.news() == "after 1"
    assert desk.news() == ""


def test_it_is_all_read_in_the_end() -> None:
    desk = desk_of(Given(list(range(20))))

    while desk.step(1):
        pass
    assert desk.route.left == 0
    assert not desk.advance()
    assert all(not desk.is_open(Stop(segment_id)) for segment_id in SEGMENTS)


def test_what_follows_is_waited_for_only_by_who_goes_on() -> None:
    desk = desk_of(Given([7, 3], ready=False))
    first = desk.route.stops[0]

    assert desk.following(first, wait=False) in (None, first)
    assert desk.onward(first, wait=False) is None
    assert desk.onward(first) == Stop(SEGMENTS[7])
    assert desk.following(Stop(SEGMENTS[7])) == Stop(SEGMENTS[3])
