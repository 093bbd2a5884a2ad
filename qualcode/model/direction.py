"""The direction a passage is written in."""

from __future__ import annotations

import re
import unicodedata

_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Of a script that runs from right to left: Arabic, Hebrew and their neighbours."""


def is_right_to_left(text: str) -> bool:
    """Tell whether a passage is written from right to left: its first letter with a direction decides.

    Digits, punctuation, smileys and direction overrides decide nothing, and a text without letters runs from left to
    right. It is Unicode's rule for the first paragraph, by which browsers go where a page says `dir="auto"`.
    """
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def holds_right_to_left(text: str) -> bool:
    """Tell whether a letter that is written from right to left stands anywhere in a text."""
    return _LETTER.search(text) is not None
