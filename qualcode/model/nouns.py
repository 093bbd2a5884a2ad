"""Frozen dataclasses, made in a third of the time: each command loads some eighty before it shows anything.

`dataclasses` writes and compiles six functions for each; here `__init__` alone is, and the others are the same for all.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from functools import partial
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(kind=None, *, frozen=False, repr=True, eq=True, **options):  # noqa: A002  # as it is called there
        """Make a dataclass as `dataclasses.dataclass` does; a frozen one inherits from no frozen one made there."""
        if kind is None:
            return partial(dataclass, frozen=frozen, repr=repr, eq=eq, **options)
        if not frozen:
            return dataclasses.dataclass(kind, repr=repr, eq=eq, **options)
        made = dataclasses.dataclass(kind, init=False, repr=False, eq=False, **options)
        own = made.__dict__
        made.__init__ = _init(made)
        _freeze(made)
        if repr and "__repr__" not in own:
            made.__repr__ = _repr
        if eq:
            _compare(made, own)
        if options.get("slots") and "__getstate__" not in kind.__dict__:
            made.__getstate__, made.__setstate__ = _state, _set_state
        return made


def _init(kind: Any) -> Callable[..., None]:
    """Write the function that sets the fields."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": MISSING}
    ordered, by_name, lines = ["self"], ["*"], []
    for field in fields(kind):
        value = field.name
        if field.default_factory is not MISSING:
            names[f"_new_{field.name}"] = field.default_factory
            value = f"_new_{field.name}()"
            if field.init:
                value += f" if {field.name} is _MISSING else {field.name}"
        elif not field.init:
            continue
        if field.init:
            (by_name if field.kw_only else ordered).append(_parameter(field, names))
        lines.append(f"_set(self, {field.name!r}, {value})")
    if hasattr(kind, "__post_init__"):
        lines.append("self.__post_init__()")
    taken = ", ".join(ordered + by_name * (len(by_name) > 1))
    exec(f"def __init__({taken}):\n " + "\n ".join(lines or ["pass"]), names)  # noqa: S102
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


def _parameter(field: Field[Any], names: dict[str, Any]) -> str:
    if field.default is MISSING and field.default_factory is MISSING:
        return field.name
    names[f"_else_{field.name}"] = field.default
    return f"{field.name}=_else_{field.name}"


def _freeze(kind: Any) -> None:
    names = frozenset(field.name for field in fields(kind))

    def set_attribute(self: Any, name: str, value: Any) -> None:
        if type(self) is kind or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(kind, self).__setattr__(name, value)

    def delete_attribute(self: Any, name: str) -> None:
        if type(self) is kind or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(kind, self).__delattr__(name)

    kind.__setattr__, kind.__delattr__ = set_attribute, delete_attribute


def _compare(kind: Any, own: Mapping[str, Any]) -> None:
    """Give a class, unless it has its own, equality of the same class and values, and the hash that goes with it."""
    names = [field.name for field in fields(kind) if field.compare]
    values: Callable[[Any], Any] = (
        attrgetter(*names) if len(names) > 1 else lambda noun: (*map(noun.__getattribute__, names),)
    )

    def is_equal(self: Any, other: Any) -> Any:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    if own.get("__hash__") is None:
        kind.__hash__ = lambda self: hash(values(self))
    if "__eq__" not in own:
        kind.__eq__ = is_equal


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
