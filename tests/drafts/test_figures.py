"""Figures of a report in a draft: moved, typed over, gone, taken out, or as they were."""

from __future__ import annotations

import pytest

from qualcode.drafts.figures import Standing, contradicts, standing
from qualcode.model.bookmarks import Mark
from qualcode.model.table import Figure
from qualcode.model.told import Way

MARK = Mark.of("F-k3t9w2m4qa", "two of the three", 1, Way.OF_ALL)


@pytest.mark.parametrize(
    ("words", "today", "found"),
    [
        ("two of the three", "two of the three", Standing.UNCHANGED),
        ("two of the three", "all three", Standing.MOVED),
        ("two of the three", None, Standing.GONE),
        ("two of three", "two of the three", Standing.TYPED_OVER),
        ("", "two of the three", Standing.TAKEN_OUT),
    ],
)
def test_a_marked_figure_is_known_again(words: str, today: str | None, found: Standing) -> None:
    assert standing(MARK, words, today) is found


@pytest.mark.parametrize(
    ("words", "is_wrong"),
    [("2 of 3", False), ("two", False), ("a pair", False), ("three", True), ("all three", True), ("two of four", True)],
)
def test_what_was_typed_over_a_figure_is_wrong_where_its_numbers_are_others(words: str, is_wrong: bool) -> None:
    figure = Figure(spec={"measure": "n_informants"}, value=2, of=3, shown="2 of 3")

    assert contradicts(words, figure) is is_wrong
