"""`qualcode quotes`: extracts by theme and informant type."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli._app import new_app
from qualcode.cli._options import Coder, Coders, Format, OutputFormat, ProjectPath, Strict

app = new_app()


@app.command("quotes")
def quotes_command(
    project: ProjectPath = None,
    code: Annotated[str, typer.Option("--code", help="One theme, with those under it; default: all.")] = "",
    informant_type: Annotated[str, typer.Option("--type", help="One informant type; default: all.")] = "",
    all_quotes: Annotated[bool, typer.Option("--all", help="Every quote instead of a balanced selection.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Say why each quote was chosen.")] = False,
    unreviewed: Annotated[
        bool, typer.Option("--unreviewed", help="From suggestions, although there are decisions.")
    ] = False,
    coder: Coder = "",
    coders: Coders = "adjudicated",
    strict: Strict = False,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show what informants said on each theme, in their words.

    A balanced selection: one quote per informant before a second from anyone, every type that raised the theme.
    Roster names inside a quote are replaced by [name].
    """
    from qualcode.cli._coders import expect_complete, whose
    from qualcode.cli._counting import count
    from qualcode.cli._output import write_result
    from qualcode.cli._quoting import quote_table
    from qualcode.cli._study import open_study

    with open_study(project, read_only=True) as study:
        counted = count(study, unreviewed=unreviewed, coder=whose(study, coder, coders))
        write_result(
            quote_table(counted, code=code, informant_type=informant_type, everything=all_quotes, why=why), format
        )
        if strict:
            expect_complete(counted)
