"""`qualcode review`: accept, reject, skip, add; in a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli._app import new_app
from qualcode.cli._options import Format, OutputFormat, ProjectPath

app = new_app()


@app.command("review")
def review_command(
    project: ProjectPath = None,
    coder: Annotated[str, typer.Option("--coder", help="Who decides.", envvar="QUALCODE_CODER")] = "",
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE.xlsx", help="Write what is left to decide as a spreadsheet.")
    ] = None,
    from_: Annotated[
        Path | None, typer.Option("--from", metavar="FILE.xlsx", help="Take in a spreadsheet that was filled in.")
    ] = None,
    all_passages: Annotated[
        bool, typer.Option("--all-passages", help="With --to: a row for every passage an informant speaks.")
    ] = False,
    code: Annotated[str, typer.Option("--code", help="Only this code and those under it.")] = "",
    document: Annotated[str, typer.Option("--document", help="Only this interview.")] = "",
    format: Format = OutputFormat.TABLE,
) -> None:
    """Decide on suggestions. With --to and --from in a spreadsheet: every row is checked when it comes back.

    Rows that changed in a way that could put a decision on the wrong words are refused, with the reason, and the exit
    code is 4; the other rows are taken in.
    """
    from qualcode.cli._coding_sheet import fill_sheet, read_sheet
    from qualcode.cli._output import write_result
    from qualcode.cli._study import open_study
    from qualcode.errors import UsageError

    if (to is None) == (from_ is None):
        raise UsageError("name a spreadsheet to write (--to) or to read (--from)", hint="see --help")
    with open_study(project) as study:
        if to is not None:
            fill_sheet(study, to, coder=coder.strip(), all_passages=all_passages, code=code, document=document)
            return
        assert from_ is not None  # noqa: S101 - one of the two is given
        table, n_refused = read_sheet(study, from_, coder=coder.strip())
    write_result(table, format)
    if n_refused:
        raise typer.Exit(4)
