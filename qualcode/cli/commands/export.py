"""`qualcode export`: the study for others."""

from __future__ import annotations

import sys
from pathlib import Path

from qualcode.cli.declare import flag, sheet, text
from qualcode.cli.options import StudyOptions

DATASET = "Informants against themes for statistics: .csv, .dta, .sps, .R."
FOR = "Of --refi: standard, nvivo, maxqda, atlasti, qualcoder. Of --dataset: spss, stata, r."
SMALL_GROUPS = "Of --dataset: everybody's id and all that is known of them, or what a client may see (default)."


def command(
    options: StudyOptions,
    decisions: Path | None = sheet("--decisions", "What people decided, as JSON lines; - for stdout.", metavar="FILE"),
    refi: Path | None = sheet("--refi", "A project for other programs (.qdpx).", metavar="FILE"),
    taguette: Path | None = sheet("--taguette", "A project for Taguette (.sqlite3).", metavar="FILE"),
    dataset: Path | None = sheet("--dataset", DATASET, metavar="FOLDER|FILE"),
    program: str = text("--for", FOR, metavar="PROGRAM"),
    small_groups: bool = flag("--small-groups/--client", SMALL_GROUPS),
    without_codings: bool = flag("--without-codings", "Of a project: for a second coder, who is not to see them."),
    suggestions: bool = flag("--suggestions", "Of a project: also what the rules propose, as a coder of their own."),
    coder: str = text("--coder", "Of a project: this coder's codings alone.", metavar="NAME"),
) -> None:
    """Write the study for others: decisions for another copy of it, a project for another program, or a data set."""
    from qualcode.study.keeping.exporting import Export, export_study
    from qualcode.study.keeping.projects.giving import GivenOptions

    targets = {"decisions": decisions, "refi": refi, "taguette": taguette, "dataset": dataset}
    of_project = GivenOptions(without_codings=without_codings, suggestions=suggestions, coder=coder)
    wanted = Export(**targets, program=program, small_groups=small_groups, of_project=of_project)
    with options.study(read_only=True) as study:
        export_study(study, wanted, stdout=sys.stdout)
