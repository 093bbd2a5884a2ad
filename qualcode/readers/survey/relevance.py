"""Conditions of a form (`${with} = 'un' and selected(${roles}, 'health')`) → functions of a respondent's answers.

XLSForm conditions are XPath; what forms use of it is understood, anything else is said to be beyond it.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

Value = str | float | bool
Values = Mapping[str, str]
"""By the question's name, what a respondent answered, as the data have it; several options stand apart by spaces."""
Condition = Callable[[Values], Value]

_TOKEN = re.compile(
    r"""\s*(?:
      \$\{\s*(?P<name>[^}\s]+)\s*\}
    | (?P<number>\d+(?:\.\d+)?)
    | '(?P<single>[^']*)' | "(?P<double>[^"]*)" | [‘’](?P<curly>[^‘’]*)[‘’] | [“”](?P<curlies>[^“”]*)[“”]
    | (?P<call>(?!(?:and|or|div|mod)\b)[A-Za-z][\w-]*)\s*\(
    | (?P<word>and|or|div|mod)\b
    | (?P<sign>!=|<=|>=|[=<>()+\-*,.])
    )""",
    re.VERBOSE,
)
_DEEPEST = 60


class CannotTellError(ValueError):
    """Says what of a condition is not understood."""


def compile_condition(written: str) -> Condition:
    """The condition as a function. Raises CannotTellError, which says what in it is not understood."""
    parser = _Parser(written)
    found = parser.either(0)
    if parser.token is not None:
        raise CannotTellError(f"“{parser.token[1]}” is not understood")
    return found


def names_in(written: str) -> frozenset[str]:
    """The questions a condition asks about."""
    return frozenset(re.findall(r"\$\{\s*([^}\s]+)\s*\}", written))


def is_true(value: Value) -> bool:
    """Whether a value counts as true, as XPath has it."""
    if isinstance(value, float):
        return not math.isnan(value) and value != 0
    return bool(value)


class _Parser:
    """Reads a condition from left to right, what binds closest last."""

    def __init__(self, written: str) -> None:
        self._tokens = self._read(written)
        self._place = 0

    @staticmethod
    def _read(written: str) -> list[tuple[str, str]]:
        tokens, place, text = [], 0, written.replace("\u00a0", " ").rstrip()
        while place < len(text):
            found = _TOKEN.match(text, place)
            if found is None:
                raise CannotTellError(f"“{text[place : place + 12].strip()}” is not understood")
            kind = str(found.lastgroup)
            tokens.append((kind, found[kind]))
            place = found.end()
        return tokens

    @property
    def token(self) -> tuple[str, str] | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _take(self, *signs: str) -> str:
        if self.token is not None and self.token[0] in ("sign", "word") and self.token[1] in signs:
            self._place += 1
            return self._tokens[self._place - 1][1]
        return ""

    def either(self, depth: int) -> Condition:
        if depth > _DEEPEST:
            raise CannotTellError("it is nested too deeply")
        found = self._both(depth)
        while self._take("or"):
            found = _either(found, self._both(depth))
        return found

    def _both(self, depth: int) -> Condition:
        found = self._compared(depth)
        while self._take("and"):
            found = _both(found, self._compared(depth))
        return found

    def _compared(self, depth: int) -> Condition:
        found = self._sum(depth)
        while sign := self._take("=", "!=", "<", "<=", ">", ">="):
            found = _comparison(sign, found, self._sum(depth))
        return found

    def _sum(self, depth: int) -> Condition:
        found = self._product(depth)
        while sign := self._take("+", "-"):
            found = _arithmetic(sign, found, self._product(depth))
        return found

    def _product(self, depth: int) -> Condition:
        found = self._one(depth)
        while sign := self._take("*", "div", "mod"):
            found = _arithmetic(sign, found, self._one(depth))
        return found

    def _one(self, depth: int) -> Condition:
        if self._take("-"):
            return _arithmetic("-", lambda _: 0.0, self._one(depth))
        if self._take("("):
            found = self.either(depth + 1)
            self._close()
            return found
        if self.token is None:
            raise CannotTellError("it ends too early")
        kind, text = self.token
        self._place += 1
        if kind == "name":
            return lambda values: values.get(text, "")
        if kind == "number":
            return lambda _, number=float(text): number  # type: ignore[misc]
        if kind in ("single", "double", "curly", "curlies"):
            return lambda _: text
        if kind == "call":
            return _call(text, self._arguments(depth + 1))
        raise CannotTellError(f"“{text}” is not understood")

    def _arguments(self, depth: int) -> list[Condition]:
        if self._take(")"):
            return []
        found = [self.either(depth)]
        while self._take(","):
            found.append(self.either(depth))
        self._close()
        return found

    def _close(self) -> None:
        if not self._take(")"):
            raise CannotTellError("a bracket is not closed")


def _either(one: Condition, other: Condition) -> Condition:
    return lambda values: is_true(one(values)) or is_true(other(values))


def _both(one: Condition, other: Condition) -> Condition:
    return lambda values: is_true(one(values)) and is_true(other(values))


def _comparison(sign: str, one: Condition, other: Condition) -> Condition:
    return lambda values: _compare(sign, one(values), other(values))


def _compare(sign: str, one: Value, other: Value) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        one, other = float(is_true(one)), float(is_true(other))
    if isinstance(one, float) or isinstance(other, float):
        return _ORDERS[sign](_number(one), _number(other))
    if sign in ("=", "!="):
        return (one == other) == (sign == "=")
    if _is_date(one) and _is_date(other):
        return _ORDERS[sign](one[:10], other[:10])
    return _ORDERS[sign](_number(one), _number(other))


_ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _is_date(value: str) -> bool:
    return re.match(r"\d{4}-\d{2}-\d{2}", value) is not None


def _number(value: Value) -> float:
    if isinstance(value, bool | float):
        return float(value)
    try:
        return float(value)
    except ValueError:
        return math.nan


def _arithmetic(sign: str, one: Condition, other: Condition) -> Condition:
    def reckon(values: Values) -> Value:
        a, b = _number(one(values)), _number(other(values))
        if sign in ("div", "mod"):
            return math.nan if not b or math.isnan(a + b) else (a / b if sign == "div" else math.fmod(a, b))
        return {"+": a + b, "-": a - b, "*": a * b}[sign]

    return reckon


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:g}"
    return value


def _selected_at(several: Value, place: Value) -> str:
    chosen, number = _text(several).split(), _number(place)
    return chosen[int(number)] if not math.isnan(number) and 0 <= number < len(chosen) else ""


def _round(value: Value, digits: Value = 0.0) -> float:
    number = _number(value)
    return number if math.isnan(number) else float(round(number, int(_number(digits))))


def _whole(value: Value) -> float:
    number = _number(value)
    return number if math.isnan(number) else float(math.trunc(number))


def _matches(value: Value, pattern: Value) -> bool:
    import regex

    try:
        return regex.fullmatch(_text(pattern), _text(value), timeout=0.5) is not None
    except (regex.error, TimeoutError) as error:
        raise CannotTellError("its pattern is not understood") from error


def _least(*several: Value) -> float:
    numbers = [number for value in several if not math.isnan(number := _number(value))]
    return min(numbers, default=math.nan)


def _most(*several: Value) -> float:
    return -_least(*(-_number(value) for value in several))


_FUNCTIONS: Mapping[str, tuple[int, int, Callable[..., Value]]] = {
    "selected": (2, 2, lambda several, one: _text(one).strip() in _text(several).split()),
    "selected-at": (2, 2, _selected_at),
    "count-selected": (1, 1, lambda several: float(len(_text(several).split()))),
    "not": (1, 1, lambda value: not is_true(value)),
    "true": (0, 0, lambda: True),
    "false": (0, 0, lambda: False),
    "boolean": (1, 1, is_true),
    "number": (1, 1, _number),
    "int": (1, 1, _whole),
    "round": (1, 2, _round),
    "abs": (1, 1, lambda value: abs(_number(value))),
    "min": (1, 99, _least),
    "max": (1, 99, _most),
    "string": (1, 1, _text),
    "string-length": (1, 1, lambda value: float(len(_text(value)))),
    "normalize-space": (1, 1, lambda value: " ".join(_text(value).split())),
    "concat": (0, 99, lambda *several: "".join(map(_text, several))),
    "contains": (2, 2, lambda value, part: _text(part) in _text(value)),
    "starts-with": (2, 2, lambda value, part: _text(value).startswith(_text(part))),
    "ends-with": (2, 2, lambda value, part: _text(value).endswith(_text(part))),
    "regex": (2, 2, _matches),
    "date": (1, 1, lambda value: _text(value)[:10]),
    "date-time": (1, 1, _text),
    "today": (0, 0, lambda: date.today().isoformat()),
    "now": (0, 0, lambda: date.today().isoformat()),
}
"""By name, the fewest and the most arguments, and what it does."""


def _call(name: str, arguments: list[Condition]) -> Condition:
    if name == "if" and len(arguments) == 3:
        test, one, other = arguments
        return lambda values: one(values) if is_true(test(values)) else other(values)
    if name in ("coalesce", "once") and arguments:
        return lambda values: next((found for each in arguments if _text(found := each(values))), "")
    if name not in _FUNCTIONS:
        raise CannotTellError(f"{name}() is not understood")
    fewest, most, function = _FUNCTIONS[name]
    if not fewest <= len(arguments) <= most:
        raise CannotTellError(f"{name}() has {len(arguments)} arguments")
    return lambda values: function(*(each(values) for each in arguments))
