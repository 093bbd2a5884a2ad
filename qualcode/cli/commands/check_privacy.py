"""`qualcode check-privacy`: what a report would give away."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath, Unreviewed
from qualcode.cli.terminal import OutputFormat

app = new_app()


@app.command("check-privacy")
def check_privacy_command(
    show_all: Annotated[bool, typer.Option("--all", help="List what is settled too.")] = False,
    every_quote: Annotated[
        bool, typer.Option("--every-quote", help="Look into all quotes, not only those a report selects.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Settle every name found: [name] is printed in its place.")
    ] = False,
    allow: Annotated[str, typer.Option("--allow", metavar="P-ID", help="Print it as it is; needs --reason.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why; kept with the study.")] = "",
    reopen: Annotated[str, typer.Option("--reopen", metavar="P-ID", help="Take back what was said of it.")] = "",
    project: ProjectPath = None,
    unreviewed: Unreviewed = False,
    format: Format = OutputFormat.TABLE,
) -> None:
    """List names in quotes and groups so small that they point at people, each with its remedy.

    `qualcode report` stops (exit code 6) while one of them is open, and so does this.
    """
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.errors import PrivacyError
    from qualcode.study.results.privacy import breaches_table, remedies, settle_as_asked

    with open_study(project, read_only=not (replace or allow or reopen)) as study:
        results = study.results(unreviewed=unreviewed)
        found = settle_as_asked(
            study, results, replace=replace, allow=allow, reason=reason, reopen=reopen, everything=every_quote
        )
        table = breaches_table(found, settled_too=show_all)
        if table.rows or format is not OutputFormat.TABLE:
            write_result(table, format)
        for line in remedies(found, results):
            study.voice.note(line)
        n_open = sum(not breach.settled for breach in found)
        study.voice.note(f"{n_open} open, {len(found) - n_open} settled")
    if n_open:
        raise typer.Exit(PrivacyError.exit_code)
