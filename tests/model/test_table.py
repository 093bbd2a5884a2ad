from __future__ import annotations

from qualcode.model.table import Column, Row, listing


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
