"""`qualcode log`: who did what, in order."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat

app = new_app()


@app.command("log")
def log_command(
    coder: Annotated[str, typer.Option("--coder", help="Only what this coder did.")] = "",
    code: Annotated[str, typer.Option("--code", help="Only this code.")] = "",
    document: Annotated[str, typer.Option("--document", help="Only this interview and its passages.")] = "",
    what: Annotated[str, typer.Option("--what", help="Only accept, reject, memo, exclude, import …")] = "",
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="From this day on: 2026-11-24.")] = "",
    last: Annotated[int, typer.Option("--last", min=0, help="Only so many, the newest; 0: all.")] = 0,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show the audit trail: decisions, memos, events and commands, in the order they were made.

    Nothing in it is ever changed or deleted, but for people who withdrew consent.
    """
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.study.keeping.log import log_table

    with open_study(project, read_only=True) as study:
        write_result(
            log_table(study, coder=coder, code=code, document=document, what=what, since=since, last=last), format
        )
