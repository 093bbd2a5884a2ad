"""`qualcode export`: the study for others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import ProjectPath, with_options

app = new_app()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """What of the study is written, and for whom."""

    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", metavar="FILE", help="What people decided, as JSON lines; - for stdout."),
    ] = None
    refi: Annotated[
        Path | None, typer.Option("--refi", metavar="FILE", help="A project for other programs (.qdpx).")
    ] = None
    taguette: Annotated[
        Path | None, typer.Option("--taguette", metavar="FILE", help="A project for Taguette (.sqlite3).")
    ] = None
    dataset: Annotated[
        Path | None,
        typer.Option(
            "--dataset", metavar="FOLDER|FILE", help="Informants against themes (.csv, .dta, .sps, .R) for statistics."
        ),
    ] = None
    program: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="PROGRAM",
            help="Of --refi: standard, nvivo, maxqda, atlasti, qualcoder; of --dataset: spss, stata, r.",
        ),
    ] = ""
    small_groups: Annotated[
        bool,
        typer.Option(
            "--small-groups/--client",
            help="Of --dataset: everybody's id and all that is known of them, or what a client may see (default).",
        ),
    ] = False
    without_codings: Annotated[
        bool, typer.Option("--without-codings", help="Of a project: for a second coder, who is not to see them.")
    ] = False
    suggestions: Annotated[
        bool, typer.Option("--suggestions", help="Of a project: also what the rules propose, as a coder of their own.")
    ] = False
    coder: Annotated[str, typer.Option("--coder", metavar="NAME", help="Of a project: this coder's codings alone.")] = (
        ""
    )
    project: ProjectPath = None


@app.command("export")
@with_options(ExportOptions)
def export_command(given: ExportOptions) -> None:
    """Write the study for others: decisions for another copy of it, a project for another program, or a data set."""
    import sys

    from qualcode.cli.terminal import open_study
    from qualcode.study.keeping.exporting import Export, export_study
    from qualcode.study.keeping.projects.giving import GivenOptions

    of_project = GivenOptions(without_codings=given.without_codings, suggestions=given.suggestions, coder=given.coder)
    wanted = Export(
        decisions=given.decisions,
        refi=given.refi,
        taguette=given.taguette,
        dataset=given.dataset,
        program=given.program,
        small_groups=given.small_groups,
        of_project=of_project,
    )
    with open_study(given.project, read_only=True) as study:
        export_study(study, wanted, stdout=sys.stdout)
