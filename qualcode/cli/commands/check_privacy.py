"""`qualcode check-privacy`: what a report would give away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath, Unreviewed
from qualcode.cli.terminal import OutputFormat

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study

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
    candidates: Annotated[
        bool, typer.Option("--candidates", help="Propose names nobody has listed; at a terminal, to tick.")
    ] = False,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE.xlsx", help="Write them into a spreadsheet, to tick.")
    ] = None,
    from_: Annotated[
        Path | None, typer.Option("--from", metavar="FILE.xlsx", help="Read such a spreadsheet that was ticked.")
    ] = None,
    project: ProjectPath = None,
    unreviewed: Unreviewed = False,
    format: Format = OutputFormat.TABLE,
) -> None:
    """List names in quotes and groups so small that they point at people, each with its remedy.

    A name that is on no list is not found: --candidates proposes what may be one, in all that a report prints.

    `qualcode report` stops (exit code 6) while one of them is open, and so does this.
    """
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.errors import PrivacyError
    from qualcode.study.results.privacy import breaches_table, remedies, settle_as_asked
    from qualcode.study.results.protecting import looked_for, unlisted

    with open_study(project, read_only=not (replace or allow or reopen or candidates or from_)) as study:
        results = study.results(unreviewed=unreviewed)
        if candidates or to or from_:
            _names(study, results, to, from_, format)
            return
        found = settle_as_asked(
            study, results, replace=replace, allow=allow, reason=reason, reopen=reopen, everything=every_quote
        )
        table = breaches_table(found, settled_too=show_all)
        if table.rows or format is not OutputFormat.TABLE:
            write_result(table, format)
        for line in remedies(found, results):
            study.voice.note(line)
        study.voice.note(looked_for(results))
        study.voice.note(unlisted(study, results))
        n_open = sum(not breach.settled for breach in found)
        study.voice.note(f"{n_open} open, {len(found) - n_open} settled")
    if n_open:
        raise typer.Exit(PrivacyError.exit_code)


def _names(study: Study, results: Results, to: Path | None, from_: Path | None, format: OutputFormat) -> None:
    """Propose what may be a name: in a spreadsheet, or on the screen."""
    from qualcode.cli.ticking import show_taken, tick_names
    from qualcode.study.results.name_sheet import read_names, write_names

    if to is not None:
        write_names(study, results, to)
    if from_ is not None:
        show_taken(read_names(study, results, from_), format)
    if to is None and from_ is None:
        tick_names(study, results, format)
