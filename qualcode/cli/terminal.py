"""What a command shows and asks: results on stdout, notes and progress on stderr, questions at the keyboard."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from qualcode.cli.failing import say_error
from qualcode.errors import ProjectError, UsageError
from qualcode.model.harmless import visible

if TYPE_CHECKING:
    from qualcode.model.table import Table
    from qualcode.study.study import Study

T = TypeVar("T")


class OutputFormat(StrEnum):
    """How a result is written to stdout."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "md"


_quiet = False
_asking = True
_file: Path | None = None
_shown: list[Table] = []


def begin(*, quiet: bool, silent: bool) -> None:
    """Begin a command: say and ask as usual, unless it was told otherwise before its name."""
    global _quiet, _asking, _file
    _quiet, _asking, _file = quiet, not silent, None
    _shown.clear()


def be_quiet(quiet: bool) -> None:
    """Say only warnings and errors from here on (`--quiet`)."""
    global _quiet
    _quiet = _quiet or quiet


def ask_nothing(silent: bool) -> None:
    """Ask nothing from here on (`--no-input`)."""
    global _asking
    _asking = _asking and not silent


def save_to(path: Path) -> OutputFormat:
    """Save the tables of this command instead of printing them (`--to`). Returns the format that the file is like.

    Raises UsageError where no table can be written there.
    """
    from qualcode.reports import TABLE_FILES
    from qualcode.study.folder import refuse_own_files

    global _file
    ending = path.suffix.lower()
    if ending not in TABLE_FILES or path.is_dir():
        hint = f"name a file that ends in {', '.join(TABLE_FILES)}"
        raise UsageError(f"{path}: no table is written so", hint=hint)
    refuse_own_files(path)
    _file = path
    return {".csv": OutputFormat.CSV, ".json": OutputFormat.JSON}.get(ending, OutputFormat.MARKDOWN)


def expect_saved() -> None:
    """Raise UsageError where a file was wanted and the command showed no table."""
    if _file is not None and not _shown:
        raise UsageError(f"{_file}: not written, for this command showed no table", hint="leave --to out")


def may_ask() -> bool:
    """Is there somebody at a terminal who may be asked?"""
    return _asking and sys.stdin.isatty()


def at_screen() -> bool:
    """Is there somebody at a terminal who sees what is printed and may be asked about it?"""
    return may_ask() and sys.stdout.isatty()


def expect_screen(study: Study) -> None:
    """Refuse before the review screen is drawn what could not be shown or saved."""
    if not at_screen():
        raise UsageError(
            "the review screen needs a terminal",
            hint="without one: `qualcode review --to FILE.xlsx`, or `qualcode suggestions` and `qualcode decide`",
        )
    if study.store.read_only:
        raise ProjectError(
            f"{study.folder}: this study can only be read here, so decisions could not be saved",
            hint="ask for the right to write to its folder",
        )


def said_or_piped(text: str) -> str:
    """A text as given, or where it is - what was piped in. Raises UsageError where that is not UTF-8."""
    try:
        return sys.stdin.read() if text == "-" else text
    except UnicodeDecodeError:
        raise UsageError("what was piped in is not UTF-8", hint="save it as UTF-8, or name the text itself") from None


class Terminal:
    """Notes and progress on stderr; silent with `--quiet`."""

    def __init__(self) -> None:
        self.quiet = _quiet

    def note(self, text: str) -> None:
        """Say what was done."""
        if not self.quiet:
            print(visible(text), file=sys.stderr)

    def warn(self, text: str, hint: str = "") -> None:
        """Say what the evaluator should look at; said even when quiet."""
        print(f"Warning: {visible(text)}", file=sys.stderr)
        if hint:
            print(f"         {visible(hint)}", file=sys.stderr)

    def fault(self, text: str, hint: str = "") -> None:
        """Say what is wrong, where the command goes on to say more."""
        say_error(text, hint)

    def progress(self, items: Iterable[T], total: int, doing: str) -> Iterator[T]:
        """Go through `items` with a bar, where someone is watching."""
        if self.quiet or not sys.stderr.isatty() or total < 2:
            yield from items
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(doing, total=total)
            for item in items:
                yield item
                bar.advance(task)


@contextmanager
def open_study(folder: Path | None, *, read_only: bool = False) -> Iterator[Study]:
    """Open the study a command was pointed at, with the terminal's voice, and close it whatever happens."""
    from qualcode.study.study import Study

    with Study.open(folder, read_only=read_only, voice=Terminal()) as study:
        yield study


@contextmanager
def study_at_hand(folder: Path | None) -> Iterator[Study | None]:
    """Open, for reading, the study a command was pointed at or stands in; None where there is none."""
    from qualcode.study.folder import folder_at_hand

    found = folder_at_hand(folder)
    if found is None:
        yield None
        return
    with open_study(found, read_only=True) as study:
        yield study


def write_result(table: Table, format: OutputFormat) -> None:
    """Write a table to stdout, or with the command's others into the file it was asked to save them to."""
    from qualcode.reports import TABLE_FILES, TABLE_WRITERS

    if _file is None:
        TABLE_WRITERS[format.value](table, sys.stdout)
        return
    from qualcode.files.write import write_whole

    _shown.append(table)
    write_whole(_file, TABLE_FILES[_file.suffix.lower()](_shown))
    if len(_shown) == 1:
        Terminal().note(f"wrote {_file}")


def show_now(table: Table) -> None:
    """Show a table that somebody is asked about."""
    from qualcode.reports import TABLE_WRITERS

    TABLE_WRITERS[OutputFormat.TABLE.value](table, sys.stdout)


def write_figures(
    table: Table,
    format: OutputFormat,
    *,
    ids: bool = False,
    chart: bool = False,
    intervals: bool = False,
    explain: bool = False,
) -> None:
    """Write a table; with `ids`, the figures' ids in their place; with `chart`, drawn below, with `intervals` around
    the shares. On stdout as a table, the rules that hold for all of its kind stand below where `explain` asks."""
    from qualcode.reports.terminal import ids_table

    if chart:
        _check_chart(format)
    if format is OutputFormat.TABLE and _file is None and not explain:
        table = table.without_rules()
    write_result(ids_table(table) if ids else table, format)
    if chart:
        _show_charts(table, intervals=intervals)


def _check_chart(format: OutputFormat) -> None:
    """Refuse a chart in a format that a program reads: it is drawn under a table in the terminal."""
    if format is not OutputFormat.TABLE:
        with_ = f"--format {format.value}" if _file is None else "--to"
        raise UsageError(f"--chart does not go with {with_}", hint="`qualcode report` draws charts in its files")


def _show_charts(table: Table, *, intervals: bool = False) -> None:
    """Draw a table under itself."""
    from qualcode.reports.terminal_chart import write_chart
    from qualcode.tables.chart_data import charts_of

    for chart in charts_of(table, intervals=intervals):
        sys.stdout.write("\n")
        write_chart(chart, sys.stdout)


def coder_name(named: str, study: Study) -> str:
    """Who decides, as the study knows the name: as named, as set, else asked once and kept in the user's settings."""
    from qualcode.study.review.coders import spelled

    return spelled(study, _own_name(named, study))


def _own_name(named: str, study: Study) -> str:
    import typer

    from qualcode.study.review.coders import keep_name

    name = named.strip() or study.settings.review.coder.strip()
    if name:
        return name
    if not may_ask():
        raise UsageError("who decides?", hint="add --coder NAME, or set review.coder in qualcode.toml")
    return keep_name(str(typer.prompt("Your name, as it stands with your decisions")).strip(), study.voice)
