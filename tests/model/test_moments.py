from __future__ import annotations

import pytest

from qualcode.model.moments import day_of


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-24T08:30:00.123Z", "2026-11-24"),
        ("2026-11-24T08:30+03:00", "2026-11-24"),
        ("2026-11-24", "2026-11-24"),
        ("2026-13-24", None),
        ("20261124", None),
        ("2026-W01-1", None),
        ("garbage", None),
        ("", None),
    ],
)
def test_the_day_of_a_moment(moment: str, day: str | None) -> None:
    assert day_of(moment) == day
