"""Lists to tick: at the terminal, where every row has a number, and as spreadsheets that came back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli.terminal import OutputFormat, Terminal, at_screen, write_result

if TYPE_CHECKING:
    from qualcode.study.review.coding_sheet import SheetOutcome
    from qualcode.study.ticked import TicksTaken
    from qualcode.study.ticking import Ticking

LIST = "?"
REFUSED = "refused"


def show_taken(done: TicksTaken | SheetOutcome, format: OutputFormat) -> None:
    """Say how much taking in a spreadsheet changed, then which rows were refused; exit code 4 where some were.

    A program is given every row that changed or was refused.
    """
    import typer

    for sentence in done.said:
        Terminal().note(sentence)
    refused = tuple(row for row in done.table.rows if REFUSED in row.cells)
    if format is not OutputFormat.TABLE:
        write_result(done.table, format)
    elif refused:
        write_result(replace(done.table, rows=refused), format)
    for note in done.table.notes if format is OutputFormat.TABLE else ():
        Terminal().note(note)
    if done.n_refused:
        raise typer.Exit(4)


def by_sheet(
    to: Path | None,
    from_: Path | None,
    write: Callable[[Path], object],
    read: Callable[[Path], TicksTaken],
    format: OutputFormat,
) -> None:
    """Write a list to fill in, or take one in and show what was done."""
    if to is not None:
        write(to)
    if from_ is not None:
        show_taken(read(from_), format)


def tick(ticking: Ticking, format: OutputFormat = OutputFormat.TABLE, *, may_follow: bool = True) -> None:
    """Show a list; somebody at a terminal is asked about its rows until they have no more to say, and followed."""
    import typer

    from qualcode.study.ticking import MORE, page_of, read_tick

    if not (may_follow and format is OutputFormat.TABLE and at_screen()):
        write_result(ticking.table(), format)
        return
    page, after = page_of(ticking)
    write_result(page, format)
    while ticking and (written := str(typer.prompt(ticking.ask, default="", show_default=False)).strip()):
        if written in (LIST, MORE):
            page, after = page_of(ticking, after if written == MORE else 0)
            write_result(page, format)
            continue
        try:
            for understood in ticking.answer(*read_tick(written, ticking)):
                Terminal().note(understood)
        except ValueError as why:
            Terminal().warn(str(why))
    ticking.follow()
