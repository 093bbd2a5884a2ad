"""The language of a text, told from a stretch of it."""

from __future__ import annotations

import re

from qualcode.readers.label_words import words

_ENGLISH = words("the and of to that it is you was for in we they so but have with this not are")
_SAMPLE = 3000


def guess_language(text: str) -> str:
    """`en`, `ar` …; empty where there is too little to tell."""
    middle = max(0, len(text) // 2 - _SAMPLE // 2)
    sample = text[middle : middle + _SAMPLE]
    words = re.findall(r"[^\W\d_]+", sample)
    if sum(len(word) for word in words) < 20:
        return ""
    # Most transcripts are English, and looking for its small words spares loading the language models.
    if sum(1 for word in words if word.casefold() in _ENGLISH) > len(words) * 0.18:
        return "en"
    from py3langid.langid import classify

    return str(classify(sample)[0])
