"""Counts in the words of a sentence."""

from __future__ import annotations

import pytest

from qualcode.model.table import Figure
from qualcode.model.told import Way, told


@pytest.mark.parametrize(
    ("aside", "words"),
    [
        ("", ""),
        ("9 not asked", "the other nine were not asked"),
        ("2 not asked", "of the other nine, two were not asked"),
    ],
)
def test_who_is_not_counted_is_told_where_there_is_something_to_tell(aside: str, words: str) -> None:
    figure = Figure(shown="2 of 11", value=2, of=11, spec={}, aside=aside)

    assert told(figure, Way.BESIDE) == words
