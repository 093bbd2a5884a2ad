"""The last check after reading: are the letters of the file in the turns, or in what was left out?"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from string import ascii_lowercase

from qualcode.model.late import late
from qualcode.model.text import beyond_ascii
from qualcode.readers import times

_FEWEST, _SHARE = 20, 0.005
"""So many letters, and so much of the file, may be missing before anybody is asked to look."""
_DIGIT = re.compile(r"\d")
_TIME = late(rf"(?=[\d\[({{<#]){times.TIME}")
"""Looking first whether a time may begin there spares trying each of its ways at every letter."""
_TIME_WORDS = late(r"\d+\s*(?:hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s|[ap]\.?m\.?)\b", re.IGNORECASE)
_COUNTS = late(r"(?<!\w)[^\W\d_]{1,3}\d{1,6}(?!\w)")
"""`L12` beside a line, `Q3` before a question."""
_NO_LETTERS = bytes(byte for byte in range(128) if not chr(byte).isalpha())
_PRESENTATION = re.compile("[\ufb00-\ufdff\ufe70-\ufeff]")


def are_all_there(source: str, labels: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether the letters of a file are, in their order, those of what was read in it: labels and turns in turn, or
    turns alone where labels begin other lines as well.

    So it is with most files, and is told many times as quickly as by counting.
    """
    lines = f"\n{source}"
    for label in set(filter(None, labels)):
        lines = lines.replace(f"\n{label}:", "\n")
    if _letters_in_order(lines) == _letters_in_order("".join(texts)):
        return True
    in_turn = "".join(chain.from_iterable(zip(labels, texts, strict=True)))
    return _letters_in_order(source) == _letters_in_order(in_turn)


def _letters_in_order(text: str) -> bytes:
    """Letters as they are written; of other scripts signs too."""
    return text.encode("utf-8", "surrogatepass").translate(None, _NO_LETTERS)


def doubt_about_letters(source: str, kept: Iterable[str], labels: Sequence[str]) -> list[str]:
    """Say how many letters of a file are missing; nothing where they are few.

    `source` is the plain text of the file, had in the crudest way there is; `kept` are the texts made of it and what
    was knowingly left out, `labels` those of all turns. Labels and times may stand in the file more often.
    """
    if not source:
        return []
    of_source, held = _letters(source), Counter[str]()
    for text in kept:
        held.update(_letters(text))
    allowed = max(_FEWEST, int(of_source.total() * _SHARE))
    n = (of_source - held - _letters("".join(labels))).total()
    if n > allowed:
        n = (of_source - held - _of_labels_and_times(source, labels)).total()
    return [f"about {_round(n):,} letters of the file are in no turn"] if n > allowed else []


def _of_labels_and_times(source: str, labels: Iterable[str]) -> Counter[str]:
    folded, found = source.casefold(), Counter[str]()
    for label in set(labels):
        written = re.escape(label.casefold())
        # What stands before it is looked at last: a pattern that begins with letters is found many times as quickly.
        n = len(re.findall(rf"{written}(?<!\w{written})(?!\w)", folded)) if label else 0
        found.update({letter: n * count for letter, count in _letters(label).items()})
    for pattern in (_TIME, _TIME_WORDS, _COUNTS) if _DIGIT.search(source) else ():
        for match in pattern.finditer(source):
            found.update(_letters(match.group()))
    return found


def _letters(text: str) -> Counter[str]:
    """How often each letter stands in a text, in any case and form."""
    if _PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    small = text.encode("utf-8", "surrogatepass").lower()  # of ASCII alone, whose letters are counted many at a time
    found = Counter({letter: n for letter in ascii_lowercase if (n := small.count(letter.encode()))})
    if not text.isascii():
        found.update(character for character in beyond_ascii(text).casefold() if character.isalpha())
    return found


def _round(n: int) -> int:
    """A number with its first two digits, since it is only about so many."""
    step = int("1" + "0" * max(0, len(str(n)) - 2))
    return round(n / step) * step
