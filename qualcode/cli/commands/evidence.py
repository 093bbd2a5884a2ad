"""`qualcode table evidence`: what the interviews say on each evaluation question."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import FigureOptions, SmallGroups, Unit, with_figure_options

app = new_app()


@app.command("evidence")
@with_figure_options
def evidence_command(
    figures: FigureOptions,
    by: Annotated[str, typer.Option("--by", help="As in `qualcode frequencies`.")] = "informant_type",
    unit: Unit = "informant",
    small_groups: SmallGroups = None,
) -> None:
    """Show for each evaluation question who bears it out, in whose words, and what speaks against it.

    A code names its question in the codebook (`question: EQ2`). findings.yaml, where there is one, puts the findings
    first: id, statement, question, codes. How strong the evidence is stays for a person to judge.
    """

    with figures.study() as study:
        table = figures.results(study).evidence(by, **figures.scope(unit=unit, small_groups=small_groups))
        figures.write(study, table)
