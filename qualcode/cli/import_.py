"""`qualcode import`: transcripts into the study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli._app import new_app
from qualcode.cli._options import Format, OutputFormat, ProjectPath, Quiet

app = new_app()


@app.command("import")
def import_command(
    paths: Annotated[list[Path], typer.Argument(help="Transcripts: files, folders or globs.")],
    project: ProjectPath = None,
    informants: Annotated[
        Path | None, typer.Option("--informants", help="The roster (.csv or .xlsx); default: the study's own.")
    ] = None,
    format: Format = OutputFormat.TABLE,  # noqa: A002
    quiet: Quiet = False,
) -> None:
    """Read transcripts into the study and show what was understood.

    Each file is imported whole or not at all; one that cannot be read is named with the reason, the others are
    imported, and the exit code is 4. A file already imported is recognised by its content.
    """
    from qualcode.cli._output import write_result
    from qualcode.cli._reporting import documents_table, report_import
    from qualcode.cli._say import Voice
    from qualcode.cli._stages import import_transcripts, load_roster, roster_problems
    from qualcode.cli._study import open_study

    voice = Voice(quiet=quiet)
    with open_study(project) as study:
        roster = load_roster(study, informants)
        outcome = import_transcripts(study, paths, roster, voice)
        study.project.record_run("import", {"documents": [document.id for document in outcome.documents]})
        if outcome.documents:
            write_result(documents_table(outcome.documents), format)
        exit_code = report_import(outcome, roster_problems(study, roster), voice)
    raise typer.Exit(exit_code)
