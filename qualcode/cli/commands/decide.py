"""`qualcode decide`: one suggestion settled, without the screen."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import ProjectPath
from qualcode.model.coding import Mark, Verdict

app = new_app()


@app.command("decide")
def decide_command(
    suggestion: Annotated[str, typer.Argument(metavar="ID", help="As `qualcode suggestions` lists it.")],
    verdict: Annotated[Verdict, typer.Argument(help="accept, reject, skip, withdraw; add with --code.")],
    code: Annotated[
        str, typer.Option("--code", help="Where ID is a passage (kii-03:128): the code to decide on.")
    ] = "",
    coder: Annotated[
        str, typer.Option("--coder", help="Who decides; else review.coder of the settings.", envvar="QUALCODE_CODER")
    ] = "",
    mark: Annotated[list[Mark] | None, typer.Option("--mark", help="good quote, contrary, …")] = None,
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
    project: ProjectPath = None,
) -> None:
    """Settle one suggestion. It is stored when this ends with exit code 0.

    `qualcode decide kii-03:128 add --code funding` puts a code on a passage without a suggestion; reject says that it
    is not there.
    """
    from qualcode.cli.terminal import coder_name, open_study
    from qualcode.errors import UsageError
    from qualcode.study.review.sessions import decide

    if verdict is Verdict.ADD and not code:
        raise UsageError("which code is added?", hint="name it with --code; a suggestion itself is accepted")
    with open_study(project) as study:
        name = coder_name(coder, study)
        target = decide(study, name, suggestion, verdict, code=code, marks=mark or (), note=note)
        study.voice.note(f"saved: {verdict} {target.code_id} on {target.segment_id}")
