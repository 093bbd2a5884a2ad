"""`qualcode passages`: what informants say, passage by passage."""

from __future__ import annotations

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat

app = new_app()


@app.command("passages")
def passages_command(project: ProjectPath = None, format: Format = OutputFormat.TABLE) -> None:
    """List what informants say, passage by passage, with who read it and what was decided on it."""
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.study.review.passages import passages_table

    with open_study(project, read_only=True) as study:
        write_result(passages_table(study), format)
