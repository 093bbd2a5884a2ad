"""`qualcode doctor`: what is installed, and whether the study is safe where it lies."""

from __future__ import annotations

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat

app = new_app()


@app.command("doctor")
def doctor_command(
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show versions, the language model in use, and whether the study's folder is a safe place for it."""
    from qualcode.cli.terminal import write_result
    from qualcode.study.health import health_table

    write_result(health_table(project), format)
