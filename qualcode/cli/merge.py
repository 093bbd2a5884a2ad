"""`qualcode merge`: decisions in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli._app import new_app
from qualcode.cli._options import ProjectPath

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
    with an empty code.
    """
    from qualcode.cli._codebook_edits import warn_of_other_codebook
    from qualcode.cli._codings import is_codings, merge_codings
    from qualcode.cli._say import Voice
    from qualcode.cli._study import open_study

    voice = Voice()
    n_refused = 0
    with open_study(project) as study:
        for path in files:
            if is_codings(path):
                n_refused += merge_codings(study, path, voice, coder=coder)
                continue
            merged = study.project.merge(path)
            added = ", ".join(f"{count:,} {kind}s" for kind, count in merged.added.items() if count)
            voice.note(f"{path}: {added or 'nothing new'} ({sum(merged.known.values()):,} records were here already)")
            if merged.forgotten:
                voice.note(f"{path}: {merged.forgotten:,} records of people who withdrew consent left out")
            for record in merged.altered:
                voice.warn(f"{path}: record {record} says something else here; the one here is kept")
        warn_of_other_codebook(study, voice)
    if n_refused:
        raise typer.Exit(4)
