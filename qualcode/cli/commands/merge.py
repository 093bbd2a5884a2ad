"""`qualcode merge`: decisions in."""

from __future__ import annotations

from pathlib import Path

import typer

from qualcode.cli.declare import needed, text
from qualcode.cli.options import StudyOptions

FILES = "Exports, copies of project.db, or tables of codings (.csv, .xlsx)."


def command(
    options: StudyOptions,
    files: list[Path] = needed("FILE...", FILES),
    coder: str = text("--coder", "Who made the codings of a table that does not say."),
) -> None:
    """Take in what was decided in other copies of this study. Merging twice changes nothing.

    A table of codings made elsewhere has a row per passage, coder and code, with the headings document, segment (or
    quote), code, coder, and where there are some quote, mark, note. A passage read without finding a code has a row
    with an empty code. Where somebody withdrew consent in another copy, the exit code is 5 until they are forgotten
    here too.
    """
    from qualcode.errors import ReadError, ReviewIncompleteError
    from qualcode.study.keeping.merging import merge_files
    from qualcode.study.withdrawn import say_withdrawn

    with options.study() as study:
        n_refused = merge_files(study, files, coder=coder)
        n_withdrawn = say_withdrawn(study)
    if n_refused or n_withdrawn:
        raise typer.Exit(ReadError.exit_code if n_refused else ReviewIncompleteError.exit_code)
