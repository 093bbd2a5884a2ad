"""Which words a passage must hold before parsing it for token patterns can be of use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from qualcode.model.text import words_of
from qualcode.suggesters.rules.forms import expand_word

_AS_WRITTEN = ("LOWER", "ORTH", "TEXT")
_OPTIONAL = ("?", "*", "!")
_STEM = 3
"""So many letters a form shares with its lemma, unless the dictionary knows it: lack, lacked; go, went."""

_IRREGULAR = words_of("be have do will would can could shall should may might must not i we he she they that this")
"""Lemmas with forms that no dictionary of inflections lists."""


def needed_words(patterns: Sequence[Sequence[Mapping[str, Any]]]) -> re.Pattern[str] | None:
    """Words of which one must stand in a passage for any pattern to match; None where any passage may match.

    Of each pattern the token is taken that names its words most exactly. The search is for beginnings of words in lower
    case: it may let a passage through for nothing, and keeps none back.
    """
    needed: dict[str, None] = {}
    for pattern in patterns:
        choices = [words for token in pattern if (words := _words_of_token(token))]
        if not choices:
            return None
        needed.update(dict.fromkeys(max(choices, key=lambda words: min(map(len, words)))))
    return re.compile("|".join(map(re.escape, sorted(needed)))) if needed else None


def _words_of_token(token: Mapping[str, Any]) -> tuple[str, ...]:
    """Words of which the token must be one; empty where it may be anything, or nothing."""
    plain = {str(key).upper(): value for key, value in token.items()}
    operator = str(plain.get("OP", "1"))
    if operator in _OPTIONAL or operator.startswith(("{0", "{,")):
        return ()
    for name in _AS_WRITTEN:
        if words := _named(plain.get(name)):
            return tuple(word.lower() for word in words)
    forms = [_forms_of_lemma(lemma.lower()) for lemma in _named(plain.get("LEMMA"))]
    return tuple(form for some in forms for form in some) if all(forms) else ()


def _named(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Mapping) and isinstance(value.get("IN"), Sequence):
        return tuple(map(str, value["IN"]))
    return ()


def _forms_of_lemma(lemma: str) -> tuple[str, ...]:
    """The beginning regular forms share with it, and the forms that do not: go, went. None where unknown."""
    if len(lemma) < _STEM - 1 or lemma in _IRREGULAR:
        return ()
    stem = lemma[:_STEM] if len(lemma) > _STEM else lemma[: max(1, len(lemma) - 1)]
    return (stem, *(form for form in expand_word(lemma, "en") if not form.startswith(stem)))
