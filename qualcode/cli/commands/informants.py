"""`qualcode informants`: the list of informants."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat

app = new_app()


@app.command("informants")
def informants_command(
    draft: Annotated[
        bool,
        typer.Option(
            "--draft",
            help="Add a row to the list for each interview without one, for you to fill in. A new list is an Excel "
            "file, with --format csv a .csv.",
        ),
    ] = False,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Read the list of informants again, check it against the transcripts and list it.

    A changed list takes effect here: turns are given to their informants anew; text and passages stay as they are.
    """
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.study.reading.import_notes import report_problems
    from qualcode.study.reading.looking import mark_documents
    from qualcode.study.reading.roster import draft_roster, read_roster_again

    with open_study(project) as study:
        if draft:
            draft_roster(study, as_csv=format is OutputFormat.CSV)
            return
        read = read_roster_again(study)
        write_result(read.informants(), format)
        if format is OutputFormat.TABLE and read.documents:
            write_result(read.interviews(mark_documents(study, read.documents), brief=True), format)
        report_problems(read.problems, study.voice)
    raise typer.Exit(3 if read.has_errors else 0)
