"""`qualcode framework`: what each informant says on each theme, in people's words."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli.declare import argument, flag, option, sheet, text
from qualcode.cli.options import TableOptions
from qualcode.errors import UsageError
from qualcode.model.summary import By

if TYPE_CHECKING:
    from qualcode.study.study import Study


def command(
    given: TableOptions,
    informant: str = argument("[INFORMANT]", "Whose cell to write, with --on and one of the two below.", ""),
    on: str = text("--on", "The theme or question of the cell; of the table: only this one.", metavar="ID"),
    write: str | None = option("--write", "What the informant says on it, in your words; empty: take it back.", None),
    keep: bool = flag("--keep", "What is written there still holds of the passages of today."),
    to: Path | None = sheet("--to", "Write every cell with the words behind it, to fill in."),
    from_: Path | None = sheet("--from", "Take that in, filled in."),
    by: By = option("--by", "Themes, or questions of the interview guide.", By.THEME),
    levels: int = option("--levels", "Levels of themes; 0: all, 1: the top ones and those written on.", 1, min=0),
    coder: str = text("--coder", "Who writes.", metavar="NAME", envvar="QUALCODE_CODER"),
) -> None:
    """Show the framework matrix, informants against themes or questions, or write what stands in its cells.

    A cell holds a summary in a coder's words, and the passages it was written from; it says so where these changed
    since. For the study's team: a row is a person.
    """
    from qualcode.cli.terminal import coder_name
    from qualcode.cli.ticking import show_taken
    from qualcode.study.results.framework import framework_of, matrix_of
    from qualcode.study.results.framework_sheet import read_framework_sheet, write_framework_sheet

    ways = [to is not None, from_ is not None, bool(informant)]
    if sum(ways) > 1 or bool(informant) != (write is not None or keep) or (keep and write is not None):
        raise UsageError(
            "one informant with --on and --write or --keep, or a spreadsheet with --to or --from",
            hint='qualcode framework cso-1 --on funding --write "…"',
        )
    with given.study() as study:
        if informant:
            _write(study, informant, on, by, write, coder)
            return
        results = study.results()
        make = partial(framework_of, study, results, by=by, levels=levels, only=on)
        if to is not None:
            write_framework_sheet(study, results, make(), to)
        elif from_ is not None:
            show_taken(read_framework_sheet(study, results, from_, coder=coder_name(coder, study)), given.format)
        else:
            given.show(matrix_of(make()))


def _write(study: Study, informant: str, on: str, by: By, words: str | None, coder: str) -> None:
    """Write one cell; None says that what stands there still holds."""
    from qualcode.cli.terminal import coder_name
    from qualcode.study.results.framework import box_named, keep_summary, write_summary

    if not on:
        raise UsageError("on which theme?", hint=f"qualcode framework {informant} --on funding")
    box = box_named(study, study.results(), informant, on, by=by)
    name = coder_name(coder, study)
    kept = keep_summary(study, box, coder=name) if words is None else write_summary(study, box, words, coder=name)
    where = f"{box.place.informant_id}, {box.place.of}"
    study.voice.note(f"saved: {where}" if kept else f"taken back: {where}")
