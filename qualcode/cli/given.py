"""Take options as they are given, where there is nothing to convert.

Typer converts each with pydantic's classes, which take longer to load than a table takes to count.
"""

from __future__ import annotations

import os
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

import typer


def take_as_given(command: Any) -> None:
    """Let a command take text, choices and paths as they are given; Typer converts the others."""
    params_of = command.get_params

    def get_params(context: typer.Context) -> list[Any]:
        params: list[Any] = params_of(context)
        for parameter in params:
            if hasattr(parameter, "type_descriptor") and not isinstance(parameter.process_value, partial):
                parameter.process_value = partial(_process, parameter, parameter.process_value)
        return params

    command.get_params = get_params


_UNREADY = object()


def _process(parameter: Any, convert: Any, context: typer.Context, value: Any) -> Any:
    ready = _as_given(parameter, value)
    if ready is _UNREADY:
        return convert(context, value)
    return parameter.callback(context, parameter, ready) if parameter.callback else ready


def _as_given(parameter: Any, value: Any) -> Any:
    """The value that conversion would give, where it is plain to see."""
    kind, how = parameter.type_descriptor.annotation, parameter.type_descriptor.parameter_info
    if how.parser is not None:
        return _UNREADY
    if parameter.nargs == -1 and kind in (list[str], list[Path]) and not parameter.required:
        given = [_path_as_given(each, how) if kind == list[Path] else each for each in value or ()]
        return _UNREADY if _UNREADY in given else given or None
    if parameter.nargs != 1:
        return _UNREADY
    if value is None:
        return _UNREADY if parameter.required else () if parameter.multiple else None
    if parameter.multiple:
        return list(value) if kind == list[str] and all(type(each) is str for each in value) else _UNREADY
    if type(value) is kind and kind in (str, bool, int, float):
        return value
    if isinstance(kind, type) and issubclass(kind, Enum):
        return value if isinstance(value, kind) else next((each for each in kind if each.value == value), _UNREADY)
    return _path_as_given(value, how) if kind is Path else _UNREADY


def _path_as_given(value: Any, how: Any) -> Any:
    is_any = not (how.exists or how.resolve_path or how.writable) and how.file_okay and how.dir_okay
    return Path(value) if is_any and (os.access(value, os.R_OK) or not Path(value).exists()) else _UNREADY
