"""Positions in a text, and a folded copy of it to look words up in, with the way back."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from operator import add
from typing import NamedTuple

from qualcode.model.nouns import dataclass


class Span(NamedTuple):
    """A stretch of `Document.text`: code points, half open, as in a slice."""

    start: int
    end: int

    def within(self, text: str) -> str:
        """The words of the stretch."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as matching sees it: one spelling of every word, a space for everything between words.

    Lower case, composed, without invisible characters, tatweel and vowel marks; digits, and letters that writers of
    Arabic, Persian and Kurdish exchange, in one form. A run of
    white space, a hyphen and an apostrophe are one space each: "short-term" and "Short  Term" are the same.
    """

    text: str
    """Begins and ends with a space, so that whole words are words between spaces."""
    breaks: tuple[int, ...] = ()
    """Positions in `text` where the distance to the stored text changes; empty where folding changed no length."""
    shifts: tuple[int, ...] = ()
    """The distance from each break on."""
    length: int = 0
    """Of the stored text."""

    def span(self, start: int, end: int) -> Span:
        """Where a stretch of `text` (that begins and ends within a word) stands in the stored text."""
        if not self.breaks:
            return Span(start - 1, end - 1)
        return Span(self._origin(start), min(self._origin(end), self.length))

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the stored text that begins and ends with words stands in `text`, with a space around."""
        return max(0, self._place(start) - 1), self._place(end) + 1

    def _place(self, position: int) -> int:
        origins = list(map(add, self.breaks, self.shifts))
        place = bisect_right(origins, position)
        return position - (self.shifts[place - 1] if place else -1)

    def _origin(self, position: int) -> int:
        place = bisect_right(self.breaks, position)
        return position + (self.shifts[place - 1] if place else -1)


def fold_text(text: str, *, is_even: bool = False) -> Folded:
    """A copy of the text to look words up in. Plain text folds at the speed of copying it.

    Where the text `is_even` runs of white space need not be looked for.
    """
    if text.isascii():
        plain = text
    else:
        plain = text
        for odd, usual in _TYPOGRAPHIC:
            plain = plain.replace(odd, usual)
    if plain.isascii():
        if is_even or not _has_white_runs(plain):
            return Folded(f" {plain.translate(_ASCII)} ", length=len(text))
        rewritten, breaks, shifts = _rewrite(plain, _WHITE_RUNS.finditer(plain))
        return Folded(f" {rewritten.translate(_ASCII)} ", breaks, shifts, len(text))
    few = set(_CHANGES_LENGTH.findall(beyond_ascii(plain))) if is_even else set[str]()
    if is_even and not few:
        return Folded(f" {_fold_characters(plain)} ", length=len(text))
    changes = _changes_around(few, plain) if is_even else _LENGTHS.finditer(plain)
    rewritten, breaks, shifts = _rewrite(plain, changes)
    return Folded(f" {_fold_characters(rewritten)} ", breaks, shifts, len(text))


def folded_words(text: str) -> bytes:
    """The words of a text as `fold` spells them, in UTF-8, to ask whether one is there and not where.

    Between them anything may stand that is no part of a word.
    """
    if text.isascii():
        return text.encode().lower()
    beyond = beyond_ascii(text)
    if _CHANGES_LENGTH.search(beyond):
        return fold_text(text).text.encode()
    if all(fold_character(each.lower()) in (each, " ") for each in set(beyond)):
        return text.encode().lower()
    return _fold_characters(text).encode()


def fold_term(text: str) -> str:
    """A word or phrase of the codebook in the spelling that `fold` gives, without spaces around it."""
    return " ".join(fold_text(text).text.split())


_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_VOWELS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]")
"""Arabic vowel marks and tatweel, and a hamza on no letter that has one: written or not, the word is the same."""
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_WHITE_RUNS = re.compile(r"\s{2,}")
_RUNS = ("  ", "\t", "\r")
_SPACE_AT_LINE_END = re.compile(r"\n(?:(?<= \n)| )")
"""It begins with what is rare, the line's end, which is found many times as quickly."""
_RARE_SPACES = "\x0b\x0c\x1c\x1d\x1e\x1f"
_WHITE = re.compile(r"\s")
_UNEVEN = re.compile(r"[^\S\n]\s|\s[^\S\n]|[\t\r]")
_FORMS = "\ufb50-\ufdc7\ufe70-\ufefc"
"""Arabic letters and ligatures as a page shows them: PDFs give these."""
_SPECIAL = f"ßİŉǰΐΰևẖ-ẚﬀ-ﬆ{_FORMS}"
_JAMO = "\u1100-\u11ff"
_LENGTHS = re.compile(rf"\s{{2,}}|\S[{_INVISIBLE}\u0640{_MARKS}]+|[{_INVISIBLE}\u0640]+|[{_SPECIAL}]|[{_JAMO}]+")
"""Whatever changes a text's length when folded."""
_CHANGES_LENGTH = re.compile(f"[{_INVISIBLE}\u0640{_MARKS}{_SPECIAL}{_JAMO}]")
"""The characters by which it does, other than white space."""

_TYPOGRAPHIC = (
    ("’", "'"),
    ("‘", "'"),
    ("“", '"'),
    ("”", '"'),
    ("–", "-"),
    ("—", "-"),
    ("…", "."),
    ("\u00a0", " "),
    ("\u2011", "-"),
)
"""What word processors put into otherwise plain text, and something of the same length that folds alike."""

_ASCII = {code: chr(code).lower() if chr(code).isalnum() or chr(code) == "_" else " " for code in range(128)}
_ASCII_BYTES = bytes(range(128))
_ASCII_FOLDED = bytes(ord(_ASCII.get(byte, chr(byte))) for byte in range(256))

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳٵ", "ا"),
        **dict.fromkeys("ىیےۓۍێ", "ي"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ةہھەۀۂۃ", "ه"),
        **dict.fromkeys("ؤئ", "ء"),
        "ۆ": "و",
        "ڕ": "ر",
        "ڵ": "ل",
        **{chr(wide): chr(wide - 0xFEE0) for wide in range(ord("ａ"), ord("ｚ") + 1)},
    }
)
"""Letters that writers of Arabic, Persian and Kurdish exchange: by keyboard, by habit, and hamza by its seat; and Latin
ones of double width, as keyboards of East Asia have them."""


def has_even_spaces(text: str) -> bool:
    """Whether white space never stands beside white space, other than the empty lines between turns."""
    if _has_white_runs(text):
        return False
    return not _has_rare_spaces(text) or _UNEVEN.search(text) is None


def _has_rare_spaces(text: str) -> bool:
    has_one = any(space in text for space in _RARE_SPACES)
    return has_one or (not text.isascii() and _WHITE.search(beyond_ascii(text)) is not None)


def _has_white_runs(plain: str) -> bool:
    """Whether white space stands beside white space, for plain text, where it is quicker to tell."""
    return any(run in plain for run in _RUNS) or _SPACE_AT_LINE_END.search(plain) is not None


def _changes_around(few: Iterable[str], text: str) -> Iterator[re.Match[str]]:
    """Whatever changes an even text's length when folded, looked for where these characters stand: they are few."""
    done = 0
    for place in sorted(place for each in few for place in _places_of(each, text)):
        if place >= done:
            before = _LENGTHS.match(text, place - 1) if place > done else None  # a mark, and the letter that bears it
            if match := before or _LENGTHS.match(text, place):
                yield match
                done = match.end()


def _places_of(character: str, text: str) -> Iterator[int]:
    place = text.find(character)
    while place >= 0:
        yield place
        place = text.find(character, place + 1)


def _rewrite(text: str, changes: Iterable[re.Match[str]]) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    pieces: list[str] = []
    breaks: list[int] = []
    shifts: list[int] = []
    done, length = 0, 1
    for match in changes:
        start, end = match.span()
        new = _replacement(match.group())
        pieces.append(text[done:start])
        pieces.append(new)
        length += start - done + len(new)
        done = end
        breaks.append(length)
        shifts.append(done - length)
    pieces.append(text[done:])
    return "".join(pieces), tuple(breaks), tuple(shifts)


@lru_cache(maxsize=4096)
def _replacement(stretch: str) -> str:
    if stretch.isspace():
        return " "
    kept = "".join(character for character in stretch if not _is_invisible(character))
    if _FORM.search(kept):
        kept = unicodedata.normalize("NFKC", kept).replace(" ", "")
    return unicodedata.normalize("NFC", _VOWELS.sub("", unicodedata.normalize("NFC", kept)).casefold()).replace(
        "i\u0307", "i"
    )


_FORM = re.compile(f"[{_FORMS}]")
_INVISIBLE_CHARACTER = re.compile(f"[{_INVISIBLE}]")


def _is_invisible(character: str) -> bool:
    return _INVISIBLE_CHARACTER.match(character) is not None


def _fold_characters(text: str) -> str:
    folded = _to_bytes(text.lower()).translate(_ASCII_FOLDED)
    text = _from_bytes(folded)
    for character in sorted(set(_from_bytes(folded.translate(None, _ASCII_BYTES)))):
        new = fold_character(character)
        if new != character:
            text = text.replace(character, new)
    return text


def _to_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _from_bytes(text: bytes) -> str:
    return text.decode("utf-8", "surrogatepass")


@lru_cache(maxsize=65536)
def fold_character(character: str) -> str:
    """One character for one: letters, marks and digits stay, whatever stands between words is a space."""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isalnum() or character == "_":
        return character.translate(_LETTERS)
    return character if unicodedata.category(character)[0] == "M" else " "


def beyond_ascii(text: str) -> str:
    """Give what a text has besides ASCII, in its order: few characters in a language written in Latin letters."""
    return _from_bytes(_to_bytes(text).translate(None, _ASCII_BYTES))


def words_of(text: str) -> frozenset[str]:
    """A word list written as text."""
    return frozenset(text.split())


def n_words(text: str) -> int:
    """How many words a text has, as white space parts them."""
    return len(text.split())


@lru_cache(maxsize=2)  # asked of a text more than once while it is read
def has_single_spaces(text: str) -> bool:
    """Whether single spaces, line ends and empty lines are all its white space, so that they tell where words end."""
    return not (_has_white_runs(text) or "\n\n\n" in text or _has_rare_spaces(text))


def word_counter(text: str) -> Callable[[int, int], int]:
    """What counts the words of a stretch of a text: many times as quickly as `n_words` where spaces are single."""
    if not has_single_spaces(text):
        return lambda start, end: n_words(text[start:end])

    def count(start: int, end: int) -> int:
        if not 0 <= start < end <= len(text) or text[start].isspace() or text[end - 1].isspace():
            return n_words(text[start:end])
        if n_line_ends := text.count("\n", start, end):
            n_line_ends -= text.count("\n\n", start, end)
        return text.count(" ", start, end) + n_line_ends + 1

    return count
