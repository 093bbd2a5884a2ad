"""`qualcode export`: the study for others."""

from __future__ import annotations

from pathlib import Path

from qualcode.cli.app import new_app
from qualcode.cli.declare import flag, sheet, text
from qualcode.cli.options import ProjectPath

app = new_app()


@app.command("export")
def export_command(
    decisions: Path | None = sheet("--decisions", "What people decided, as JSON lines; - for stdout.", metavar="FILE"),
    refi: Path | None = sheet("--refi", "A project for other programs (.qdpx).", metavar="FILE"),
    taguette: Path | None = sheet("--taguette", "A project for Taguette (.sqlite3).", metavar="FILE"),
    dataset: Path | None = sheet(
        "--dataset", "Informants against themes for statistics: .csv, .dta, .sps, .R.", metavar="FOLDER|FILE"
    ),
    program: str = text(
        "--for",
        "Of --refi: standard, nvivo, maxqda, atlasti, qualcoder. Of --dataset: spss, stata, r.",
        metavar="PROGRAM",
    ),
    small_groups: bool = flag(
        "--small-groups/--client",
        "Of --dataset: everybody's id and all that is known of them, or what a client may see (default).",
    ),
    without_codings: bool = flag("--without-codings", "Of a project: for a second coder, who is not to see them."),
    suggestions: bool = flag("--suggestions", "Of a project: also what the rules propose, as a coder of their own."),
    coder: str = text("--coder", "Of a project: this coder's codings alone.", metavar="NAME"),
    project: ProjectPath = None,
) -> None:
    """Write the study for others: decisions for another copy of it, a project for another program, or a data set."""
    import sys

    from qualcode.cli.terminal import open_study
    from qualcode.study.keeping.exporting import Export, export_study
    from qualcode.study.keeping.projects.giving import GivenOptions

    targets = {"decisions": decisions, "refi": refi, "taguette": taguette, "dataset": dataset}
    of_project = GivenOptions(without_codings=without_codings, suggestions=suggestions, coder=coder)
    wanted = Export(**targets, program=program, small_groups=small_groups, of_project=of_project)
    with open_study(project, read_only=True) as study:
        export_study(study, wanted, stdout=sys.stdout)
