"""Bookmarks around figures and quotes: what Word takes, and what is read back from them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.bookmarks import Mark
from qualcode.model.short_id import short_id
from qualcode.model.told import Way


@given(st.sampled_from("FQ"), st.text(), st.text(), st.integers(min_value=1, max_value=9999), st.sampled_from([*Way]))
def test_a_mark_is_read_back_from_its_name(letter: str, what: str, words: str, number: int, way: Way) -> None:
    mark = Mark.of(short_id(letter, what), words, number, way if letter == "F" else None)

    assert Mark.read(mark.name) == mark
    assert mark.is_untouched(words)
    assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", mark.name)


def test_words_are_known_to_be_typed_over() -> None:
    mark = Mark.of(short_id("F", "x"), "all three", 1, Way.OF_ALL)

    assert mark.is_untouched("all\u00a0three ")
    assert not mark.is_untouched("all four")


@pytest.mark.parametrize(
    "name", ["_Toc_qc_1", "_Ref_qc_Table_1", "_qc_F_short_1o_abcdef", "_qc_F_aaaaaaaaaa_1z_abcdef", ""]
)
def test_bookmarks_of_others_are_no_marks(name: str) -> None:
    assert Mark.read(name) is None
