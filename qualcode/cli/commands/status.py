"""`qualcode status`: how far the study is."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat

app = new_app()


@app.command("status")
def status_command(
    uncounted: Annotated[
        bool, typer.Option("--uncounted", help="List only the decisions that do not count, with the reason.")
    ] = False,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show what is imported, suggested, decided and left, and at its end the one thing to do next."""
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.study.health import warn_of_copies
    from qualcode.study.results.counting import resolution_of
    from qualcode.study.results.uncounted import uncounted_table
    from qualcode.study.review.next_reading import with_learning
    from qualcode.study.unread import say_unread
    from qualcode.study.withdrawn import say_withdrawn

    with open_study(project, read_only=True) as study:
        say_unread(study)
        say_withdrawn(study)
        warn_of_copies(study)
        resolution = resolution_of(study)
        left_out = uncounted_table(resolution)
        if left_out and (uncounted or format is OutputFormat.TABLE):
            write_result(left_out, format)
        if not uncounted:  # last: it ends with what to do next
            write_result(with_learning(study, study.progress(), always=format is OutputFormat.JSON), format)
        if uncounted and not left_out:
            study.voice.note("every decision counts")
