"""`qualcode trace`: from a figure to the words."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat

app = new_app()


@app.command("trace")
def trace_command(
    target: Annotated[
        str,
        typer.Argument(
            metavar="F-ID",
            help="A figure's or a quote's id, as reports print it; or a passage: kii-03:128.",
        ),
    ],
    project: ProjectPath = None,
    code: Annotated[str, typer.Option("--code", help="Of a passage: every rule of this code.")] = "",
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show what a figure was counted from: informants, passages, the rule or coder, the words.

    Of a quote: its passage, and what it was coded by. Of a passage: why each code was suggested there or not, with the
    nearest miss.
    """
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.study.codebook.explaining import explained_table, is_segment_id
    from qualcode.study.results.tracing import trace_table

    with open_study(project, read_only=True) as study:
        if is_segment_id(target):
            write_result(explained_table(study, target, study.codebook(), code), format)
        else:
            write_result(trace_table(study, target), format)
