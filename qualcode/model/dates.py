"""Dates as people write them, in the order of their days, and what cannot be told of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from qualcode.model.months import MONTHS
from qualcode.model.nouns import dataclass
from qualcode.model.text import fold_term
from qualcode.model.wording import some

_FEW = 4
_NUMBERS = re.compile(
    r"(?<!\d)(\d{1,4})\s?[-/.,\u060c\u066b\u2010-\u2014 ]\s?(\d{1,2})\s?[-/.,\u2010-\u2014 ]\s?(\d{1,4})(?!\d)"
)
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{4})")
_YEAR_AND_MONTH = re.compile(r"(\d{4})\s?[-/.]\s?(\d{1,2})")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\.?")
_TIME = re.compile(r"[t,]?\s*\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:z|[ap]\.?m\.?|[+-]\d{2}:?\d{2})?(?=\s|$)")
_SERIALS = range(20_000, 80_000)
"""Days since 1899 as spreadsheets count them: from 1954 to 2119."""
_ANCIENT = 1700
"""Before it a year is one of another calendar."""

_LONGEST = 8
"""Years by which one way to read dates may stretch a study beyond another before it is out of the question."""

Day = tuple[int, int, int]
"""Year, month and day; 0 for what is not written."""


class _Numbers(NamedTuple):
    """Three numbers, the year among them, of which the order has to be found out."""

    first: int
    second: int
    third: int
    is_short: bool
    """Whether the year is written with two digits, so that it may stand first."""

    def read(self, order: str) -> Day | None:
        """The day they mean in an order such as `dmy`; None where there is no such day."""
        said = dict(zip(order, self[:3], strict=True))
        year = said["y"] + (0 if not self.is_short else 2000 if said["y"] < 70 else 1900)
        return (year, said["m"], said["d"]) if _is_day(year, said["m"], said["d"]) else None


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates in the order of their days."""

    days: Mapping[str, Day] = field(default_factory=lambda: MappingProxyType({}))
    """By date as written; a date that cannot be read is left out."""
    doubts: tuple[str, ...] = ()
    """What cannot be told of them, a sentence each without its full stop."""

    def place(self, written: str) -> tuple[bool, Day]:
        """Something to sort by; what has no date that can be read comes last."""
        day = self.days.get(written.strip())
        return day is None, day or (0, 0, 0)


def read_dates(written: Iterable[str]) -> Dates:
    """Read dates that stand in one column, each in the light of the others: of `03/05/24` alone much remains open."""
    listed = list(dict.fromkeys(text.strip() for text in written if text.strip()))
    read = {text: _read(text) for text in listed}
    numbers = {text: what for text, what in read.items() if isinstance(what, _Numbers)}
    days = {text: what for text, what in read.items() if what is not None and not isinstance(what, _Numbers)}
    found, doubts = _in_one_order(numbers, days)
    days |= found
    unread = [text for text in listed if text not in days]
    if unread:
        doubts.append(f"dates that cannot be read come last: {some(unread, _FEW)}")
    if any(not day[0] for day in days.values()) and len(days) > 1:
        doubts.append(f"dates without a year: {some([text for text in days if not days[text][0]], _FEW)}")
    years = [day[0] for day in days.values() if day[0]]
    if years and min(years) < _ANCIENT <= max(years):
        doubts.append("dates of several calendars stand beside each other")
    return Dates(MappingProxyType(days), tuple(doubts))


def _in_one_order(numbers: Mapping[str, _Numbers], certain: Mapping[str, Day]) -> tuple[dict[str, Day], list[str]]:
    """Days of dates that are written as three numbers, in the one order that fits them all, if there is one."""
    if not numbers:
        return {}, []
    short = all(each.is_short for each in numbers.values())
    readings = [_readings(numbers, order) for order in (("dmy", "mdy", "ymd") if short else ("dmy", "mdy"))]
    fitting = [days for days in readings if len(days) == len(numbers)]
    if not fitting:
        mixed = {text: day for days in reversed(readings) for text, day in days.items()}
        example = some(list(numbers), _FEW)
        return mixed, [f"dates are written in several ways, the day first in some and the month in others: {example}"]
    chosen = min(fitting, key=_years)
    fitting = [days for days in fitting if _years(days) <= _years(chosen) + _LONGEST]
    together = [*numbers, *certain]
    doubts = []
    if any(_ranked({**certain, **days}, together) != _ranked({**certain, **chosen}, together) for days in fitting):
        first = next(iter(numbers))
        doubts.append(
            f"dates can be read with the day or the month first: {some(list(numbers), _FEW)}; "
            f"{first} is taken for {'-'.join(f'{part:02}' for part in chosen[first])}"
        )
    elif _taken_by_a_spreadsheet(chosen, certain):
        doubts.append(
            f"a spreadsheet may have exchanged day and month in some dates: {some(list(certain), _FEW)} "
            f"beside {some(list(numbers), _FEW)}"
        )
    return chosen, doubts


def _readings(numbers: Mapping[str, _Numbers], order: str) -> dict[str, Day]:
    return {text: day for text, each in numbers.items() if (day := each.read(order)) is not None}


def _ranked(days: Mapping[str, Day], texts: Sequence[str]) -> list[int]:
    places = sorted(set(days.values()))
    return [places.index(days[text]) for text in texts]


def _years(days: Mapping[str, Day]) -> int:
    """How many years pass from the first to the last."""
    return max(days.values())[0] - min(days.values())[0]


def _taken_by_a_spreadsheet(numbers: Mapping[str, Day], certain: Mapping[str, Day]) -> bool:
    """Whether those left as text have no other order: a spreadsheet takes `03/05` for March and leaves `25/05`."""
    left = all(day > 12 for _, _, day in numbers.values())
    return left and bool(certain) and all(0 < day <= 12 for _, _, day in certain.values())


def _read(text: str) -> Day | _Numbers | None:
    """A date by itself: a day, or numbers of which the order is open."""
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in unicodedata.normalize("NFKC", text)).casefold()
    plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    if re.fullmatch(r"\d{5}(?:\.\d+)?", plain) and int(plain[:5]) in _SERIALS:
        serial = date(1899, 12, 30) + timedelta(days=int(plain[:5]))
        return serial.year, serial.month, serial.day
    plain = _TIME.sub(" ", plain).strip()
    if re.fullmatch(r"\d{8}", plain):
        plain = (
            f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
            if "17" < plain[:2] < "22"
            else f"{plain[:2]}-{plain[2:4]}-{plain[4:]}"
        )
    if (named := _with_month_named(plain)) is not None:
        return named
    if found := _NUMBERS.search(plain):
        return _of_numbers(found[1], found[2], found[3])
    if found := _YEAR_AND_MONTH.fullmatch(plain):
        return _or_none(int(found[1]), int(found[2]), 0)
    if found := _MONTH_AND_YEAR.fullmatch(plain):
        return _or_none(int(found[2]), int(found[1]), 0)
    if found := _DAY_AND_MONTH.fullmatch(plain):
        first, second = int(found[1]), int(found[2])
        return _or_none(0, second, first) or _or_none(0, first, second)
    return (int(plain), 0, 0) if re.fullmatch(r"\d{4}", plain) else None


def _of_numbers(first: str, second: str, third: str) -> Day | _Numbers | None:
    numbers = int(first), int(second), int(third)
    if len(first) > 2:
        return _or_none(*numbers) if len(third) < 3 else None
    return None if len(third) == 3 else _Numbers(*numbers, is_short=len(third) < 3)


def _with_month_named(plain: str) -> Day | None:
    """`3 May 2024`, `May 3, 24`, `mai 2024`; None where no month is named, or several."""
    folded = fold_term("".join(s for s in unicodedata.normalize("NFD", plain) if not "\u0300" <= s <= "\u036f"))
    words = re.findall(r"[^\W\d_]+", folded)
    phrases = [" ".join(pair) for pair in pairwise(words)]
    names = _names()
    months = {names[phrase] for phrase in phrases if phrase in names}
    months = months or {names[word] for word in words if word in names}
    months = months or {month for word in words if (month := _abbreviated(word))}
    if len(months) != 1:
        return None
    (month,) = months
    numbers = [int(number) for number in re.findall(r"\d+", folded)]
    year = next((number for number in numbers if number > 31), None)
    others = [number for number in numbers if number <= 31]
    if year is None and len(others) > 1:
        year = others.pop()
    day = others[0] if others else 0
    return _or_none(0 if year is None else year if year > 99 else 2000 + year if year < 70 else 1900 + year, month, day)


@cache
def _names() -> Mapping[str, int]:
    """Months by name in any of the languages, spelled as words are compared."""
    listed = (
        (name, n) for year in MONTHS for n, names in enumerate(year.split(), start=1) for name in names.split("|")
    )
    return {fold_term(name.replace("_", " ")): number for name, number in listed}


def _abbreviated(word: str) -> int:
    """The month of which a word is the beginning, in whatever language; 0 where that cannot be told."""
    found = {number for name, number in _names().items() if len(word) > 2 and name.startswith(word)}
    return found.pop() if len(found) == 1 else 0


def _or_none(year: int, month: int, day: int) -> Day | None:
    return (year, month, day) if _is_day(year, month, day or 1) else None


def _is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day; months of other calendars have up to 31."""
    try:
        date(year if year >= _ANCIENT else 2000, month, day)
    except ValueError:
        return year < _ANCIENT and year > 0 and 1 <= month <= 12 and 1 <= day <= 31
    return True
