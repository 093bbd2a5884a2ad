"""Nouns to and from what JSON can hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Noun = TypeVar("Noun")

dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""JSON without padding, letters as they are."""


def to_plain(value: Any) -> Any:
    """Dataclasses and mappings become dicts, tuples lists; what JSON knows stays as it is."""
    kind = type(value)
    if kind in _AS_IT_IS:
        return value
    if names := _names(kind):  # type: ignore[arg-type]  # classes are hashable
        return {name: to_plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [to_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value


_AS_IT_IS = frozenset((str, int, float, bool, NoneType))


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; of any other class none."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def sha256_of(value: Any) -> str:
    """Hash a noun, or what holds nouns, by its plain form: equal values have the same hash in every study."""
    return hashlib.sha256(json.dumps(to_plain(value), sort_keys=True).encode()).hexdigest()


def from_plain(kind: type[Noun], value: Any) -> Noun:
    """The noun that `to_plain` was given. Unknown fields are left out; missing ones take their defaults.

    ValueError or TypeError where the value is not of that shape.
    """
    read: Callable[[Any], Noun] = _reader(kind)  # type: ignore[arg-type]  # classes are hashable
    return read(value)


_Reader = Callable[[Any], Any]


@cache
def _reader(kind: Any) -> _Reader:
    """The function that makes a value of some kind: kinds are looked into once, for a study has many values of each."""
    origin, arms = get_origin(kind), get_args(kind)
    if kind is Any:
        return frozen
    if origin in (Union, UnionType):
        return _reader_or_none(_reader(next(arm for arm in arms if arm is not NoneType)))
    if origin is tuple:
        return _tuple_reader(arms)
    if origin is frozenset:
        members = _tuple_reader((*arms, ...))
        return lambda value: frozenset(members(value))
    if isinstance(kind, type) and issubclass(kind, tuple):  # a named one
        parts = _tuple_reader(tuple(_hints(kind).values()))
        return lambda value: kind(*parts(value))
    if origin is not None and issubclass(origin, Mapping):
        item = _reader(arms[1])
        return lambda value: MappingProxyType({key: item(each) for key, each in _expect(value, dict).items()})
    if is_dataclass(kind):
        return _noun_reader(kind)  # type: ignore[arg-type]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    expected = (int, float) if kind is float else kind
    return lambda value: _expect(value, expected)


def _reader_or_none(inner: _Reader) -> _Reader:
    return lambda value: None if value is None else inner(value)


def _tuple_reader(arms: tuple[Any, ...]) -> _Reader:
    if arms[-1] is ...:
        item = _reader(arms[0])
        return lambda value: tuple(map(item, _expect(value, list)))
    items = tuple(map(_reader, arms))
    return lambda value: tuple(item(each) for item, each in zip(items, _expect(value, list), strict=True))


def _noun_reader(kind: type) -> _Reader:
    def read(value: Any) -> Any:
        known = _expect(value, dict)
        return kind(**{name: inner(known[name]) for name, inner in _fields(kind) if name in known})

    return read


@cache
def _fields(kind: type) -> tuple[tuple[str, _Reader], ...]:
    hints = _hints(kind)
    return tuple((field.name, _reader(hints[field.name])) for field in fields(kind))


def frozen(value: Any) -> Any:
    """What JSON gives, as nouns hold it: tuples and mappings that do not change."""
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(item) for key, item in value.items()})
    return tuple(map(frozen, value)) if isinstance(value, list) else value


def _expect(value: Any, kind: Any) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool and kind is not object):
        raise TypeError(f"a {type(value).__name__} stands where something else is expected")
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
