"""Capitals without their accents: ECOLE and Ecole for école."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=65536)
def without_accents(form: str) -> str:
    """A form as people write it in capitals; ñ is another letter and stays."""
    if form.isascii():
        return form
    return "".join(map(_bare, form))


def capitals_of(form: str) -> tuple[str, ...]:
    """How a form may be written where capitals have no accents: in capitals, or beginning with one."""
    bare = without_accents(form)
    return tuple(dict.fromkeys(each for each in (bare, bare[:1] + form[1:]) if each != form))


def stand_in_capitals(form: str, words: str) -> bool:
    """Whether every letter that lacks its accent is a capital in the words of a transcript."""
    letters = [letter for letter in form if letter.isalnum()]
    written = [letter for letter in unicodedata.normalize("NFC", words) if letter.isalnum()]
    return len(letters) == len(written) and all(
        given.isupper() or given.lower() == letter for letter, given in zip(letters, written, strict=True)
    )


@lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    """A Latin letter without its accent."""
    first = unicodedata.normalize("NFD", letter)[0]
    return first if first.isascii() and letter != "ñ" else letter
