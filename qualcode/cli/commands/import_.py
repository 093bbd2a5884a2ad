"""`qualcode import`: transcripts into the study."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.declare import with_options
from qualcode.cli.options import AtScheduler, Format, ProjectPath
from qualcode.cli.projects import ProjectChoices, are_projects, import_projects
from qualcode.cli.terminal import OutputFormat
from qualcode.model.harmless import visible

if TYPE_CHECKING:
    from qualcode.readers import ReadOptions
    from qualcode.readers.several import Several
    from qualcode.study.study import Study

app = new_app()

Split = Annotated[
    str,
    typer.Option("--split", metavar="PATTERN", help="Headings that begin an interview in a file that holds several."),
]
Reread = Annotated[
    bool,
    typer.Option(
        "--reread", "--reparse", help="Read imported files again; what differs becomes a new version of the interview."
    ),
]
Speakers = Annotated[
    str, typer.Option("--speakers", metavar="PATTERN", help="Speaker labels, where they are not recognised.")
]
Encoding = Annotated[
    str, typer.Option("--encoding", metavar="NAME", help="Of text files, where it is misjudged: cp1252, cp1256 …")
]
Details = Annotated[
    bool, typer.Option("--details", help="Tell too what reading tidied: joined lines, runs of spaces, times.")
]


NOTHING_THERE = "put the transcripts there, or name their folder: qualcode import FOLDER"


def _ask_to_split(name: str, several: Several) -> bool:
    """Ask whether a file that looks like several interviews is to be read so."""
    question = f"{name} looks like {several.n} interviews, with headings like '{several.like}'. Read them one by one?"
    return typer.confirm(visible(question), default=True, err=True)


@app.command("import")
@with_options(ProjectChoices)
def import_command(
    choices: ProjectChoices,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Transcripts: files, folders or globs; default: the study's folder `transcripts`."),
    ] = None,
    project: ProjectPath = None,
    informants: Annotated[
        Path | None,
        typer.Option("--informants", help="The list of informants (.csv or .xlsx); default: the study's own."),
    ] = None,
    encoding: Encoding = "",
    split: Split = "",
    speakers: Speakers = "",
    reread: Reread = False,
    details: Details = False,
    processes: Annotated[
        int, typer.Option("--processes", min=0, max=64, help="How many share the reading; 0: two where it pays.")
    ] = 0,
    scheduler: AtScheduler = "",
    format: Format = OutputFormat.TABLE,
) -> None:
    """Read transcripts into the study and show what was understood.

    Each file is imported whole or not at all; one that cannot be read is named with the reason, the others are
    imported, and the exit code is 4. A file already imported is recognised by its content; one of the same name with
    other content becomes a new version, and decisions are looked for in it.

    A project of another program (.qdpx, .qde, Taguette's .sqlite3, QualCoder's .qda) is imported with its codebook,
    people and codings, into the study or a new one.
    """
    from qualcode.cli.terminal import Terminal, may_ask, open_study, write_result
    from qualcode.errors import ReadError
    from qualcode.readers import ReadOptions
    from qualcode.study.cluster import cluster_at
    from qualcode.study.reading.import_notes import report_import
    from qualcode.study.reading.interviews import follow_import, import_transcripts
    from qualcode.study.reading.looking import mark_documents
    from qualcode.study.reading.options import check_patterns, keep_options
    from qualcode.study.reading.roster import load_roster
    from qualcode.study.reading.roster_problems import roster_problems

    if paths and are_projects(paths):
        import_projects(paths, project, choices, format)
        return
    voice = Terminal()
    check_patterns(split=split, speakers=speakers)
    options = ReadOptions(encoding=encoding, split=split, speakers=speakers)
    with open_study(project) as study:
        wanted = paths or [study.folder / "transcripts"]
        if speakers and not _is_wanted(study, wanted, options):
            voice.note("nothing was stored")
            return
        roster = load_roster(study, informants, strict=informants is not None)
        ask = _ask_to_split if may_ask() and not split else None
        with cluster_at(scheduler, study.settings, voice) as cluster:
            outcome = import_transcripts(
                study, wanted, roster, options, again=reread, ask_to_split=ask, n_processes=processes, cluster=cluster
            )
        outcome = follow_import(study, roster, outcome)
        marks = mark_documents(study, outcome.documents, are_all=outcome.is_all)
        if outcome.documents:
            write_result(outcome.interviews(marks, brief=format is OutputFormat.TABLE), format)
        keep_options(study, wanted, outcome.documents, options, split=outcome.split)
        problems = roster_problems(study, roster, outcome.documents if outcome.is_all else None)
        report_import(outcome, problems, voice, marks=marks, details=details)
        if outcome.found_nothing:
            voice.warn(f"{', '.join(map(str, wanted))}: no files there", NOTHING_THERE)
    raise typer.Exit(ReadError.exit_code if outcome.failures else 0)


def _is_wanted(study: Study, paths: Sequence[Path], options: ReadOptions) -> bool:
    """At a terminal, show what a pattern of labels makes of the first file, and ask whether to store it so."""
    from qualcode.cli.terminal import may_ask, show_now
    from qualcode.errors import ReadError
    from qualcode.study.reading.preview import first_turns

    if not (may_ask() and sys.stdout.isatty()):
        return True
    try:
        table = first_turns(study, paths, options)
    except ReadError:
        return True  # the import says what is wrong with it
    if table is None:
        return True
    show_now(table)
    return typer.confirm("Store it so?")
