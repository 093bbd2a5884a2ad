"""`qualcode run`: all of it at once, unreviewed."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qualcode.cli.declare import needed, option, text
from qualcode.cli.options import AtScheduler
from qualcode.cli.terminal import OutputFormat, Terminal, write_figures
from qualcode.errors import ReadError

if TYPE_CHECKING:
    from qualcode.study.run import RunOutcome

CODEBOOK = "The codebook: a file, or the name of one qualcode brings."
INFORMANTS = "The list of informants (.csv or .xlsx); without one, a list to fill in is written."
GUIDE = "The interview guide (.yaml), to tell 'not asked' from 'not raised'."
TITLE = "What the study is called in titles; default: the folder's name."
SPLIT = "Headings that begin an interview in files that hold several."


def command(
    paths: list[str] = needed(None, "Transcripts: files, folders, globs, .parquet, .jsonl, addresses."),
    codebook: str = needed("--codebook", CODEBOOK),
    out: Path = needed("--out", "The folder to leave the study and report in.", metavar="DIR"),
    informants: Path | None = option("--informants", INFORMANTS, None),
    guide: Path | None = option("--guide", GUIDE, None),
    split: str = text("--split", SPLIT, metavar="PATTERN"),
    title: str = text("--title --name", TITLE),
    scheduler: AtScheduler = "",
) -> None:
    """From transcripts, a codebook and a list of informants to tables, quotes and a report, in one go.

    The figures are of suggestions nobody has reviewed, and say so. DIR becomes a study that every other command opens.
    """
    from qualcode.study.folder import find_codebook
    from qualcode.study.reading.options import check_patterns
    from qualcode.study.run import run_whole

    check_patterns(split=split)
    start = partial(run_whole, out, paths, find_codebook(codebook), informants, voice=Terminal())
    show_run(
        start(guide=guide, title=title, split=split, scheduler=scheduler),
        f"\n{out} is a study, to go on in. Try next:\n"
        f"  cd {out}\n"
        f"  qualcode open                      go on in the browser\n"
        f"  qualcode review                    accept or reject what was suggested (in Excel: --to sheet.xlsx)\n"
        f"  qualcode frequencies --ids         ids of figures, for `qualcode trace F-…`\n"
        f"  qualcode report                    the report of what you have reviewed",
    )


def show_run(done: RunOutcome, next_steps: str) -> None:
    """Show the table of a run, and say what was written and what to do next; exit code 4 where a file was not read."""
    # The report is written by now: whoever reads our output may close the pipe (head, less) at any time.
    write_figures(done.table, OutputFormat.TABLE)
    sys.stdout.flush()
    for path in done.written:
        Terminal().note(f"wrote {path}")
    Terminal().note(next_steps)
    raise typer.Exit(ReadError.exit_code if done.n_failed else 0)
