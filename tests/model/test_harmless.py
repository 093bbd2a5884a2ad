"""Words of an interview are seen whole and without effect."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.harmless import UNSEEN, one_for_one, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “words” كلام\n\tnext", "plain – “words” كلام\n\tnext"),
        ("line\r\nline\rover", "line\nline\\x0dover"),
        ("\x1b[31m \u202e \u2028 \x85 \ufffe", "\\x1b[31m <U+202E> <U+2028> \\x85 <U+FFFE>"),
    ],
)
def test_control_characters_are_shown_by_name(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters() | st.sampled_from("\r\n\x1b\u202e\u2028\ufffe")))
def test_nothing_unseen_is_left_and_nothing_else_is_changed(text: str) -> None:
    assert UNSEEN.search(visible(text)) is None
    if not UNSEEN.search(text):
        assert visible(text) == text


@pytest.mark.parametrize(
    "text", ["a\x00b", "\u202eabc\u202c", "\x1b[31m", "tab\there\n", "\u2028\x7f\x85", "plain", "👩‍👩 é"]
)
def test_one_for_one_keeps_every_character_in_its_place(text: str) -> None:
    shown = one_for_one(text)

    assert len(shown) == len(text)
    assert not UNSEEN.search(shown)
    assert [new for old, new in zip(text, shown, strict=True) if old != new and not UNSEEN.match(old)] == []
