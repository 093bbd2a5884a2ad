"""`qualcode import`: transcripts into the study."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat

if TYPE_CHECKING:
    from qualcode.model.informant import Roster
    from qualcode.study.reading.interviews import ImportOutcome
    from qualcode.study.study import Study

app = new_app()

Split = Annotated[
    str,
    typer.Option("--split", metavar="PATTERN", help="Headings that begin an interview in a file that holds several."),
]
Reread = Annotated[
    bool,
    typer.Option(
        "--reread", "--reparse", help="Read imported files again; what differs becomes a new version of the document."
    ),
]


@app.command("import")
def import_command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Transcripts: files, folders or globs; default: the study's folder `transcripts`."),
    ] = None,
    project: ProjectPath = None,
    informants: Annotated[
        Path | None, typer.Option("--informants", help="The roster (.csv or .xlsx); default: the study's own.")
    ] = None,
    encoding: Annotated[
        str, typer.Option("--encoding", metavar="NAME", help="Of text files, where it is misjudged: cp1252, cp1256 …")
    ] = "",
    split: Split = "",
    speakers: Annotated[
        str, typer.Option("--speakers", metavar="PATTERN", help="Speaker labels, where they are not recognised.")
    ] = "",
    reread: Reread = False,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Read transcripts into the study and show what was understood.

    Each file is imported whole or not at all; one that cannot be read is named with the reason, the others are
    imported, and the exit code is 4. A file already imported is recognised by its content; one of the same name with
    other content becomes a new version, and decisions are looked for in it.
    """
    from qualcode.cli.terminal import Terminal, open_study, write_result
    from qualcode.errors import ReadError
    from qualcode.readers import ReadOptions
    from qualcode.study.reading.import_notes import report_import
    from qualcode.study.reading.interviews import import_transcripts
    from qualcode.study.reading.options import check_patterns, keep_options
    from qualcode.study.reading.roster import load_roster, roster_problems
    from qualcode.tables.documents import documents_table

    voice = Terminal()
    check_patterns(split=split, speakers=speakers)
    options = ReadOptions(encoding=encoding, split=split, speakers=speakers)
    with open_study(project) as study:
        roster = load_roster(study, informants)
        wanted = paths or [study.folder / "transcripts"]
        outcome = import_transcripts(study, wanted, roster, options, again=reread)
        study.store.facts.record_run("import", {"documents": [document.id for document in outcome.documents]})
        if outcome.documents:
            write_result(documents_table(outcome.documents, brief=format is OutputFormat.TABLE), format)
        _follow(study, roster, outcome)
        imported = {document.name.partition("#")[0] for document in outcome.documents}
        keep_options(study, (path for path in wanted if path.name in imported), options)
        report_import(outcome, roster_problems(study, roster), voice)
        if outcome.found_nothing:
            places = ", ".join(map(str, wanted))
            voice.warn(
                f"{places}: no files there", "put the transcripts there, or name their folder: qualcode import FOLDER"
            )
    raise typer.Exit(ReadError.exit_code if outcome.failures else 0)


def _follow(study: Study, roster: Roster, outcome: ImportOutcome) -> None:
    """Tell anew who speaks in the interviews imported before, and bring the suggestions up to date."""
    from qualcode.study.codebook.suggesting import follow_codebook
    from qualcode.study.reading.roster import assign_again

    new = {document.id for document in outcome.documents}
    if new != set(study.store.documents.ids()):
        outcome.retold = [retold for retold in assign_again(study, roster).changed if retold not in new]
    if outcome.versions or outcome.retold:
        follow_codebook(study)
