"""`qualcode log`: who did what, in order."""

from __future__ import annotations

from qualcode.cli.declare import option, text
from qualcode.cli.options import TableOptions


def command(
    options: TableOptions,
    coder: str = text("--coder", "Only what this coder did."),
    code: str = text("--code", "Only this code."),
    document: str = text("--document", "Only this interview and its passages."),
    what: str = text("--what", "Only accept, reject, memo, exclude, import …"),
    since: str = text("--since", "From this day on: 2026-11-24.", metavar="DATE"),
    last: int = option("--last", "Only so many, the newest; 0: all.", 0, min=0),
) -> None:
    """Show the audit trail: decisions, memos, events and commands, in the order they were made.

    Nothing in it is ever changed or deleted, but for people who withdrew consent.
    """
    from qualcode.study.keeping.log import log_table

    with options.study(read_only=True) as study:
        options.show(log_table(study, coder=coder, code=code, document=document, what=what, since=since, last=last))
