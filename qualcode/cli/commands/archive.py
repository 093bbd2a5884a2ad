"""`qualcode archive`: more interviews than a study is for, matched and counted."""

from __future__ import annotations

from pathlib import Path

import typer

from qualcode.cli.declare import needed, option, text
from qualcode.cli.options import AtScheduler, Format
from qualcode.cli.terminal import OutputFormat
from qualcode.errors import ReadError

WHERE = "Folders, globs, .parquet, .jsonl, addresses such as s3://bucket/folder; or an archive, to count it again."
CODEBOOK = "The codebook: a file, or the name of one qualcode brings."
INFORMANTS = "The list of informants (.csv or .xlsx), where rows do not say it."
OUT = "The folder to leave the archive in; it holds no word that was said."
BY = "informant_type (the default), or a column of the list of informants."
SAMPLE = "A reviewed sample: correct what the rules found by it."
PROCESSES = "How many share the work; 0: as many as this machine has."


def command(
    where: list[str] = needed("ADDRESS...", WHERE),
    codebook: str = text("--codebook", CODEBOOK),
    informants: Path | None = option("--informants", INFORMANTS, None),
    out: Path | None = option("--out", OUT, None, metavar="DIR"),
    by: str = text("--by", BY),
    sample: Path | None = option("--sample", SAMPLE, None, metavar="DIR"),
    levels: int = option("--levels", "How many levels of themes; 0: all.", 0, min=0),
    processes: int = option("--processes", PROCESSES, 0, min=0, max=64),
    scheduler: AtScheduler = "",
    format: Format = OutputFormat.TABLE,
) -> None:
    """Match thousands of interviews and count who raised which theme; whoever is stopped goes on where it stood.

    What the rules find is unreviewed, and says so: `qualcode sample` draws interviews to read, and with --sample the
    table gives shares that people's reading corrects, each with how far it could be from the truth.
    """
    from qualcode.cli.terminal import Terminal, write_result
    from qualcode.study.archive.asked import Asked, archive_asked, table_asked

    asked = Asked(where=where, codebook=codebook, informants=informants, out=out)
    archive = archive_asked(asked, n_processes=processes, scheduler=scheduler, voice=Terminal())
    write_result(table_asked(archive, by, sample, levels=levels), format)
    raise typer.Exit(ReadError.exit_code if archive.store.failures() else 0)
