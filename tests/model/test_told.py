"""Counts in the words of a sentence."""

from __future__ import annotations

import pytest

from qualcode.model.table import Figure
from qualcode.model.told import Way, told


@pytest.mark.parametrize(("way", "words"), [(Way.COUNT, "5"), (Way.WORDS, "five"), (Way.NUMBER, "5")])
def test_a_count_is_told_in_words_or_digits_as_those_beside_it_are(way: Way, words: str) -> None:
    assert told(Figure(shown="5 of 23", value=5, of=23, spec={}), way) == words


@pytest.mark.parametrize(
    ("aside", "lines"),
    [
        ("", "2\u00a0of\u00a011"),
        ("1 contrary, 3 not asked", "2\u00a0of\u00a011\n1\u00a0contrary\n3\u00a0not\u00a0asked"),
        ("3 of 3", "2\u00a0of\u00a011 (3\u00a0of\u00a03)"),
    ],
)
def test_a_cell_of_a_page_has_a_line_for_each_reason_why_people_are_missing(aside: str, lines: str) -> None:
    assert told(Figure(shown="2 of 11", value=2, of=11, spec={}, aside=aside), Way.CELL) == lines


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
