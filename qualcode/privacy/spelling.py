"""The many spellings of one name: accents, vowel marks, hyphens, capitals, particles."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from qualcode.model.text import fold_character

_SINGLE = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015", "-")
    | dict.fromkeys("’ʼ`", "'")
)
"""Letters that are written otherwise without an accent that could be taken off; one dash and one apostrophe for all."""

_BETWEEN = r"\s\-'"
_PARTS = re.compile(rf"([{_BETWEEN}.]+)")


class Bare(NamedTuple):
    """A text without accents, vowel marks and what cannot be seen, and where each of its characters stood."""

    text: str
    origins: tuple[int, ...] | range
    """One more than there are characters: the last is the length of the text as it was."""


def bare(text: str) -> Bare:
    """`José Núñez` as `Jose Nunez`, أحمد as احمد, any dash as `-`; capitals and everything else stay."""
    if text.isascii():
        return Bare(text.translate(_SINGLE), range(len(text) + 1))
    letters = {character: _bare_character(character) for character in set(text)}
    pieces = [letters[character] for character in text]
    if all(len(letter) == 1 for letter in letters.values()):
        return Bare("".join(pieces), range(len(text) + 1))
    origins = [place for place, piece in enumerate(pieces) for _ in piece]
    return Bare("".join(pieces), (*origins, len(text)))


@lru_cache(maxsize=4096)
def _bare_character(character: str) -> str:
    if character == "\u0640" or unicodedata.category(character) == "Cf" or character == "\u00ad":
        return ""
    kept = "".join(
        letter for letter in unicodedata.normalize("NFD", character) if unicodedata.category(letter) != "Mn"
    ).translate(_SINGLE)
    return "".join(fold_character(letter) if letter.isalnum() else letter for letter in kept)


def is_arabic(name: str) -> bool:
    """Whether it begins with an Arabic letter."""
    return "\u0600" <= name[:1] <= "\u06ff"


def name_expression(name: str, *, as_written: bool = False) -> str:
    """An expression for a name in a bare text: its words apart, joined or hyphened, in Arabic with particles.

    `as_written` keeps its capitals, or takes capitals alone or at the start of each word; else any.
    """
    plain = bare(name).text
    body = _body(plain)
    if is_arabic(name):
        # The name of إلهام begins with these letters too; its alef is another one.
        with_article = rf"(?:[وف]?[بك]?ال|[وف]?لل){_body(plain[2:])}"
        body = with_article if _has_article(name, plain) else rf"[وف]?[بلك]?(?:ال)?{body}"
    if not as_written:
        return f"(?i:{body})"
    ways = (body, _body(plain.upper()), _body(plain.title()))
    return body if ways[1] == body else f"(?:{'|'.join(dict.fromkeys(ways))})"


def held_by(name: str) -> str:
    """Letters that a bare text with the name in some spelling has, its case folded: without them none is looked for."""
    plain = bare(name).text
    words = _PARTS.sub(" ", plain[2:] if _has_article(name, plain) else plain).split()
    return max(words, key=len, default="").casefold()


def _has_article(name: str, plain: str) -> bool:
    return name.startswith("ال") and len(plain) > len("ال") + 2


def _body(plain: str) -> str:
    """Words with room for what may stand between them; a dot only where the name has one."""
    words = _PARTS.split(plain.strip())
    return "".join(
        (rf"[{_BETWEEN}.]*" if "." in part else rf"[{_BETWEEN}]*") if _PARTS.fullmatch(part) else re.escape(part)
        for part in words
        if part
    )
