"""`qualcode assign`: the same interviews to several coders."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat

app = new_app()


@app.command("assign")
def assign_command(
    coder: Annotated[list[str] | None, typer.Option("--coder", help="Who codes them; once per coder.")] = None,
    share: Annotated[float, typer.Option("--share", min=0.01, max=1.0, help="Of each informant type.")] = 0.2,
    seed: Annotated[int, typer.Option("--seed", help="Another number draws other interviews.")] = 1,
    document: Annotated[list[str] | None, typer.Option("--document", help="These interviews, not a sample.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the interviews back from these coders.")] = False,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Give several coders the same interviews, each to code alone: a random share of every informant type.

    In these interviews a coder's review offers everything, whatever the others decided; `qualcode agreement` compares
    them, `qualcode adjudicate` settles where they differ. Without --coder: who has what.
    """
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.study.review.assigning import assign, assignment_table, take_back

    with open_study(project, read_only=not coder) as study:
        if undo:
            take_back(study, coder or (), document or ())
        else:
            assign(study, coder or (), share=share, seed=seed, documents=document or ())
        write_result(assignment_table(study), format)
