"""`qualcode informants`: the roster."""

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
        typer.Option("--draft", help="Add a row to the list for each interview without one, for you to fill in."),
    ] = False,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Read the roster again, check it against the transcripts and list it.

    A changed roster takes effect here: turns are given to their informants anew; text and passages stay as they are.
    """
    from qualcode.cli.terminal import Terminal, open_study, write_result
    from qualcode.study.codebook.suggesting import follow_codebook
    from qualcode.study.reading.import_notes import report_problems, roster_table
    from qualcode.study.reading.roster import assign_again, draft_roster, load_roster, roster_problems
    from qualcode.tables.documents import documents_table

    voice = Terminal()
    with open_study(project) as study:
        if draft:
            draft_roster(study)
            return
        roster = load_roster(study)
        documents = assign_again(study, roster).documents
        follow_codebook(study)
        problems = roster_problems(study, roster)
        write_result(roster_table(roster, documents), format)
        if format is OutputFormat.TABLE and documents:
            write_result(documents_table(documents, brief=True), format)
        report_problems(problems, voice)
    raise typer.Exit(3 if any(problem.is_error for problem in problems) else 0)
