"""Options that every command understands alike."""

from __future__ import annotations

import os
from enum import Enum, StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.main

from qualcode.cli import _say


class OutputFormat(StrEnum):
    """How a result is written to stdout."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "md"


def _or_before(context: typer.Context, value: Path | None) -> Path | None:
    """The study named after the command, else before it, else by the environment."""
    before: Path | None = context.find_root().params.get("project")
    said_here = getattr(context.get_parameter_source("project"), "name", "") == "COMMANDLINE"
    return value if said_here or before is None else before


ProjectBefore = Annotated[
    Path | None, typer.Option("--project", "-p", metavar="DIR", help="The study folder; here or after the command.")
]
ProjectPath = Annotated[
    Path | None,
    typer.Option(
        "--project",
        "-p",
        metavar="DIR",
        envvar="QUALCODE_PROJECT",
        callback=_or_before,
        help="The study folder; default: this folder or one above it.",
    ),
]
Format = Annotated[OutputFormat, typer.Option("--format", "-f", help="How to write the result.")]
Where = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="VARIABLE=VALUE", help="Only these: round=2, side=International; may be repeated."),
]
Unit = Annotated[
    str, typer.Option("--unit", help="What is counted: informant, or a column such as organisation, each value once.")
]
Levels = Annotated[int, typer.Option("--levels", min=0, help="How many levels of themes; 0: all, 1: the top ones.")]
SmallGroups = Annotated[
    bool, typer.Option("--small-groups", help="Show groups below the minimum too: for the study's team only.")
]
Percent = Annotated[bool, typer.Option("--percent", help="Percentages for small groups too.")]
WithChart = Annotated[bool, typer.Option("--chart", help="Draw it as well, in the terminal.")]
Unreviewed = Annotated[bool, typer.Option("--unreviewed", help="Count suggestions, although there are decisions.")]
Coder = Annotated[str, typer.Option("--coder", metavar="NAME", help="Count this coder's decisions alone.")]
Coders = Annotated[
    str,
    typer.Option(
        "--coders",
        help="Of several coders: adjudicated (what they agree on or was settled), any, or all (who decided on it).",
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Exit code 5 where passages are disputed or informants not reviewed.")
]
Ids = Annotated[bool, typer.Option("--ids", help="Show each figure's id, for `qualcode trace`.")]


def _shared(
    quiet: bool = typer.Option(
        False,
        "--quiet",
        "-q",
        help="Say nothing but results, warnings and errors.",
        callback=_say.be_quiet,
        expose_value=False,
    ),
    no_input: bool = typer.Option(
        False,
        "--no-input",
        help="Never ask; fail where an answer is needed.",
        callback=_say.ask_nothing,
        expose_value=False,
    ),
) -> None: ...


def add_shared_options(command: Any) -> None:
    """Give a command, and the commands under it, `--quiet` and `--no-input`, which act without code of its own."""
    for below in getattr(command, "commands", {}).values():
        add_shared_options(below)
    if not hasattr(command, "commands") or command.invoke_without_command:
        app = typer.Typer(add_completion=False)
        app.command()(_shared)
        command.params.extend(typer.main.get_command(app).params)
    take_as_given(command)


def take_as_given(command: Any) -> None:
    """Let a command take text, choices and paths as they are given.

    Typer converts each option with pydantic's classes, which take longer to load than a table takes to count.
    """
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
    if how.parser is not None or parameter.nargs != 1:
        return _UNREADY
    if value is None:
        return _UNREADY if parameter.required else () if parameter.multiple else None
    if parameter.multiple:
        return list(value) if kind == list[str] and all(type(each) is str for each in value) else _UNREADY
    if type(value) is kind and kind in (str, bool, int, float):
        return value
    if isinstance(kind, type) and issubclass(kind, Enum):
        return value if isinstance(value, kind) else next((each for each in kind if each.value == value), _UNREADY)
    if kind is Path and not (how.exists or how.resolve_path or how.writable) and how.file_okay and how.dir_okay:
        return Path(value) if os.access(value, os.R_OK) else _UNREADY
    return _UNREADY
