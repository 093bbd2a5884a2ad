"""`qualcode exclude`: an informant left out of the counts."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import ProjectPath

app = new_app()


@app.command("exclude")
def exclude_command(
    informant: Annotated[str, typer.Argument(help="The informant's id.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept with the study.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Count the informant again.")] = False,
    project: ProjectPath = None,
) -> None:
    """Leave an informant out of the counts. Nothing is deleted; --undo brings them back."""
    from qualcode.cli.terminal import Terminal, open_study
    from qualcode.errors import UsageError
    from qualcode.model.journal import EventKind, new_event

    if not (reason or undo):
        raise UsageError("leaving someone out needs a reason", hint='add --reason "…"')
    with open_study(project) as study:
        known = {person.id.casefold(): person.id for person in study.roster().informants}
        before = [target for target in study.store.log.excluded() if target.casefold() == informant.casefold()]
        if informant.casefold() not in known and not (undo and before):
            raise UsageError(f"{informant}: no such informant", hint="`qualcode informants` lists them")
        kind = EventKind.INCLUDE if undo else EventKind.EXCLUDE
        detail = {} if undo else {"reason": reason}
        for target in (undo and before) or [known[informant.casefold()]]:
            study.store.log.add_event(new_event(kind, target, detail))
    Terminal().note(f"{informant} is {'counted again' if undo else 'left out of the counts'}")
