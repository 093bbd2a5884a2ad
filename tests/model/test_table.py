from __future__ import annotations

from io import StringIO

import pytest

from qualcode.model.table import Column, Row, listing
from qualcode.reports import TABLE_WRITERS


def test_a_listing_keys_its_columns_by_their_headings() -> None:
    table = listing(
        "guide",
        "Interview guide",
        ("Question", "Asked in", Column(key="share", label="Share, 95 %")),
        [Row(cells=("q1", "3", "40 %"))],
        wide=("Question",),
        numeric=("Asked in",),
        notes=["One question."],
    )

    assert table.columns == (
        Column(key="question", label="Question", wide=True),
        Column(key="asked_in", label="Asked in", numeric=True),
        Column(key="share", label="Share, 95 %"),
    )
    assert table.rows == (Row(cells=("q1", "3", "40 %")),)
    assert table.notes == ("One question.",)


NUMBERS = listing(
    "lengths",
    "How long they are",
    ("Document", "Words", "Mean", "Asked in"),
    [Row(cells=("kii-1", 2501, 1234.5, "12 of 40"), key="kii-1", numbers=(("rank", 2),))],
    numeric=("Words", "Mean"),
)


@pytest.mark.parametrize(
    ("format", "said"),
    [
        ("table", ["2,501", "1,234.50", "12 of 40"]),
        ("md", ["2,501", "1,234.50", "12 of 40"]),
        ("csv", ["kii-1,2501,1234.5,12 of 40"]),
        ("json", ['"words": 2501', '"mean": 1234.5', '"asked_in": "12 of 40"']),
    ],
)
def test_people_read_a_lists_numbers_with_marks_and_programs_as_numbers(format: str, said: list[str]) -> None:
    stream = StringIO()
    TABLE_WRITERS[format](NUMBERS, stream)

    assert [words for words in said if words not in stream.getvalue()] == []


def test_a_data_frame_has_a_lists_numbers_and_those_that_stand_in_words() -> None:
    frame, tidy = NUMBERS.to_pandas(), NUMBERS.to_pandas(tidy=True)

    assert frame.loc["kii-1", "words"] + 1 == 2502
    assert list(zip(tidy["column"], tidy["value"], strict=True)) == [("words", 2501), ("mean", 1234.5), ("rank", 2)]
