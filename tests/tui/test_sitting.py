"""What is said before the review screen opens."""

from __future__ import annotations

import sys

import pytest

from qualcode.tui.sitting import say_what_the_terminal_cannot
from tests.study.make import Heard


@pytest.mark.parametrize(
    ("system", "texts", "n_warnings"),
    [
        ("win32", ["We have money.", "Dana: عندنا تمويل", "عندنا تمويل"], 1),
        ("win32", ["We have money."], 0),
        ("linux", ["عندنا تمويل"], 0),
    ],
)
def test_a_windows_terminal_is_said_to_turn_no_letters(
    system: str, texts: list[str], n_warnings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard()
    monkeypatch.setattr(sys, "platform", system)

    say_what_the_terminal_cannot(texts, heard)

    assert len(heard.warnings) == n_warnings
    assert all("`qualcode open`" in hint and "--to sheet.xlsx" in hint for hint in heard.hints)
