"""`qualcode passages`: what informants say, passage by passage."""

from __future__ import annotations

from pathlib import Path

from qualcode.cli.declare import sheet
from qualcode.cli.options import TableOptions


def command(
    options: TableOptions,
    key: Path | None = sheet("--reveal", "Put names back by the key that they were replaced by.", metavar="KEY.csv"),
) -> None:
    """List what informants say, passage by passage, with who read it and what was decided on it."""
    from qualcode.study.reading.pseudonyms import reveal
    from qualcode.study.review.passages import passages_table

    with options.study(read_only=True) as study:
        table = passages_table(study)
        options.show(reveal(study, table, key) if key is not None else table)
