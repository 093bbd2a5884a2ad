"""What stands above the first turn of who the letters are: `Interviewer (I) Informant (X)`."""

from __future__ import annotations

import re

from qualcode.model.document import Document
from qualcode.model.naming import fold
from qualcode.readers.speakers import label_words

_WORD_FIRST = re.compile(r"([^\W\d_][\w' -]{2,30}?)\s*(?:[:=–-]\s*|\(\s*)([A-Z]{1,3}\d{0,2})\b\)?")
_LETTERS_FIRST = re.compile(r"\b([A-Z]{1,3}\d{0,2})\s*(?:[:=–-])\s*([^\W\d_][\w' -]{2,30})")
_IN_CHAT_FORMAT = re.compile(
    r"(?:@Participants:|,)\s*([A-Z][A-Z0-9]{1,2})(?: \w+)?? ([A-Z][a-z]+)\s*(?=,|$)", re.MULTILINE
)
"""`@Participants: INV Dana Investigator, PAR Participant`, as transcripts for CLAN have it."""


def read_legend(document: Document) -> dict[str, str]:
    """What kind of label the letters are, by the folded letters; empty where nothing is said of them."""
    found: dict[str, str] = {}
    for turn in document.turns[:4]:
        if turn.speaker:
            break
        text = document.text[turn.start : turn.end]
        pairs = [(m[2], m[1]) for m in _IN_CHAT_FORMAT.finditer(text)] if "@Participants:" in text else []
        pairs += [(m[1], m[2]) for m in _WORD_FIRST.finditer(text)]
        pairs += [(m[2], m[1]) for m in _LETTERS_FIRST.finditer(text)]
        for word, letters in pairs:
            kind = label_words.kind(word)
            if kind and len(word) > 3:
                found.setdefault(fold(letters), kind)
    return found
