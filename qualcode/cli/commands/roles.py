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
    from qualcode.study.codebook.suggesting import follow_codebook
    from qualcode.study.reading.roster import assign_again
    from qualcode.study.reading.speakers import (
        EVERY_DOCUMENT,
        correct_roles,
        documents_named,
        read_corrections,
        roles_table,
        turns_table,
    )
    from qualcode.study.results.counting import resolution_of
    from qualcode.study.results.uncounted import uncounted_table

    if turns and document in ("", EVERY_DOCUMENT):
        raise UsageError("the turns of which interview?", hint="qualcode roles kii-03 --turns")
    with open_study(project, read_only=not corrections) as study:
        roster = study.roster()
        documents = list(study.store.documents.all())
        named = documents_named(documents, document)
        if corrections:
            passages = {segment.id for one in named for segment in study.store.documents.segments(one.id)}
            meant = read_corrections(corrections, named, roster, passages)
            study = correct_roles(study, EVERY_DOCUMENT if document == EVERY_DOCUMENT else named[0].id, meant)
            ids = {one.id for one in named}
            named = [one for one in assign_again(study, roster).documents if one.id in ids]
            follow_codebook(study)
        if turns:
            write_result(turns_table(named[0], study.store.documents.segments(named[0].id)), format)
        else:
            write_result(roles_table(named, roster, study.settings.roles), format)
        uncounted = uncounted_table(resolution_of(study)) if format is OutputFormat.TABLE else None
    if uncounted:
        write_result(uncounted, format)
