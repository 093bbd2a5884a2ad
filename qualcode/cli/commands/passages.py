"""`qualcode passages`: what informants say, passage by passage."""

from __future__ import annotations

from qualcode.cli.options import TableOptions


def command(options: TableOptions) -> None:
    """List what informants say, passage by passage, with who read it and what was decided on it."""
    from qualcode.study.review.passages import passages_table

    with options.study(read_only=True) as study:
        options.show(passages_table(study))
