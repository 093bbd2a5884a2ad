"""What reading changed or left out, counted and put in words for the import report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

TIDIED: Mapping[str, str] = {
    "timestamps taken out of the text": "timestamp taken out of the text",
    "line numbers taken out of the text": "line number taken out of the text",
    "labels without words left out": "label without words left out",
    "lines with a repeated label joined to their turn": "line with a repeated label joined to its turn",
    "broken lines joined": "broken line joined",
    "labels found in the middle of a line": "label found in the middle of a line",
    "line ends made alike": "line end made alike",
    "runs of spaces made one space": "run of spaces made one space",
    "invisible characters dropped": "invisible character dropped",
    "soft hyphens dropped": "soft hyphen dropped",
    "letters composed (NFC)": "letter composed (NFC)",
    "byte order marks dropped": "byte order mark dropped",
    "lines printed on both sides of a page break read once": "line printed on both sides of a page break read once",
    "lines of captions that only came back read once": "line of captions that only came back read once",
    "hyphens at line ends resolved": "hyphen at a line end resolved",
    "cells with HTML turned into plain text": "cell with HTML turned into plain text",
}
"""What changes no word, for many and for one."""

PHRASES: Mapping[str, str] = {
    "terminal control sequences dropped": "terminal control sequence dropped",
    "direction controls dropped": "direction control dropped",
    "control characters dropped": "control character dropped",
    "tracked insertions read": "tracked insertion read",
    "tracked deletions left out": "tracked deletion left out",
    "tracked changes: insertions read, deletions left out": "tracked change: insertion read, deletion left out",
    "moved stretches read where they were moved to": "moved stretch read where it was moved to",
    "comments left out": "comment left out",
    "footnotes left out": "footnote left out",
    "stretches of hidden text left out": "stretch of hidden text left out",
    "page headers, footers and numbers left out": "page header, footer or number left out",
    "turns of several people at once are nobody's": "turn of several people at once is nobody's",
    **TIDIED,
}
"""All that is counted."""

_PLURALS = {one: many for many, one in PHRASES.items()}


def phrases(counts: Mapping[str, int]) -> tuple[str, ...]:
    """`3 soft hyphens dropped`, `1 comment left out`; nothing where nothing was found."""
    return tuple(phrase(n, what) for what, n in counts.items() if n)


def is_tidying(note: str) -> bool:
    """Whether a note tells of a change that an evaluator need not think about."""
    what = re.sub(r"^[\d,]+ ", "", note)
    return what in TIDIED or what in TIDIED.values()


def phrase(n: int, what: str) -> str:
    """A number with its phrase."""
    return f"{n:,} {PHRASES.get(what, what) if n == 1 else what}"


def collate(notes: Mapping[str, tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
    """The notes on several files, alike ones added up, each with the names of its files."""
    sums: Counter[str] = Counter()
    files: dict[str, dict[str, None]] = {}
    for name, found in notes.items():
        for note in found:
            number, _, what = note.partition(" ")
            number = number.replace(",", "")
            what = _PLURALS.get(what, what) if number.isdecimal() else note
            sums[what] += int(number) if number.isdecimal() else 0
            files.setdefault(what, {})[name] = None
    return [(phrase(sums[what], what) if sums[what] else what, tuple(names)) for what, names in files.items()]
