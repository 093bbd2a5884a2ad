"""Times as transcripts write them: `[00:10]`, `(0:03:14.5)`, `00:00:01,000`, `[1m 10s]`, `[12.5]`, `[9:30 AM]`."""

from __future__ import annotations

import re

from qualcode.model.late import late

_CLOCK = (
    r"(?:\d{1,2}:\d{1,2}:\d{1,2}\.\d{1,3}"  # 0:0:4.12, as Teams once wrote
    r"|\d{1,3}:\d{2}(?::\d{2}(?:[:;]\d{2}(?!\d))?)?(?:[.,]\d{1,3}|-\d(?=#))?(?:\s?[AaPp]\.?[Mm]\.?(?![A-Za-z]))?)"
)
_IN_WORDS = (
    r"(?:\d{1,2}\s*(?:hours?|hrs?|heures?|horas?|[Ss]tunden?|ساعات|ساعة)[\s,]*(?:and|et|y|und|و)?\s*)?"
    r"\d{1,3}\s*(?:minutes?|mins?|minutos?|[Mm]inuten?|دقائق|دقيقة)[\s,]*(?:and|et|y|und|و)?\s*"
    r"\d{1,2}\s*(?:seconds?|secs?|secondes?|segundos?|[Ss]ekunden?|ثوان|ثوانٍ|ثانية)(?![^\W\d_])"
)
"""`1 hour 2 minutes 3 seconds`, as Teams spells them."""
_SPELT = r"(?:\d{1,2}\s?h\s?)?\d{1,3}\s?m(?:in)?\s?\d{1,2}\s?s(?:ec)?"
_PRIMES = r"\d{1,3}\s?['’′]\s?[0-5]\d\s?(?:[\"”″]|''|’’)"
"""`1'03"`, as transcribers write minutes and seconds by hand."""
_TO = r"\s*(?:-->|->|-|–|—|to)\s*"
_RANGE = rf"{_CLOCK}(?:{_TO}{_CLOCK})?"
_SQUARE = rf"\[\s*(?:{_RANGE}|{_SPELT}|{_PRIMES})\s*\]|\{{\s*{_RANGE}\s*\}}|#{_RANGE}#"
_COUNTED = rf"\[\s*\d{{1,6}}\.\d{{1,3}}\s?s?(?:{_TO}\d{{1,6}}\.\d{{1,3}}\s?s?)?\s*\]"
_WORDED = rf"[\[(]?{_IN_WORDS}[\])]?(?:\s?{_CLOCK})?"
TIME = rf"(?:{_WORDED}|{_SQUARE}|{_COUNTED}|\(\s*(?:{_RANGE}|{_PRIMES})\s*\)|<\s*{_RANGE}\s*>|{_RANGE}(?!\d|:\d))"
"""A time, bracketed or bare, perhaps with its end, tenths (`#00:01:02-3#`) or frames (`[00:01:02:14]`); in square
brackets also spelt out or as a number of seconds."""

BRACKETED = late(rf"(?:{_SQUARE}|\(\s*\d{{1,2}}:\d{{2}}:\d{{2}}(?:[.,]\d{{1,3}})?\s*\))")
"""A time that can stand in the middle of a sentence and is no part of it. `(10:30)` may be; `(00:10:30)` is not."""

AT_END = late(rf"(?:\A|\s+){TIME}\s*\Z")
"""A time behind the last word of a paragraph, as some programs write it where a turn ends."""

ALONE = late(rf"\s*{TIME}\s*\Z")
"""A line that is a time and nothing else."""

_FIRST = late(r"(\d{1,3}):(\d{1,2})(?::(\d{1,2}))?(?:[.,](\d{1,3}))?(\s?[AaPp]\.?[Mm])?")
_SPELT_PARTS = late(r"\[\s*(?:(\d{1,2})\s?h\s?)?(\d{1,3})\s?m(?:in)?\s?(\d{1,2})\s?s")
_WORDS_PARTS = late(r"\D*?(\d+)\D+(\d+)(?:\D+(\d+))?\D*\Z")
_PRIMES_PARTS = late(r"\W*(\d{1,3})\s?['’′]\s?(\d\d)")
_SECONDS = late(r"\[\s*(\d{1,6}\.\d{1,3})")


def stands_alone(line: str) -> bool:
    """Whether a line is a time and nothing else."""
    return may_begin(line) and ALONE.match(line) is not None


def may_begin(line: str) -> bool:
    """Whether a time may stand where a line begins, told by its first character alone."""
    first = line.lstrip()[:1]
    return first.isdecimal() or (first != "" and first in "[({<#")


def seconds(written: str) -> float | None:
    """Seconds from the start of the recording; None for a time of day and for what is no time at all."""
    found = _FIRST.search(written)
    if found is None:
        return _spelt_or_counted(written)
    if found[5]:
        return None
    first, second, third = int(found[1]), int(found[2]), found[3]
    if second > 59 or (third is not None and int(third) > 59):
        return None
    whole = first * 60 + second if third is None else first * 3600 + second * 60 + int(third)
    return whole + (float(f"0.{found[4]}") if found[4] else 0.0)


def is_time(written: str) -> bool:
    """Whether it can be a time: `[99:99]` and `[13:00 PM]` cannot."""
    found = _FIRST.search(written)
    if found is not None and found[5]:
        return 1 <= int(found[1]) <= 12 and int(found[2]) < 60
    return seconds(written) is not None


def _spelt_or_counted(written: str) -> float | None:
    """`[1h 2m 3s]`, `[1'03"]`, `1 minute 2 seconds`, `[62.5]`."""
    if found := _SPELT_PARTS.match(written):
        return int(found[1] or 0) * 3600.0 + int(found[2]) * 60 + int(found[3])
    if found := _PRIMES_PARTS.match(written):
        return int(found[1]) * 60.0 + int(found[2])
    if re.match(r"[(\[]?\s*" + _IN_WORDS, written):
        first, second, third = _WORDS_PARTS.match(written).groups()  # type: ignore[union-attr]
        whole = (int(first), int(second), int(third)) if third else (0, int(first), int(second))
        return whole[0] * 3600.0 + whole[1] * 60 + whole[2]
    found = _SECONDS.match(written)
    return float(found[1]) if found else None


def ends_bare(text: str) -> bool:
    """Whether a text ends with a time that may be part of its sentence."""
    return AT_END.search(BRACKETED.sub("", text)) is not None


def without_times(text: str, *, at_end: bool) -> tuple[str, int]:
    """Take the times in brackets out of a text, and with `at_end` the one it ends with; also how many there were."""
    text, n = BRACKETED.subn(" ", text)
    if at_end:
        text, n_ends = AT_END.subn("", text)
        n += n_ends
    return (re.sub(r" {2,}", " ", text).strip() if n else text), n
