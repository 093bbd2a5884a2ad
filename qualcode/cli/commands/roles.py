"""`qualcode roles`: who is who in each interview."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat

app = new_app()

Corrections = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="LABEL=WHO...",
        help="interviewer, informant, other, or an informant's id; nothing takes a correction back.",
    ),
]


@app.command("roles")
def roles_command(
    document: Annotated[str, typer.Argument(help="One interview; * for all of them.")] = "",
    corrections: Corrections = None,
    turns: Annotated[
        bool, typer.Option("--turns", help="Show every turn of one interview, to put single turns right.")
    ] = False,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show who was understood to speak in each interview, and why; put it right.

    qualcode roles kii-03 "SPEAKER 1"=interviewer "Dana"=cso-1 kii-03:14=other

    Corrections are kept in qualcode.toml. Text, passages and decisions stay as they are; suggestions follow, and
    decisions on words that are the interviewer's now are listed and no longer counted.
    """
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.errors import UsageError
    from qualcode.study.reading.speakers import correct_speakers, speakers_of, turns_of
    from qualcode.study.reading.telling import EVERY_DOCUMENT
    from qualcode.study.results.counting import resolution_of
    from qualcode.study.results.uncounted import uncounted_table

    if turns and document in ("", EVERY_DOCUMENT):
        raise UsageError("the turns of which interview?", hint="qualcode roles kii-03 --turns")
    with open_study(project, read_only=not corrections) as study:
        if corrections:
            study = correct_speakers(study, document, corrections)
        write_result(turns_of(study, document) if turns else speakers_of(study, document), format)
        uncounted = uncounted_table(resolution_of(study)) if format is OutputFormat.TABLE else None
    if uncounted:
        write_result(uncounted, format)
