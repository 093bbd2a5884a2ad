"""A text with what the project knows of its turns, written where they begin, as readers of transcripts know it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from qualcode.exchange.project import ForeignText

T = TypeVar("T")
_HAS_TIMES = re.compile(r"^\W{0,2}\d{1,3}:\d{2}", re.MULTILINE)
_LABEL = re.compile(r"\s*(?:[^\n:]{1,60}:\s*)?")
"""What may stand between the start of a line and the first word that is said in it."""
_LABELLED = re.compile(r"^[^\n:.?!]{1,40}:\s", re.MULTILINE)
_LINE = re.compile(r"[^\n]*\S[^\n]*")
INTERVIEWER = "Interviewer"
_SPACES = re.compile(r"\s*")


def with_turns(text: ForeignText) -> str:
    """The text with times (`[00:14:32]`) and speakers (`Amina:`) before the lines of which the project knows them.

    A text whose lines begin with times or labels already is given no more of that kind; what is known of a place within
    a line is of no turn's start.
    """
    words = text.text
    times = {} if _HAS_TIMES.search(words) else _at_lines(words, text.times)
    speakers = _speakers(text)
    pieces, done = [], 0
    for start in sorted({*times, *speakers}):
        pieces.append(words[done:start])
        pieces += [f"[{_clock(times[start])}] "] if start in times else []
        pieces += [f"{speakers[start]}: "] if start in speakers else []
        done = start
    return "".join([*pieces, words[done:]])


def has_speakers(text: ForeignText) -> bool:
    """Whether speakers are written into a text that has no labels of its own."""
    return bool(_speakers(text))


def _at_lines(words: str, known: Iterable[tuple[int, T]]) -> dict[int, T]:
    """What is known of places, by the start of the line that begins there; the first of several."""
    found: dict[int, T] = {}
    for place, what in sorted(known, key=lambda each: each[0]):
        place = _after(_SPACES, words, place)
        start = words.rfind("\n", 0, place) + 1
        if place < len(words) and place <= _after(_LABEL, words, start):
            found.setdefault(start, what)
    return found


def _speakers(text: ForeignText) -> dict[int, str]:
    """By the start of a line, who begins to speak there; what is nobody's in between is the interviewer's.

    Who says the whole text is known without labels.
    """
    whole = len(text.text.strip())
    parts = [each for each in text.speakers if len(text.text[each[0] : each[1]].strip()) < whole]
    found: dict[int, str] = {}
    last = ""
    for line in _LINE.finditer(text.text) if parts and not _is_labelled(text.text) else ():
        place = _after(_SPACES, text.text, line.start())
        name = next((name for start, end, name in parts if start <= place < end), INTERVIEWER)
        if name != last:
            found[line.start()] = last = name
    return found


def _is_labelled(words: str) -> bool:
    return len(_LABELLED.findall(words)) > 1


def _after(pattern: re.Pattern[str], words: str, place: int) -> int:
    """Where what a pattern finds at a place ends; the place itself where it finds nothing."""
    found = pattern.match(words, place)
    return found.end() if found else place


def _clock(seconds: float) -> str:
    """As transcripts write it, with thousandths where there are some."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    written = f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
    return f"{written}.{thousandths:03d}" if thousandths else written
