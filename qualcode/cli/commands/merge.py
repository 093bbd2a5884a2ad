"""`qualcode merge`: decisions in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import ProjectPath

app = new_app()


@app.command("merge")
def merge_command(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Exports, copies of project.db, or tables of codings (.csv, .xlsx)."),
    ],
    coder: Annotated[str, typer.Option("--coder", help="Who made the codings of a table that does not say.")] = "",
    project: ProjectPath = None,
) -> None:
    """Take in what was decided in other copies of this study. Merging twice changes nothing.

    A table of codings made elsewhere has a row per passage, coder and code, with the headings document, segment (or
    quote), code, coder, and where there are some quote, mark, note. A passage read without finding a code has a row
    with an empty code. Where somebody withdrew consent in another copy, the exit code is 5 until they are forgotten
    here too.
    """
    from qualcode.cli.terminal import open_study
    from qualcode.errors import ReadError, ReviewIncompleteError
    from qualcode.study.keeping.merging import merge_files
    from qualcode.study.withdrawn import say_withdrawn

    with open_study(project) as study:
        n_refused = merge_files(study, files, coder=coder)
        n_withdrawn = say_withdrawn(study)
    if n_refused or n_withdrawn:
        raise typer.Exit(ReadError.exit_code if n_refused else ReviewIncompleteError.exit_code)
