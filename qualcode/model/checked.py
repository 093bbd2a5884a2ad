"""Check what people wrote, as nested dicts, against frozen dataclasses, and say every problem in plain words at once.

Pydantic's core does it: its own classes take longer to load than a table takes to count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from pydantic_core import CoreSchema, ErrorDetails, PydanticCustomError, SchemaValidator, ValidationError
from pydantic_core import core_schema as core

from qualcode.model.naming import did_you_mean

Noun = TypeVar("Noun")
Key = tuple[int | str, ...]
"""A key and the sections it stands in: `("segments", "words")`."""


class UnusableError(ValueError):
    """What was written cannot be used; `problems` says so of each key."""

    def __init__(self, problems: list[tuple[Key, str]]) -> None:
        super().__init__("; ".join(words for _, words in problems))
        self.problems = problems


def checked(kind: type[Noun], values: Mapping[str, Any]) -> Noun:
    """Make a dataclass, whose fields may hold others, from what was written. Raises UnusableError.

    A field's metadata may set limits (`ge`, `le`), or `expect`: a function that gives, for a section, the keys that
    cannot be used and why.
    """
    whole: Any = kind
    try:
        made: Noun = _validator(whole).validate_python(values)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise UnusableError([each for problem in found for each in _in_words(problem, whole)]) from None
    return made


def is_section(kind: Any) -> bool:
    """Whether a key of that kind holds keys of its own that are known."""
    return is_dataclass(kind)


def has_parts(kind: Any) -> bool:
    """Whether a key of that kind holds a list or a section."""
    return is_section(kind) or get_origin(kind) in (dict, list)


def kind_of(part: str, kind: Any) -> Any:
    """What a key of a section holds; None where it is not known."""
    if is_section(kind):
        return _kinds(kind).get(part)
    return get_args(kind)[-1] if get_origin(kind) is dict else None


@cache
def _kinds(section: Any) -> dict[str, Any]:
    """By what is written: a field `with_` is written `with`."""
    return {name.removesuffix("_"): kind for name, kind in get_type_hints(section).items()}


@cache
def _validator(kind: Any) -> SchemaValidator:
    return SchemaValidator(_schema(kind))


def _schema(kind: Any, **limits: Any) -> CoreSchema:
    """Say what a key of that kind may hold."""
    if is_section(kind):
        known = _kinds(kind)
        names = {each.name.removesuffix("_"): each for each in fields(kind)}
        keys = {
            name: core.typed_dict_field(_schema(known[name], **each.metadata), required=False)
            for name, each in names.items()
        }
        return _then(
            lambda values: kind(**{names[name].name: value for name, value in values.items()}),
            core.typed_dict_schema(keys, extra_behavior="forbid"),
        )
    origin, inner = get_origin(kind), get_args(kind)
    if origin is list:
        return core.list_schema(_schema(inner[0]))
    if origin is dict:
        section = core.dict_schema(core.str_schema(), _schema(inner[1]))
        return _then(lambda values: _expect(limits["expect"], values), section) if limits else section
    if inner:
        return core.literal_schema(list(inner))
    schemas: dict[Any, Callable[..., CoreSchema]] = {
        str: core.str_schema,
        int: core.int_schema,
        float: core.float_schema,
    }
    return schemas[kind](**limits)


def _then(make: Callable[[Any], Any], schema: CoreSchema) -> CoreSchema:
    return core.no_info_after_validator_function(make, schema)


def _expect(find: Callable[[Any], Iterable[tuple[str, str]]], values: Any) -> Any:
    if problems := list(find(values)):
        raise PydanticCustomError("unusable", "unusable", {"problems": problems})
    return values


def _in_words(problem: ErrorDetails, whole: Any) -> Iterator[tuple[Key, str]]:
    """Say what is wrong with a key."""
    where: Key = problem["loc"]
    name = ".".join(map(str, where))
    if problem["type"] == "extra_forbidden":
        hint = did_you_mean(name, _names(whole), otherwise="", likeness=0.6)
        yield where, f"{name} is not a setting{hint and f'; {hint}'}"
    elif problem["type"] == "unusable":
        for inner, words in problem["ctx"]["problems"]:
            yield (*where, inner), f"{name}: {words}"
    else:
        yield where, f"{name}: {_remedy(problem)}"


def _remedy(problem: ErrorDetails) -> str:
    """What a key has to hold instead, in words for those who know neither Python nor pydantic."""
    limits = problem.get("ctx", {})
    match problem["type"]:
        case "literal_error":
            return f"has to be {limits['expected']}"
        case "greater_than_equal":
            return f"has to be at least {limits['ge']}"
        case "less_than_equal":
            return f"has to be at most {limits['le']}"
    return f"has to be {_KINDS.get(problem['type'].partition('_')[0], 'something else')}"


_KINDS = {
    "int": "a whole number",
    "float": "a number",
    "string": "text in quotation marks",
    "list": 'a list: ["one", "another"]',
    "dict": "a section of keys and values",
}
"""By how the name of pydantic's error begins."""


def _names(section: Any, before: str = "") -> Iterator[str]:
    for name, kind in _kinds(section).items():
        yield before + name
        if is_section(kind):
            yield from _names(kind, f"{before}{name}.")
