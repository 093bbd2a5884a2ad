"""Times as transcripts write them: `[00:10]`, `(0:03:14.5)`, `00:00:01,000`, `[9:30 AM]`."""

from __future__ import annotations

import re

_CLOCK = r"\d{1,3}:\d{2}(?::\d{2}(?:[:;]\d{2}(?!\d))?)?(?:[.,]\d{1,3}|-\d(?=#))?(?:\s?[AaPp]\.?[Mm]\.?(?![A-Za-z]))?"
_RANGE = rf"{_CLOCK}(?:\s*(?:-->|->|-|–|—|to)\s*{_CLOCK})?"
_SQUARE = rf"\[\s*{_RANGE}\s*\]|\{{\s*{_RANGE}\s*\}}|#{_RANGE}#"
TIME = rf"(?:{_SQUARE}|\(\s*{_RANGE}\s*\)|<\s*{_RANGE}\s*>|{_RANGE}(?!\d|:\d))"
"""A time, bracketed or bare, perhaps with its end, tenths (`#00:01:02-3#`) or frames (`[00:01:02:14]`)."""

BRACKETED = re.compile(rf"(?:{_SQUARE}|\(\s*\d{{1,2}}:\d{{2}}:\d{{2}}(?:[.,]\d{{1,3}})?\s*\))")
"""A time that can stand in the middle of a sentence and is no part of it. `(10:30)` may be; `(00:10:30)` is not."""

AT_END = re.compile(rf"(?:\A|\s+){TIME}\s*\Z")
"""A time behind the last word of a paragraph, as some programs write it where a turn ends."""

ALONE = re.compile(rf"\s*{TIME}\s*\Z")
"""A line that is a time and nothing else."""

_FIRST = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2}))?(?:[.,](\d{1,3}))?(\s?[AaPp]\.?[Mm])?")


def seconds(written: str) -> float | None:
    """Seconds from the start of the recording; None for a time of day and for what is no time at all."""
    found = _FIRST.search(written)
    if found is None or found[5]:
        return None
    first, second, third = int(found[1]), int(found[2]), found[3]
    if second > 59 or (third is not None and int(third) > 59):
        return None
    whole = first * 60 + second if third is None else first * 3600 + second * 60 + int(third)
    return whole + (float(f"0.{found[4]}") if found[4] else 0.0)


def is_time(written: str) -> bool:
    """Whether it can be a time: `[99:99]` and `[13:00 PM]` cannot."""
    found = _FIRST.search(written)
    if found is None:
        return False
    if found[5]:
        return 1 <= int(found[1]) <= 12 and int(found[2]) < 60
    return seconds(written) is not None
