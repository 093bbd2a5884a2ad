"""`qualcode memos`: notes on the study, an interview, a code, a passage."""

from __future__ import annotations

from qualcode.cli.declare import option, text
from qualcode.cli.options import TableOptions


def command(
    options: TableOptions,
    add: str | None = option("--add", "Write a memo; - reads it from stdin.", None, metavar="TEXT"),
    on: str = text("--on", "study, an interview, a passage (kii-03:128) or a code.", metavar="ID"),
    coder: str = text("--coder", "Who writes; in a list: whose.", envvar="QUALCODE_CODER"),
    replaces: str = text("--replaces", "Id of the memo this one corrects.", metavar="MEMO"),
) -> None:
    """List memos, oldest first, or write one. `--to memos.md` saves them.

    With --on the list holds what is about that interview and its passages, that code or that passage. A corrected memo
    stands in place of the older one; the older one stays in the log.
    """
    from qualcode.cli.terminal import coder_name, said_or_piped
    from qualcode.study.keeping.memos import memo_table, write_memo

    with options.study(read_only=add is None) as study:
        if add is None:
            options.show(memo_table(study, on=on, coder=coder.strip()))
            return
        memo = write_memo(
            study, said_or_piped(add).strip(), on=on or "study", coder=coder_name(coder, study), replaces=replaces
        )
        study.voice.note(f"saved: memo {memo.id[:8]} on {memo.target or 'the study'}")
