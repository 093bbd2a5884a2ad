"""A transcript with the times of its recording where its turns begin, as readers of transcripts know them."""

from __future__ import annotations

import re

from qualcode.exchange.project import ForeignText

_HAS_TIMES = re.compile(r"^\W{0,2}\d{1,3}:\d{2}", re.MULTILINE)
_LABEL = re.compile(r"\s*(?:[^\n:]{1,60}:\s*)?")
"""What may stand between the start of a line and the first word that is said in it."""
_SPACES = re.compile(r"\s*")


def with_times(text: ForeignText) -> str:
    """The text with `[00:14:32]` before each line whose start the project knows the time of.

    A text whose lines begin with times already stays as it is; a time within a line is no turn's start.
    """
    words = text.text
    if not text.times or _HAS_TIMES.search(words):
        return words
    timed: dict[int, float] = {}
    for place, seconds in sorted(text.times):
        place = _after(_SPACES, words, place)
        start = words.rfind("\n", 0, place) + 1
        if place < len(words) and place <= _after(_LABEL, words, start):
            timed.setdefault(start, seconds)
    pieces, done = [], 0
    for start, seconds in sorted(timed.items()):
        pieces += [words[done:start], f"[{_clock(seconds)}] "]
        done = start
    return "".join([*pieces, words[done:]])


def _after(pattern: re.Pattern[str], words: str, place: int) -> int:
    """Where what a pattern finds at a place ends; the place itself where it finds nothing."""
    found = pattern.match(words, place)
    return found.end() if found else place


def _clock(seconds: float) -> str:
    """As transcripts write it, with thousandths where there are some."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    written = f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
    return f"{written}.{thousandths:03d}" if thousandths else written
