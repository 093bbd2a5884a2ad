"""Patterns that are made ready when they are first needed find what others find."""

from __future__ import annotations

import pickle
import re

import pytest

from qualcode.model.late import late


def test_a_pattern_is_made_once_and_when_it_is_first_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compiled = re.compile

    def counted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        made.append(pattern)
        return compiled(pattern, flags)

    monkeypatch.setattr(re, "compile", counted)

    pattern = late(r"(?P<label>dana):", re.IGNORECASE)
    assert made == []
    assert [pattern.match(line) is not None for line in ("Dana: How?", "Amina: So.", "DANA: Yes.")] == [
        True,
        False,
        True,
    ]
    assert made == [r"(?P<label>dana):"]


def test_it_can_be_handed_to_another_process() -> None:
    pattern = late("a(b)?")
    assert pattern.match("ab")

    assert pickle.loads(pickle.dumps(pattern)).match("ab")[0] == "ab"


def test_it_has_whatever_a_pattern_has() -> None:
    pattern = late("a(b)?")

    assert (pattern.pattern, pattern.groups, pattern.sub("-", "ab a")) == ("a(b)?", 1, "- -")
    assert [found[0] for found in pattern.finditer("ab a")] == ["ab", "a"]
    with pytest.raises(AttributeError):
        _ = pattern.nothing_of_the_kind  # type: ignore[attr-defined]
