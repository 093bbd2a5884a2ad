"""`qualcode decide`: one suggestion settled, without the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import ProjectPath
from qualcode.model.coding import Mark, Verdict

if TYPE_CHECKING:
    from qualcode.review.library import Item
    from qualcode.review.session import Session

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
    from qualcode.cli.terminal import Terminal, coder_name, open_study
    from qualcode.errors import UsageError
    from qualcode.study.review.sessions import find_item, find_on_passage, open_session

    if verdict is Verdict.ADD and not code:
        raise UsageError("which code is added?", hint="name it with --code; a suggestion itself is accepted")
    with open_study(project) as study:
        session = open_session(study, coder_name(coder, study))
        item = find_on_passage(session, suggestion, code) if code else find_item(session, suggestion)
        _check(session, item, verdict, mark or ())
        session.decide(item, verdict, marks=mark or (), note=note)
    Terminal().note(f"saved: {verdict} {item.target.code_id} on {item.target.segment_id}")


def _check(session: Session, item: Item, verdict: Verdict, marks: Sequence[Mark]) -> None:
    """Refuse what the screen does not offer, either."""
    from qualcode.errors import UsageError
    from qualcode.review.library import is_informants

    code_id, segment_id = item.target.code_id, item.target.segment_id
    if verdict is Verdict.WITHDRAW:
        if item.decision is None or item.decision.verdict is Verdict.WITHDRAW:
            raise UsageError(
                f"{session.coder} has decided nothing on {code_id} at {segment_id} that could be taken back",
                hint=f"`qualcode log --coder {session.coder}` shows what was decided",
            )
    elif not is_informants(session.library, item.segment):
        raise UsageError(
            f"{segment_id}: only what informants say is coded", hint="`qualcode roles` puts right who speaks where"
        )
    if marks and verdict not in (Verdict.ACCEPT, Verdict.ADD):
        raise UsageError("a mark needs a code on the passage", hint="give it with accept or add")
