"""Options that every command understands alike."""

from __future__ import annotations

from enum import StrEnum
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
