"""`qualcode trace`: from a figure to the words."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli._app import new_app
from qualcode.cli._options import Format, OutputFormat, ProjectPath

app = new_app()


@app.command("trace")
def trace_command(
    figure: Annotated[str, typer.Argument(metavar="F-ID", help="The figure's id, as tables and reports print it.")],
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show what a figure was counted from: informants, passages, the rule or coder, the words."""
    from qualcode.cli._output import write_result
    from qualcode.cli._study import open_study
    from qualcode.cli._tracing import trace_table

    with open_study(project, read_only=True) as study:
        write_result(trace_table(study, figure), format)
