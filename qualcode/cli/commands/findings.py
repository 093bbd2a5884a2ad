"""`qualcode findings`: who speaks for each finding, and who against it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import FigureOptions, SmallGroups, Unit, with_figure_options

app = new_app()


@app.command("findings")
@with_figure_options
def findings_command(
    figures: FigureOptions,
    passage: Annotated[
        str, typer.Argument(metavar="[PASSAGE]", help="A passage to mark: kii-03:128, with one of the three below.")
    ] = "",
    for_: Annotated[str, typer.Option("--for", metavar="ID", help="It speaks for this finding.")] = "",
    against: Annotated[str, typer.Option("--against", metavar="ID", help="It speaks against it.")] = "",
    neither: Annotated[str, typer.Option("--neither", metavar="ID", help="Take the mark back.")] = "",
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE.xlsx", help="Write the passages on their themes, to mark.")
    ] = None,
    from_: Annotated[Path | None, typer.Option("--from", metavar="FILE.xlsx", help="Take that in, filled in.")] = None,
    by: Annotated[str, typer.Option("--by", help="As in `qualcode frequencies`.")] = "informant_type",
    unit: Unit = "informant",
    small_groups: SmallGroups = None,
) -> None:
    """Show who speaks for each finding of findings.yaml and who against it, or mark passages.

    A theme that somebody spoke on is no evidence for a statement: passages are marked one by one, here, on the review
    screen or in a spreadsheet; --coder says who marks.
    """
    from qualcode.cli.marking import mark_findings

    with figures.study() as study:
        stances = {"for": for_, "against": against, "neither": neither}
        if passage or any(stances.values()) or to is not None or from_ is not None:
            mark_findings(study, figures, passage, stances, to=to, from_=from_)
            return
        table = figures.results(study).findings(by, **figures.scope(unit=unit, small_groups=small_groups))
        figures.write(study, table)
