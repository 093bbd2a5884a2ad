"""`qualcode import`: transcripts into the study."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qualcode.cli.declare import argument, flag, option, sheet, text
from qualcode.cli.options import AtScheduler
from qualcode.cli.projects import ImportOptions, are_projects, import_projects
from qualcode.files.source import ReadOptions

if TYPE_CHECKING:
    from qualcode.readers.several import Several
    from qualcode.study.study import Study

PATHS = "Transcripts: files, folders, globs, .parquet, .jsonl, addresses; default: the study's folder `transcripts`."
INFORMANTS = "The list of informants (.csv or .xlsx); default: the study's own."
ENCODING = "Of text files, where it is misjudged: cp1252, cp1256 …"
SPLIT = "Headings that begin an interview in a file that holds several."
PSEUDONYMS = "Replace names as files are read, by a key kept outside the study: real,shown,kind."
REREAD = "Read imported files again; what differs becomes a new version of the interview."
PROCESSES = "How many share the reading; 0: two where it pays."


def command(
    choices: ImportOptions,
    paths: list[str] | None = argument(None, PATHS, None),
    informants: Path | None = option("--informants", INFORMANTS, None),
    encoding: str = text("--encoding", ENCODING, metavar="NAME"),
    split: str = text("--split", SPLIT, metavar="PATTERN"),
    speakers: str = text("--speakers", "Speaker labels, where they are not recognised.", metavar="PATTERN"),
    pseudonyms: Path | None = sheet("--pseudonyms", PSEUDONYMS, metavar="KEY.csv"),
    reread: bool = flag("--reread --reparse", REREAD),
    details: bool = flag("--details", "Tell too what reading tidied: joined lines, runs of spaces, times."),
    processes: int = option("--processes", PROCESSES, 0, min=0, max=64),
    scheduler: AtScheduler = "",
) -> None:
    """Read transcripts into the study and show what was understood.

    Each file is imported whole or not at all; one that cannot be read is named with the reason, the others are
    imported, and the exit code is 4. A file already imported is recognised by its content; one of the same name with
    other content becomes a new version, and decisions are looked for in it.

    A project of another program (.qdpx, .qde, Taguette's .sqlite3, QualCoder's .qda) is imported with its codebook,
    people and codings, into the study or a new one.
    """
    from qualcode.cli.terminal import may_ask
    from qualcode.errors import ReadError
    from qualcode.study.reading.importing import folder_of, import_files
    from qualcode.study.reading.options import check_patterns

    if paths and are_projects(paths):
        import_projects(paths, choices)
        return
    check_patterns(split=split, speakers=speakers)
    options = ReadOptions(encoding=encoding, split=split, speakers=speakers)
    with choices.study() as study:
        wanted: list[Path | str] = [*paths] if paths else [folder_of(study)]
        if speakers and not _is_wanted(study, wanted, options):
            study.voice.note("nothing was stored")
            return
        outcome = import_files(
            study,
            wanted,
            informants=informants,
            options=options,
            again=reread,
            n_processes=processes,
            scheduler=scheduler,
            details=details,
            pseudonyms=pseudonyms,
            ask_to_split=_ask_to_split if may_ask() and not split else None,
            show=lambda done, marks: choices.show(done.interviews(marks, brief=choices.for_reading)),
        )
    raise typer.Exit(ReadError.exit_code if outcome.failures else 0)


def _ask_to_split(name: str, several: Several) -> bool:
    """Ask whether a file that looks like several interviews is to be read so."""
    from qualcode.model.harmless import visible

    question = f"{name} looks like {several.n} interviews, with headings like '{several.like}'. Read them one by one?"
    return typer.confirm(visible(question), default=True, err=True)


def _is_wanted(study: Study, paths: Sequence[Path | str], options: ReadOptions) -> bool:
    """At a terminal, show what a pattern of labels makes of the first file, and ask whether to store it so."""
    from qualcode.cli.terminal import at_screen, show_now
    from qualcode.errors import ReadError
    from qualcode.study.reading.preview import first_turns

    if not at_screen():
        return True
    try:
        table = first_turns(study, paths, options)
    except ReadError:
        return True  # the import says what is wrong with it
    if table is None:
        return True
    show_now(table)
    return typer.confirm("Store it so?")
