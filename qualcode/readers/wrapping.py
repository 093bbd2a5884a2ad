"""Line ends that are mere wrapping, as against those that end a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ENDS_SENTENCE = re.compile(r"[.?!…:;。؟۔।！？][\"'”’»)\]]*\s*\Z")
_BULLET = re.compile(r"\s*(?:[-–—•*·▪◦‣]|\(?[a-z]\))\s")
_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s")
_WIDEST, _NARROW = 160, 60


def wrap_width(lines: Sequence[str]) -> int:
    """The width a text was wrapped at, 0 where each line is a paragraph."""
    lengths = sorted(len(line) for line in lines if line.strip())
    if len(lengths) < 4:
        return 0
    widest = lengths[-1 - len(lengths) // 200]
    near = sum(1 for length in lengths if length >= widest * 0.85)
    share = 0.1 if widest >= _NARROW else 0.4  # a list of short lines is no narrow column
    if 35 <= widest <= _WIDEST and near >= max(3, len(lengths) * share):
        return widest
    return 0


def ends_sentence(line: str) -> bool:
    """Whether the line ends with a sentence's mark."""
    return _ENDS_SENTENCE.search(line) is not None


def continues(previous: str, following: str, width: int) -> bool:
    """Whether a line goes on where the line before it was broken."""
    previous, following = previous.rstrip(), following.lstrip()
    if not previous or not following or _BULLET.match(following):
        return False
    if _NUMBERED.match(following) and (ends_sentence(previous) or _BULLET.match(previous)):
        return False
    if following[0].islower() and not ends_sentence(previous):
        return True
    if not width:
        return False
    word = following.split(None, 1)[0]
    if len(previous) + 1 + len(word) > width * 0.88:
        return True
    return not ends_sentence(previous) and len(previous) > width * 0.6
