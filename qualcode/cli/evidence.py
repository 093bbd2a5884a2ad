"""`qualcode evidence`: what the interviews say on each evaluation question."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli._app import new_app
from qualcode.cli._options import (
    Coder,
    Coders,
    Format,
    Ids,
    OutputFormat,
    ProjectPath,
    SmallGroups,
    Unit,
    Unreviewed,
    Where,
)

app = new_app()


@app.command("evidence")
def evidence_command(
    by: Annotated[str, typer.Option("--by", help="As in `qualcode frequencies`.")] = "informant_type",
    where: Where = None,
    unit: Unit = "informant",
    small_groups: SmallGroups = False,
    unreviewed: Unreviewed = False,
    coder: Coder = "",
    coders: Coders = "adjudicated",
    ids: Ids = False,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show for each evaluation question who bears it out, in whose words, and what speaks against it.

    A code names its question in the codebook (`question: EQ2`). findings.yaml, where there is one, puts the findings
    first: id, statement, question, codes. How strong the evidence is stays for a person to judge.
    """
    from qualcode.cli._coders import whose
    from qualcode.cli._counting import count
    from qualcode.cli._output import write_figures
    from qualcode.cli._study import open_study
    from qualcode.cli._tables import Cut, evidence_of

    with open_study(project) as study:
        cut = Cut(where=where or (), unit=unit, small_groups=small_groups)
        counted = count(study, unreviewed=unreviewed, coder=whose(study, coder, coders))
        table = evidence_of(counted, cut, by=by)
        write_figures(study, table, format, ids=ids)
