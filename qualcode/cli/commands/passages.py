"""`qualcode passages`: what informants say, passage by passage."""

from __future__ import annotations

from qualcode.cli.app import new_app
from qualcode.cli.declare import with_options
from qualcode.cli.options import TableOptions

app = new_app()


@app.command("passages")
@with_options(TableOptions)
def passages_command(options: TableOptions) -> None:
    """List what informants say, passage by passage, with who read it and what was decided on it."""
    from qualcode.study.review.passages import passages_table

    with options.study(read_only=True) as study:
        options.show(passages_table(study))
