"""The language of a text, told from a stretch of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from qualcode.model.small_words import told_by_small_words
from qualcode.model.text import beyond_ascii

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "ar": "Arabic",
        "en": "English",
        "es": "Spanish",
        "fr": "French",
        "ku": "Kurdish",
        "ckb": "Kurdish",
        "pt": "Portuguese",
    }
)
"""What the languages of interviews are called in English, by their codes."""

_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the and of to that it is you was for in we they so but have with this not are i a be what do there on if as",
    )
)
_BETWEEN_SPACES = (" the ", " and ", " to ", " of ", " it ", " a ", " that ", " you ", " we ", " in ", " is ", " they ")
_OTHER_SCRIPTS = frozenset(
    {"ar", "fa", "ur", "ps", "ckb", "he", "ru", "uk", "bg", "sr", "el", "hi", "bn", "am", "zh", "ja", "ko", "th"}
)
_CALLED = MappingProxyType({"zxx": "", "sdh": "ckb", "ary": "ar", "arz": "ar"})
"""What the classifier calls otherwise: no language, Kurdish as it is written in Iraq, Arabic as it is spoken."""
_SAMPLE = 3000
_SHORTEST = 20
_PASSAGE = 60
_WORDS = 12
_SOON = 200
"""Characters that hold enough letters, mostly."""
_LATIN = re.compile(r"[a-zA-ZÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]+")


def guess_language(text: str) -> str:
    """The language of a text by its code (`en`, `ar` …); empty where there is too little text to tell."""
    middle = max(0, len(text) // 2 - _SAMPLE // 2)
    sample = text[middle : middle + _SAMPLE]
    if _n_letters(sample[:_SOON]) < _SHORTEST and _n_letters(sample) < _SHORTEST:
        return ""
    # Most transcripts are English, and looking for its small words spares loading the language models.
    return "en" if _is_english(sample, 0.18) else _classified(sample)


def passage_languages(text: str, places: Iterable[tuple[int, int]], language: str) -> list[str]:
    """The language of each passage, by start and end, of a text in `language`, as `passage_language` tells it."""
    if not is_latin_written(language) or not _has_latin_letters_alone(text):
        return [passage_language(text[start:end], language) for start, end in places]
    if language != "en":  # which alone is looked for within a script
        return [language for _ in places]
    return [_english_or_not(text[start:end]) if end - start >= _PASSAGE else language for start, end in places]


def passage_language(text: str, language: str) -> str:
    """The language of a passage in a document of `language`: another one only where the passage clearly is in it."""
    if len(text) < _SHORTEST:
        return language
    if not is_latin_written(language) or not _has_latin_letters_alone(text):
        letters = _n_letters(text)
        latin = len(_LATIN.findall(text))
        if letters >= _SHORTEST and (latin * 2 < letters) == is_latin_written(language):
            return guess_language(text) or language
    return _english_or_not(text) if language == "en" and len(text) >= _PASSAGE else language


def _english_or_not(text: str) -> str:
    """The language of a passage of some length in an English document."""
    if text.count(" ") >= _WORDS and not _is_english(text, 0.05):
        return _classified(text) or "en"
    return "en"


def _is_english(text: str, share: float) -> bool:
    if _is_plainly_english(text, share):
        return True
    words = text.casefold().split()
    return sum(1 for word in words if word.strip(".,?!;:\"'“”’()") in _ENGLISH) > len(words) * share


def _is_plainly_english(text: str, share: float) -> bool:
    """Whether a few of its small words, as they stand between spaces, are enough: so it is mostly, and quickly told."""
    n_spaces = text.count(" ") + text.count("\n")
    if not text.isascii():
        n_spaces += len(text.encode("utf-8", "surrogatepass")) - len(text)
    enough = (n_spaces + 1) * share  # of more words than there can be
    n = 0
    for word in _BETWEEN_SPACES:
        n += text.count(word)
        if n > enough:
            return True
    return False


def _n_letters(text: str) -> int:
    return sum(map(len, _LETTER.findall(text)))


def _has_latin_letters_alone(text: str) -> bool:
    return text.isascii() or _not_latin().search(beyond_ascii(text)) is None


@cache
def _not_latin() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_a-zA-ZÀ-ɏ]")  # slow to compile, and most commands only name languages


def is_latin_written(language: str) -> bool:
    """Whether a language is written in Latin letters."""
    return language not in _OTHER_SCRIPTS


def _classified(text: str) -> str:
    if language := told_by_small_words(text):
        return language
    from py3langid.langid import classify  # whose model takes half a second and a hundred megabytes to load

    language = str(classify(text)[0])
    return _CALLED.get(language, language)
