"""`qualcode roles`: who is who in each interview."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat
from qualcode.model.label_answer import MAY_BE

app = new_app()

Corrections = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="LABEL=WHO...",
        help=f"{MAY_BE}; nothing takes a correction back.",
    ),
]


@app.command("roles")
def roles_command(
    document: Annotated[str, typer.Argument(help="One interview; * for all of them.")] = "",
    corrections: Corrections = None,
    turns: Annotated[
        bool, typer.Option("--turns", help="Show every turn of one interview, to put single turns right.")
    ] = False,
    left_out: Annotated[
        bool, typer.Option("--left-out", help="Show what the files hold and the texts do not, such as page headers.")
    ] = False,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE.xlsx", help="Write every label into a spreadsheet, to fill in.")
    ] = None,
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE.xlsx", help="Read a spreadsheet of labels that was filled in."),
    ] = None,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show who was understood to speak in each interview, and why; put it right.

    qualcode roles kii-03 "SPEAKER 1"=interviewer "Dana"=cso-1 kii-03:14=other

    At a terminal, without an interview, every label of the study is shown, to say what each is; --to and --from do the
    same in a spreadsheet.

    Corrections are kept in qualcode.toml. Text, passages and decisions stay as they are; suggestions follow, and
    decisions on words that are the interviewer's now are listed and no longer counted.
    """
    from qualcode.cli.terminal import may_ask, open_study, write_result
    from qualcode.cli.ticking import tick_on_screen
    from qualcode.errors import UsageError
    from qualcode.study.reading.speakers import correct_speakers, left_out_of, speakers_of, turns_of
    from qualcode.study.reading.telling import EVERY_DOCUMENT
    from qualcode.study.results.counting import resolution_of
    from qualcode.study.results.uncounted import uncounted_table

    if turns and document in ("", EVERY_DOCUMENT):
        raise UsageError("the turns of which interview?", hint="qualcode roles kii-03 --turns")
    if left_out and (turns or corrections):
        raise UsageError("--left-out shows lines that nobody says", hint="qualcode roles kii-03 --left-out")
    if to or from_:
        _expect_whole_study(document or corrections or turns or left_out or (to and from_))
        _spreadsheet(project, to, from_, format)
        return
    ask = not (document or left_out) and format is OutputFormat.TABLE and may_ask() and sys.stdout.isatty()
    with open_study(project, read_only=not (corrections or ask)) as study:
        if left_out:
            write_result(left_out_of(study, document), format)
            return
        if ask and not study.store.read_only:
            tick_on_screen(study)
            return
        if corrections:
            study = correct_speakers(study, document, corrections)
        write_result(turns_of(study, document) if turns else speakers_of(study, document), format)
        uncounted = uncounted_table(resolution_of(study)) if format is OutputFormat.TABLE else None
    if uncounted:
        write_result(uncounted, format)


def _expect_whole_study(narrowed: object) -> None:
    from qualcode.errors import UsageError

    if narrowed:
        raise UsageError(
            "a spreadsheet of labels is of the whole study", hint="give --to FILE.xlsx or --from FILE.xlsx"
        )


def _spreadsheet(project: Path | None, to: Path | None, from_: Path | None, format: OutputFormat) -> None:
    """Write the list of labels, or take it in and show what was done."""
    from qualcode.cli.terminal import open_study
    from qualcode.cli.ticking import show_taken
    from qualcode.study.reading.label_list import read_labels, write_labels

    with open_study(project) as study:
        if to is not None:
            write_labels(study, to)
        if from_ is None:
            return
        done = read_labels(study, from_)
    show_taken(done, format)
