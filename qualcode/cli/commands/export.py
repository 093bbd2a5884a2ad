"""`qualcode export`: decisions out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import ProjectPath

app = new_app()


@app.command("export")
def export_command(
    decisions: Annotated[Path, typer.Option("--decisions", metavar="FILE", help="JSON lines; - for stdout.")],
    project: ProjectPath = None,
) -> None:
    """Write everything people decided, noted and read, for `qualcode merge` in another copy of the study."""
    import sys

    from qualcode.cli.terminal import open_study
    from qualcode.study.keeping.merging import export_records, write_records

    with open_study(project, read_only=True) as study:
        if str(decisions) == "-":
            write_records(study, sys.stdout)
            return
        count = export_records(study, decisions)
        study.voice.note(f"{count:,} records written to {decisions}; they hold words of the interviews")
