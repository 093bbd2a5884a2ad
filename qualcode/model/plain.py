"""Nouns to and from what JSON can hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Noun = TypeVar("Noun")


def to_plain(value: Any) -> Any:
    """Dataclasses and mappings become dicts, tuples lists; what JSON knows stays as it is."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [to_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value


def sha256_of(value: Any) -> str:
    """Hash a noun, or what holds nouns, by its plain form: equal values have the same hash in every study."""
    return hashlib.sha256(json.dumps(to_plain(value), sort_keys=True).encode()).hexdigest()


def from_plain(kind: type[Noun], value: Any) -> Noun:
    """The noun that `to_plain` was given. Unknown fields are left out; missing ones take their defaults.

    ValueError or TypeError where the value is not of that shape.
    """
    made: Noun = _read(kind, value)
    return made


def _read(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if kind is object:
        return value
    if kind is Any:
        return frozen(value)
    if origin in (Union, UnionType):
        return None if value is None else _read(next(arm for arm in get_args(kind) if arm is not NoneType), value)
    if origin is tuple:
        return _read_tuple(get_args(kind), _expect(value, list))
    if origin is frozenset:
        return frozenset(_read_tuple((*get_args(kind), ...), _expect(value, list)))
    if isinstance(kind, type) and issubclass(kind, tuple):  # a named one
        return kind(*_read_tuple(tuple(_hints_of(kind).values()), _expect(value, list)))
    if origin is not None and issubclass(origin, Mapping):
        inner = get_args(kind)[1]
        return MappingProxyType({key: _read(inner, item) for key, item in _expect(value, dict).items()})
    if is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        known = {name: _read(hint, value[name]) for name, hint in hints.items() if name in _expect(value, dict)}
        return kind(**known)  # type: ignore[operator]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return _expect(value, (int, float) if kind is float else kind)


def frozen(value: Any) -> Any:
    """What JSON gives, as nouns hold it: tuples and mappings that do not change."""
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(item) for key, item in value.items()})
    return tuple(map(frozen, value)) if isinstance(value, list) else value


def _read_tuple(arms: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    if arms[-1] is ...:
        return tuple(_read(arms[0], item) for item in value)
    return tuple(_read(arm, item) for arm, item in zip(arms, value, strict=True))


def _expect(value: Any, kind: Any) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(f"a {type(value).__name__} stands where something else is expected")
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = _hints_of(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


@cache
def _hints_of(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
