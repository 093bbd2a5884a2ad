"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.main

from qualcode.cli import terminal
from qualcode.cli.declare import flag, option, text
from qualcode.cli.given import take_as_given
from qualcode.cli.terminal import OutputFormat
from qualcode.model.nouns import dataclass

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
WithChart = Annotated[bool, typer.Option("--chart", help="Draw it as well, in the terminal.")]
Unreviewed = Annotated[bool, typer.Option("--unreviewed", help="Count suggestions, although there are decisions.")]
Strict = Annotated[
    bool, typer.Option("--strict", help="Exit code 5 where passages are disputed or informants not reviewed.")
]
Explain = Annotated[bool, typer.Option("--explain", help="Say the rules by which it was made below it, too.")]
OnlyCode = Annotated[str, typer.Option("--code", help="Only this code and those under it.")]
OnlyDocument = Annotated[str, typer.Option("--document", help="Only this interview.")]
ByGroup = Annotated[str, typer.Option("--by", help="As in `qualcode frequencies`.")]
Decider = Annotated[str, typer.Option("--coder", help="Who decides.", envvar="QUALCODE_CODER")]
Blind = Annotated[bool, typer.Option("--blind", help="Hide what other coders decided, and decide alone.")]
HideSuggestions = Annotated[
    bool, typer.Option("--hide-suggestions", help="Read and code without the rules' suggestions.")
]
AtScheduler = Annotated[
    str,
    typer.Option(
        "--scheduler", metavar="ADDRESS", help="Have a Dask cluster share the work: tls://host:8786, or local:4 here."
    ),
]
OtherCodebook = Annotated[Path | None, typer.Option("--codebook", help="Another codebook than the study's.")]


QUIET = "Say nothing but results, warnings and errors."
NO_INPUT = "Never ask; fail where an answer is needed."


def _shared(
    quiet: bool = option("--quiet -q", QUIET, False, callback=terminal.be_quiet, expose_value=False),
    no_input: bool = option("--no-input", NO_INPUT, False, callback=terminal.ask_nothing, expose_value=False),
) -> None: ...


def _save_to(context: typer.Context, value: Path | None) -> None:
    """Have the command's tables saved, and the command show what suits the file."""
    if value is not None:
        context.default_map = {**(context.default_map or {}), "format": terminal.save_to(value).value}


SAVE = "Save the table instead: a .csv, .xlsx, .md, .json or .html, as FILE ends."


def _saved(
    to: Path | None = option("--to", SAVE, None, metavar="FILE", callback=_save_to, is_eager=True, expose_value=False),
) -> None: ...


def add_shared_options(command: Any) -> None:
    """Give a command `--quiet` and `--no-input`, which act without code of its own; and
    `--to` where it shows a table and has no sheet of its own to write."""
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


WHERE = "Only these: round=2, side=International; may be repeated."
CODERS = "Of several coders: adjudicated (what they agree on or was settled), any, or all (who decided on it)."


@dataclass(frozen=True, kw_only=True)
class StudyOptions:
    """The option of every command on a study: which one."""

    project: ProjectPath = None

    def study(self, *, read_only: bool = False) -> AbstractContextManager[Study]:
        """Open the study the command was pointed at, and close it whatever happens."""
        return terminal.open_study(self.project, read_only=read_only)


@dataclass(frozen=True, kw_only=True)
class TableOptions(StudyOptions):
    """The options of every command that shows a table. To add one to all of them, add it here."""

    project: ProjectPath = None  # once more, for it stands before the format
    format: Format = OutputFormat.TABLE

    @property
    def for_reading(self) -> bool:
        """Whether the table is for somebody to read, not for a program."""
        return self.format is OutputFormat.TABLE

    def show(self, table: Table) -> None:
        """Write the table to stdout, or into the file that `--to` names."""
        terminal.write_result(table, self.format)


@dataclass(frozen=True, kw_only=True)
class CountOptions(TableOptions):
    """The options of every command that counts. To add one to all of them, add it here."""

    unreviewed: Unreviewed = False
    coder: str = text("--coder", "Count this coder's decisions alone.", metavar="NAME")
    coders: str = option("--coders", CODERS, "adjudicated")
    explain: Explain = False

    def results(self, study: Study) -> Results:
        """Count what the command shows."""
        return study.results(coder=self.coder, coders=self.coders, unreviewed=self.unreviewed)

    def show(self, table: Table) -> None:
        """Write the table to stdout, with its rules below it where they are asked for."""
        terminal.write_figures(table, self.format, explain=self.explain)


@dataclass(frozen=True, kw_only=True)
class FigureOptions(CountOptions):
    """The options of every command whose figures have ids."""

    where: list[str] | None = option("--where", WHERE, None, metavar="VARIABLE=VALUE")
    ids: bool = flag("--ids", "Show each figure's id, for `qualcode trace`.")

    def scope(self) -> ScopeOptions:
        """Whom the table counts, as what, and how shares are written."""
        return {"where": self.where or ()}

    def write(self, study: Study, table: Table, *, chart: bool = False, intervals: bool = False) -> None:
        """Write the table to stdout; the study remembers its figures."""
        study.keep_figures(table)
        terminal.write_figures(table, self.format, ids=self.ids, chart=chart, intervals=intervals, explain=self.explain)


@dataclass(frozen=True, kw_only=True)
class GroupOptions(FigureOptions):
    """The options of commands that count in groups of informants."""

    unit: Unit = "informant"
    small_groups: SmallGroups = None

    def scope(self) -> ScopeOptions:
        """Whom the table counts, as what, and how shares are written."""
        return {"where": self.where or (), "unit": self.unit, "small_groups": self.small_groups}


@dataclass(frozen=True, kw_only=True)
class ThemeOptions(FigureOptions):
    """The options of commands that set themes against groups of informants."""

    at_least: int = option(
        "--at-least", "Count those with at least so many passages on a theme.", 1, min=1, metavar="N"
    )
    unit: Unit = "informant"
    levels: Levels = 0
    small_groups: SmallGroups = None
    percent: bool = flag("--percent", "Percentages for small groups too.")
    strict: Strict = False
    chart: WithChart = False

    def scope(self) -> ScopeOptions:
        """Whom the table counts, as what, and how shares are written."""
        return {
            "where": self.where or (),
            "unit": self.unit,
            "percent": self.percent,
            "small_groups": self.small_groups,
            "at_least": self.at_least,
        }

    def write_all(self, study: Study, results: Results, table: Table, *, intervals: bool = False) -> None:
        """Write the table, with its chart where one is asked for. Raises ReviewIncompleteError where it was to be
        of a complete review and is not."""
        from qualcode.study.results.counting import expect_complete

        self.write(study, table, chart=self.chart, intervals=intervals)
        if self.strict:
            expect_complete(results)
