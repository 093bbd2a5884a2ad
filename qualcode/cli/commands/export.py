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
    import io
    import sys

    from qualcode.cli.terminal import Terminal, open_study
    from qualcode.files.write import write_whole
    from qualcode.study.folder import refuse_own_files

    with open_study(project, read_only=True) as study:
        if str(decisions) == "-":
            study.store.merging.export(sys.stdout)
            return
        refuse_own_files(decisions)
        written = io.StringIO()
        count = study.store.merging.export(written)
    write_whole(decisions, written.getvalue().encode())
    Terminal().note(f"{count:,} records written to {decisions}; they hold words of the interviews")
