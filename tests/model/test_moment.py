"""When something is said in a recording."""

from __future__ import annotations

import pytest

from qualcode.model.moment import Moment, moment_at

TIMES = ((0, 4.0), (100, 61.5), (300, 3_725.0))


@pytest.mark.parametrize(
    ("place", "clock"), [(0, "00:00:04"), (99, "00:00:04"), (100, "00:01:01"), (250, "00:01:01"), (301, "01:02:05")]
)
def test_it_is_the_time_of_the_turn_or_of_the_last_one_before_it(place: int, clock: str) -> None:
    moment = moment_at(TIMES, place)

    assert moment is not None
    assert moment.clock == clock


def test_before_the_first_time_nothing_is_known() -> None:
    assert moment_at(TIMES[1:], 99) is None
    assert moment_at((), 5) is None


def test_a_link_leads_to_the_second_and_is_written_as_addresses_are() -> None:
    moment = Moment(seconds=872.9, recording="recordings/KII 05 #1.mp3")

    assert moment.link("../") == "../recordings/KII%2005%20%231.mp3#t=872"
    assert Moment(seconds=1.0).link("../") == ""
