"""`qualcode informants`: the list of informants."""

from __future__ import annotations

import typer

from qualcode.cli.declare import flag
from qualcode.cli.options import TableOptions
from qualcode.cli.terminal import OutputFormat

DRAFT = (
    "Add a row to the list for each interview without one, for you to fill in. A new list is an Excel file, with "
    "--format csv a .csv."
)


def command(options: TableOptions, draft: bool = flag("--draft", DRAFT)) -> None:
    """Read the list of informants again, check it against the transcripts and list it.

    A changed list takes effect here: turns are given to their informants anew; text and passages stay as they are.
    """
    from qualcode.study.reading.import_notes import report_problems
    from qualcode.study.reading.looking import mark_documents
    from qualcode.study.reading.roster import draft_roster, read_roster_again

    with options.study() as study:
        if draft:
            draft_roster(study, as_csv=options.format is OutputFormat.CSV)
            return
        read = read_roster_again(study)
        options.show(read.informants())
        if options.for_reading and read.documents:
            options.show(read.interviews(mark_documents(study, read.documents), brief=True))
        report_problems(read.problems, study.voice)
    raise typer.Exit(3 if read.has_errors else 0)
