"""When types are called different is said with what could change it, and so is which themes only look so."""

from __future__ import annotations

import pytest

from qualcode.model.table import Figure
from qualcode.model.writing import Paragraph
from qualcode.study.report.differences import too_few_to_tell, when_they_differ
from qualcode.tables.lines import lines_of
from tests.tables.test_frames import figure, table_of

WHATEVER = ", whatever those would have said who were not asked"
ALL, HALF = figure(9, 9), figure(7, 9)


@pytest.mark.parametrize(
    ("low", "measure", "limits"),
    [
        (figure(0, 9), "make the difference. Groups of this size prove nothing beyond", []),
        (
            figure(0, 9, aside="7 not asked"),
            f"make the difference{WHATEVER}. Groups",
            ["but one or two people, or what those would have said who were not asked, could make them alike: Heat."],
        ),
        (figure(0, 9, aside="2 not asked"), WHATEVER, []),
    ],
)
def test_what_those_not_asked_would_have_said_is_told_where_it_matters(
    low: Figure, measure: str, limits: list[str]
) -> None:
    lines = lines_of(table_of(("Heat", 0, (ALL, low, HALF), figure(13, 27))))

    assert measure in when_they_differ(lines)
    said = [block.text for block in too_few_to_tell(lines) if isinstance(block, Paragraph)]
    assert [text.partition("look different, ")[2] for text in said] == limits
