"""`qualcode diff`: which figures moved since a report."""

from __future__ import annotations

from pathlib import Path

from qualcode.cli.declare import argument, needed
from qualcode.cli.options import TableOptions


def command(
    options: TableOptions,
    old: Path = needed("OLD.lock", "The lock file beside an earlier report."),
    new: Path | None = argument("[NEW.lock]", "Another one; default: the study as it is now.", None),
) -> None:
    """Say which figures moved since a report, from what to what, and why: codebook, decisions, interviews, settings."""
    from qualcode.study.naming import refuse_missing
    from qualcode.study.report.moved import moved_between, moved_since

    for path in (old, *([new] if new else [])):
        refuse_missing(path)
    if new is not None:
        options.show(moved_between(old, new))
        return
    with options.study() as study:
        options.show(moved_since(study, old))
