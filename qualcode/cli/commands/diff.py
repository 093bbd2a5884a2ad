"""`qualcode diff`: which figures moved since a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat

app = new_app()


@app.command("diff")
def diff_command(
    old: Annotated[Path, typer.Argument(metavar="OLD.lock", help="The lock file beside an earlier report.")],
    new: Annotated[
        Path | None, typer.Argument(metavar="[NEW.lock]", help="Another one; default: the study as it is now.")
    ] = None,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Say which figures moved since a report, from what to what, and why: codebook, decisions, interviews, settings."""
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.study.naming import refuse_missing
    from qualcode.study.report.moved import moved_between, moved_since

    for path in (old, *([new] if new else [])):
        refuse_missing(path)
    if new is not None:
        write_result(moved_between(old, new), format)
        return
    with open_study(project) as study:
        write_result(moved_since(study, old), format)
