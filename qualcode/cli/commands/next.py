"""`qualcode next`: which passages are most worth reading."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat
from qualcode.review.queue import Goal

app = new_app()


@app.command("next")
def next_command(
    project: ProjectPath = None,
    goal: Annotated[
        Goal, typer.Option("--goal", help="Find which informants raise which themes, or most codings.")
    ] = Goal.INFORMANTS,
    code: Annotated[str, typer.Option("--code", help="Only this code and those under it.")] = "",
    size: Annotated[int, typer.Option("--size", min=1, help="How many passages.")] = 10,
    coder: Annotated[str, typer.Option("--coder", help="Who reads; interviews they code alone are left out.")] = "",
    why: Annotated[bool, typer.Option("--why", help="Each code with how sure that is, and why.")] = False,
    format: Format = OutputFormat.TABLE,
) -> None:
    """List the unread passages that are most worth reading, and say how much is probably still to be found.

    The order is learned from what is coded and from what was read and not coded. One passage in ten is drawn at random.
    """
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.study.review.next_reading import next_table

    with open_study(project, read_only=True) as study:
        write_result(next_table(study, goal=goal, code=code, size=size, coder=coder, why=why), format)
