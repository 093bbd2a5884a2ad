"""`qualcode status`: how far the study is."""

from __future__ import annotations

from qualcode.cli._app import new_app
from qualcode.cli._options import Format, OutputFormat, ProjectPath

app = new_app()


@app.command("status")
def status_command(
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show what is imported, suggested, decided and left, and what to do next."""
    from qualcode.cli._output import write_result
    from qualcode.cli._progress import progress_table
    from qualcode.cli._study import open_study

    with open_study(project, read_only=True) as study:
        write_result(progress_table(study), format)
