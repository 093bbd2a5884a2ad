"""Settings from several places, the stronger over the weaker: files of TOML, then the environment."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

from qualcode.files.held import remedy
from qualcode.model.checked import Key, has_parts, is_section, kind_of
from qualcode.model.toml_text import parse_toml


class Source(NamedTuple):
    """A file or variable that sets keys, or what is wrong with it."""

    place: str
    values: Mapping[str, Any] = {}
    problem: str = ""
    hint: str = ""


class Gathered(NamedTuple):
    """What all sources set together, where each key is set, and the sources that cannot be read."""

    values: dict[str, Any]
    places: dict[Key, str]
    unread: list[Source]

    def place(self, key: Key) -> str:
        """Where a key is set, or else the list or section it is in; empty where none is."""
        return next((self.places[key[:n]] for n in range(len(key), 0, -1) if key[:n] in self.places), "")


def gather(files: Iterable[Path], kind: type[Any], prefix: str) -> Gathered:
    """Read what files set, the weakest first, and over them the variables of the environment that begin with `prefix`.

    `kind` is the dataclass of all settings: it says which variables hold lists or sections.
    """
    gathered = Gathered({}, {}, [])
    for source in (*map(_file, files), *_variables(kind, prefix)):
        _overlay(gathered.values, source.values, source.place, gathered.places)
        if source.problem:
            gathered.unread.append(source)
    return gathered


def _file(path: Path) -> Source:
    """Read a settings file, which need not be there."""
    try:
        return Source(str(path), parse_toml(path.read_bytes()) if path.is_file() else {})
    except ValueError as error:
        return Source(str(path), problem=str(error), hint="write it as TOML: [section], key = value")
    except OSError as error:
        return Source(str(path), problem=error.strerror or "cannot be read", hint=remedy(error))


def _variables(settings: type[Any], prefix: str) -> Iterator[Source]:
    """Read the environment, whole sections before keys in them: `QUALCODE_STUDY` before `QUALCODE_STUDY__NAME`."""
    for name in sorted(os.environ, key=lambda name: (name.count("__"), name)):
        first, *inner = name.lower().removeprefix(prefix.lower()).split("__")
        kind = kind_of(first, settings)
        if not name.upper().startswith(prefix) or kind is None or (inner and not has_parts(kind)):
            continue
        place = f"environment variable {name}"
        try:
            value = _from_text(os.environ[name], kind, inner)
        except (ValueError, RecursionError):
            hint = 'for example QUALCODE_STUDY__TYPES=\'["CSO", "UN agency"]\''
            yield Source(place, problem="not a list or a section in JSON", hint=hint)
        else:
            yield Source(place, reduce(lambda held, part: {part: held}, reversed((first, *inner)), value))


def _from_text(text: str, kind: Any, inner: Iterable[str]) -> Any:
    """What a variable sets: text, or JSON where the key holds a list or a section. Raises ValueError."""
    strict = True
    for part in inner:
        strict = is_section(kind)
        kind = kind_of(part, kind)
    if not has_parts(kind):
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        if strict and (text or not inner):
            raise
        return text


def _overlay(
    values: dict[str, Any], above: Mapping[str, Any], place: str, places: dict[Key, str], at: Key = ()
) -> None:
    """Put what one place sets over what weaker ones set, and note whose each key now is."""
    for name, value in above.items():
        key = (*at, name)
        places[key] = place
        if isinstance(value, Mapping):
            if not isinstance(values.get(name), dict):
                values[name] = {}
            _overlay(values[name], value, place, places, key)
        else:
            values[name] = value
