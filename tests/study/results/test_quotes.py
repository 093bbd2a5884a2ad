"""Quotes by theme and type, and why there are none."""

from __future__ import annotations

import pytest

from qualcode.study.results.quotes import quote_table
from qualcode.study.study import Study


@pytest.mark.parametrize(
    ("code", "contrary", "says"),
    [
        ("turnover", False, "No quotes: nothing is coded so."),
        ("funding", True, "No quotes of that kind; there are others on the theme."),
    ],
)
def test_where_there_is_no_quote_the_reason_is_said(code: str, contrary: bool, says: str, coded: Study) -> None:
    book = coded.codebook_path
    book.write_text(book.read_text("utf-8") + "  - {id: turnover, name: Turnover, terms: [resign]}\n", "utf-8")
    coded.suggest()

    table = quote_table(coded, coded.results(), code=code, contrary=contrary)

    assert (table.rows, table.notes) == ((), (says,))
