"""Options that several commands share."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer
import typer.main

from qualcode.cli import terminal
from qualcode.cli.given import take_as_given
from qualcode.cli.terminal import OutputFormat

if TYPE_CHECKING:
    from qualcode.model.table import Table
    from qualcode.study.results.results import Results
    from qualcode.study.results.scoping import ScopeOptions
    from qualcode.study.study import Study


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
    bool | None,
    typer.Option(
        "--small-groups/--client", help="Groups of any size, for the team (default), or as a client's report has them."
    ),
]
AtLeast = Annotated[
    int, typer.Option("--at-least", min=1, metavar="N", help="Count those with at least so many passages on a theme.")
]
Percent = Annotated[bool, typer.Option("--percent", help="Percentages for small groups too.")]
WithChart = Annotated[bool, typer.Option("--chart", help="Draw it as well, in the terminal.")]
Unreviewed = Annotated[bool, typer.Option("--unreviewed", help="Count suggestions, although there are decisions.")]
Coder = Annotated[str, typer.Option("--coder", metavar="NAME", help="Count this coder's decisions alone.")]
CoderRule = Annotated[
    str,
    typer.Option(
        "--coders",
        help="Of several coders: adjudicated (what they agree on or was settled), any, or all (who decided on it).",
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Exit code 5 where passages are disputed or informants not reviewed.")
]
Explain = Annotated[bool, typer.Option("--explain", help="Say the rules by which it was made below it, too.")]
Ids = Annotated[bool, typer.Option("--ids", help="Show each figure's id, for `qualcode trace`.")]


def _shared(
    quiet: bool = typer.Option(
        False,
        "--quiet",
        "-q",
        help="Say nothing but results, warnings and errors.",
        callback=terminal.be_quiet,
        expose_value=False,
    ),
    no_input: bool = typer.Option(
        False,
        "--no-input",
        help="Never ask; fail where an answer is needed.",
        callback=terminal.ask_nothing,
        expose_value=False,
    ),
) -> None: ...


def _save_to(context: typer.Context, value: Path | None) -> None:
    """Have the command's tables saved, and the command show what suits the file."""
    if value is not None:
        context.default_map = {**(context.default_map or {}), "format": terminal.save_to(value).value}


def _saved(
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="FILE",
            help="Save the table instead: a .csv, .xlsx, .md, .json or .html, as FILE ends.",
            callback=_save_to,
            is_eager=True,
            expose_value=False,
        ),
    ] = None,
) -> None: ...


def add_shared_options(command: Any) -> None:
    """Give a command, and the commands under it, `--quiet` and `--no-input`, which act without code of its own; and
    `--to` where it shows a table and has no sheet of its own to write."""
    for below in getattr(command, "commands", {}).values():
        add_shared_options(below)
    if not hasattr(command, "commands") or command.invoke_without_command:
        has_table = any(getattr(each, "type_descriptor", None) and _is_format(each) for each in command.params)
        if has_table and not any("--to" in each.opts for each in command.params):
            command.params.extend(_params_of(_saved))
        command.params.extend(_params_of(_shared))
    take_as_given(command)


@cache
def _params_of(function: Callable[..., None]) -> list[Any]:
    app = typer.Typer(add_completion=False)
    app.command()(function)
    params: list[Any] = typer.main.get_command(app).params
    return params


def _is_format(parameter: Any) -> bool:
    return bool(parameter.type_descriptor.annotation is OutputFormat)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureOptions:
    """The options of every command that shows figures. To add one to all of them, add it here."""

    where: Where = None
    unreviewed: Unreviewed = False
    coder: Coder = ""
    coders: CoderRule = "adjudicated"
    ids: Ids = False
    explain: Explain = False
    project: ProjectPath = None
    format: Format = OutputFormat.TABLE

    def study(self) -> AbstractContextManager[Study]:
        """Open the study the command was pointed at, and close it whatever happens."""
        return terminal.open_study(self.project)

    def results(self, study: Study) -> Results:
        """Count what the figures are drawn from."""
        return study.results(coder=self.coder, coders=self.coders, unreviewed=self.unreviewed)

    def scope(
        self,
        *,
        unit: str = "informant",
        percent: bool = False,
        small_groups: bool | None = None,
        at_least: int = 1,
    ) -> ScopeOptions:
        """Whom the table counts, as what, and how shares are written."""
        return {
            "where": self.where or (),
            "unit": unit,
            "percent": percent,
            "small_groups": small_groups,
            "at_least": at_least,
        }

    def write(self, study: Study, table: Table, *, chart: bool = False, intervals: bool = False) -> None:
        """Write the table to stdout; the study remembers its figures."""
        study.keep_figures(table)
        terminal.write_figures(table, self.format, ids=self.ids, chart=chart, intervals=intervals, explain=self.explain)


def with_options(kind: type[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Let a command take a dataclass of options as its first argument; on the command line each field is an option."""

    def joined(command: Callable[..., None]) -> Callable[..., None]:
        _, *own = inspect.signature(command, eval_str=True).parameters.values()
        annotations = get_type_hints(kind, include_extras=True)
        shared = [
            inspect.Parameter(
                each.name, inspect.Parameter.KEYWORD_ONLY, default=each.default, annotation=annotations[each.name]
            )
            for each in fields(kind)
        ]

        @wraps(command)
        def run(**given: Any) -> None:
            options = kind(**{option.name: given.pop(option.name) for option in shared})
            command(options, **given)

        parameters = [*(option.replace(kind=inspect.Parameter.KEYWORD_ONLY) for option in own), *shared]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {option.name: option.annotation for option in parameters}
        return run

    return joined


with_figure_options = with_options(FigureOptions)
"""Let a command take FigureOptions as its first argument."""
