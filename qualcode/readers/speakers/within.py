"""A label in the middle of a line: `… that we haveInterviewer 1: Great`."""

from __future__ import annotations

import re

from qualcode.readers.speakers import label_words

_ENDS = frozenset('.?!…"”’»)]-–—')


class LabelsWithin:
    """Finds the labels of one document anywhere in its lines."""

    def __init__(self, labels: set[str]) -> None:
        usable = sorted((label for label in labels if len(label) > 1 or label.isupper()), key=len, reverse=True)
        names = "|".join(map(re.escape, usable))
        self._pattern = re.compile(rf"(?:(?<=\W)|(?<=[a-zß-ÿ]))({names})\s*[:：](?=\s)") if usable else None

    def split(self, text: str) -> list[tuple[str, str]]:
        """A line's words under no label, then those of whoever interrupts within it."""
        if self._pattern is None or ":" not in text:
            return [("", text)]
        pieces, speaker, start = [], "", 0
        for found in self._pattern.finditer(text):
            if _is_label(text, found):
                pieces.append((speaker, text[start : found.start()].strip()))
                speaker, start = found[1], found.end()
        pieces.append((speaker, text[start:].strip()))
        return pieces


def _is_label(text: str, found: re.Match[str]) -> bool:
    """`… that we haveInterviewer 1: Great` and `Yes. Dan: Okay` begin a turn; `I asked Dan: why` does not."""
    label, before = found[1], text[: found.start()]
    if not before.strip():
        return False
    if before[-1].islower():
        return len(label) > 3 and label[0].isupper()
    if before[-1].isspace():
        known = bool(label_words.kind(label)) and len(label_words.base(label)) > 4
        return before.rstrip()[-1] in _ENDS or (known and label[0].isupper())
    return before[-1] in _ENDS
