"""`qualcode run`: all of it at once, unreviewed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import AtScheduler
from qualcode.cli.terminal import OutputFormat, Terminal, write_figures
from qualcode.errors import ReadError

if TYPE_CHECKING:
    from qualcode.study.run import RunOutcome

app = new_app()


@app.command("run")
def run_command(
    paths: Annotated[list[Path], typer.Argument(help="Transcripts: files, folders or globs.")],
    codebook: Annotated[
        str, typer.Option("--codebook", help="The codebook: a file, or the name of one qualcode brings.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to leave the study and report in.")],
    informants: Annotated[
        Path | None,
        typer.Option(
            "--informants", help="The list of informants (.csv or .xlsx); without one, a list to fill in is written."
        ),
    ] = None,
    guide: Annotated[
        Path | None, typer.Option("--guide", help="The interview guide (.yaml), to tell 'not asked' from 'not raised'.")
    ] = None,
    split: Annotated[
        str,
        typer.Option("--split", metavar="PATTERN", help="Headings that begin an interview in files that hold several."),
    ] = "",
    title: Annotated[
        str, typer.Option("--title", "--name", help="What the study is called in titles; default: the folder's name.")
    ] = "",
    scheduler: AtScheduler = "",
) -> None:
    """From transcripts, a codebook and a list of informants to tables, quotes and a report, in one go.

    The figures are of suggestions nobody has reviewed, and say so. DIR becomes a study that every other command opens.
    """
    from qualcode.study.folder import find_codebook
    from qualcode.study.reading.options import check_patterns
    from qualcode.study.run import run_whole

    voice = Terminal()
    check_patterns(split=split)
    codes = find_codebook(codebook)
    done = run_whole(
        out, paths, codes, informants, guide=guide, title=title, split=split, scheduler=scheduler, voice=voice
    )
    show_run(done)
    voice.note(
        f"\n{out} is a study, to go on in. Try next:\n"
        f"  cd {out}\n"
        f"  qualcode open                      go on in the browser\n"
        f"  qualcode review                    accept or reject what was suggested (in Excel: --to sheet.xlsx)\n"
        f"  qualcode frequencies --ids         ids of figures, for `qualcode trace F-…`\n"
        f"  qualcode report                    the report of what you have reviewed"
    )
    raise typer.Exit(ReadError.exit_code if done.n_failed else 0)


def show_run(done: RunOutcome) -> None:
    """Show the table of a run, and name what was written."""
    # The report is written by now: whoever reads our output may close the pipe (head, less) at any time.
    write_figures(done.table, OutputFormat.TABLE)
    sys.stdout.flush()
    for path in done.written:
        Terminal().note(f"wrote {path}")
