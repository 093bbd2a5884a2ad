"""`qualcode memos`: notes on the study, an interview, a code, a passage."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat

app = new_app()


@app.command("memos")
def memos_command(
    add: Annotated[
        str | None, typer.Option("--add", metavar="TEXT", help="Write a memo; - reads it from stdin.")
    ] = None,
    on: Annotated[
        str, typer.Option("--on", metavar="ID", help="study, an interview, a passage (kii-03:128) or a code.")
    ] = "",
    coder: Annotated[str, typer.Option("--coder", help="Who writes; in a list: whose.", envvar="QUALCODE_CODER")] = "",
    replaces: Annotated[str, typer.Option("--replaces", metavar="MEMO", help="Id of the memo this one corrects.")] = "",
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """List memos, oldest first, or write one. `--to memos.md` saves them.

    With --on the list holds what is about that interview and its passages, that code or that passage. A corrected memo
    stands in place of the older one; the older one stays in the log.
    """
    from qualcode.cli.terminal import Terminal, coder_name, open_study, read_stdin, write_result
    from qualcode.study.keeping.memos import memo_table, write_memo

    with open_study(project, read_only=add is None) as study:
        if add is None:
            write_result(memo_table(study, on=on, coder=coder.strip()), format)
            return
        text = read_stdin().strip() if add == "-" else add.strip()
        memo = write_memo(study, text, on=on or "study", coder=coder_name(coder, study), replaces=replaces)
    Terminal().note(f"saved: memo {memo.id[:8]} on {memo.target or 'the study'}")
