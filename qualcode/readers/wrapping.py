"""Line ends that are mere wrapping, as against those that end a paragraph."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from qualcode.model.dictionary import is_english, look_up
from qualcode.model.naming import words

_END_SIGNS = frozenset(".?!…:;。؟۔।！？")
_CLOSING = "\"'”’»)]"
_BULLET = re.compile(r"\s*(?:[-–—•*·▪◦‣]|\(?[a-z]\))\s")
_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s")
_ENDS_IN_HYPHEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-‐]\s*\Z")
FIRST_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = words("er ers est ly ness ing ings ed en ened ening tion tions sion sions ment ments ity ities ies ful")
"""No words of their own."""
_ENDS_STATEMENT = re.compile(r"[.!…۔。][\"'”’»)\]]*\s*\Z")
_WIDEST, _NARROW = 160, 60


class Divided:
    """Tells words that a line's end divides from those with a hyphen, by the words of the document and the English
    dictionary; where neither knows the word without a hyphen, the hyphen stays."""

    def __init__(self, text: str) -> None:
        self._words = frozenset(word.casefold() for word in FIRST_WORD.findall(text))
        written = (word.casefold() for word in re.findall(r"\w+(?:-\w+)+", text))
        self._hyphenated = frozenset("-".join(pair) for word in written for pair in itertools.pairwise(word.split("-")))

    def prepare(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Look all of them up at once, which takes no longer than for one."""
        look_up({f"{left}{right}".casefold() for left, right in pairs})

    def is_one_word(self, left: str, right: str) -> bool:
        """Whether the parts are one word without a hyphen: `co` and `ordinate`; not `long` and `term`."""
        if not right[:1].islower() or self.has_hyphen(left, right):
            return False
        joined = f"{left}{right}".casefold()
        return joined in self._words or right in _ENDINGS or (joined.isascii() and is_english(joined))

    def has_hyphen(self, left: str, right: str) -> bool:
        """Whether the document writes the parts with a hyphen elsewhere."""
        return f"{left}-{right}".casefold() in self._hyphenated


def wrap_width(lines: Sequence[str]) -> int:
    """The width a text was wrapped at, 0 where each line is a paragraph."""
    lengths = sorted(map(len, filter(str.strip, lines)))
    if len(lengths) < 4:
        return 0
    widest = lengths[-1 - len(lengths) // 200]
    near = len(lengths) - bisect_left(lengths, widest * 0.85)
    share = 0.1 if widest >= _NARROW else 0.4  # a list of short lines is no narrow column
    if 35 <= widest <= _WIDEST and near >= max(3, len(lengths) * share):
        return widest
    return 0


def may_be_heading(line: str) -> bool:
    """Whether it ends as no statement does: a title, or a question."""
    return _ENDS_STATEMENT.search(line) is None


def ends_sentence(line: str) -> bool:
    """Whether the line ends with a sentence's mark."""
    return line.rstrip().rstrip(_CLOSING)[-1:] in _END_SIGNS


def goes_on_below(line: str, width: int) -> bool:
    """Whether a line is about full and its sentence is not at its end."""
    return not ends_sentence(line) and len(line.rstrip()) > width * 0.6


def word_before_hyphen(text: str) -> str:
    """The letters before the hyphen that a text ends in; empty where it ends in none."""
    if text.rstrip()[-1:] not in {"-", "‐"}:  # looked at first: nearly all end otherwise
        return ""
    found = _ENDS_IN_HYPHEN.search(text)
    return found[1] if found else ""


def continues(previous: str, following: str, width: int) -> bool:
    """Whether a line goes on where the line before it was broken."""
    previous, following = previous.rstrip(), following.lstrip()
    if not previous or not following:
        return False
    if following[0].islower() and following[1:2] != ")" and (previous[-1].isalnum() or not ends_sentence(previous)):
        return True
    begins_plainly = following[0].isalpha() and following[1:2] != ")"
    if not begins_plainly and _BULLET.match(following):
        return False
    if not begins_plainly and _NUMBERED.match(following) and (ends_sentence(previous) or _BULLET.match(previous)):
        return False
    if following[0].islower() and not ends_sentence(previous):
        return True
    if not width:
        return False
    word = following.split(None, 1)[0]
    if len(previous) + 1 + len(word) > width * 0.88:
        return True
    return goes_on_below(previous, width)
