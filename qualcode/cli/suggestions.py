"""`qualcode suggestions`: what is proposed, with ids."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli._app import new_app
from qualcode.cli._options import Format, OutputFormat, ProjectPath

app = new_app()


@app.command("suggestions")
def suggestions_command(
    project: ProjectPath = None,
    coder: Annotated[str, typer.Option("--coder", help="Show what is left for this coder.")] = "",
    code: Annotated[str, typer.Option("--code", help="Only this code and those under it.")] = "",
    document: Annotated[str, typer.Option("--document", help="Only this interview.")] = "",
    decided: Annotated[bool, typer.Option("--decided", help="List what is decided already, too.")] = False,
    recode: Annotated[bool, typer.Option("--recode", help="Only passages whose code was split since.")] = False,
    format: Format = OutputFormat.TABLE,
) -> None:
    """List suggestions with their ids, for `qualcode decide`."""
    from qualcode.cli._naming import named_code, nearest
    from qualcode.cli._output import write_result
    from qualcode.cli._reviewing import open_session, spelled
    from qualcode.cli._study import open_study
    from qualcode.errors import UsageError
    from qualcode.model.hits import suggestion_id
    from qualcode.model.table import Basis, Column, Row, Table
    from qualcode.review.queue import Order, Wanted, queue

    with open_study(project, read_only=True) as study:
        code = named_code(code, study.codebook()) if code else ""
        if document and document not in (known := study.project.document_ids()):
            raise UsageError(f"{document}: no such document", hint=nearest(document, known))
        session = open_session(study, spelled(study, coder))
        order = Order.RECODE if recode else Order.DOCUMENT
        items = queue(session, Wanted(order=order, code_id=code, document_id=document, decided=decided))
        rows = [
            Row(
                cells=(
                    suggestion_id(*item.target),
                    item.target.segment_id,
                    item.target.code_id,
                    ", ".join(dict.fromkeys(piece.text for piece in item.suggestion.evidence))
                    if item.suggestion
                    else "",
                    ", ".join(item.suggestion.flags) if item.suggestion else "",
                    item.segment.text,
                ),
                key=suggestion_id(*item.target),
            )
            for item in items
            if item.suggestion or item.recodes
        ]
        labels = ("Id", "Where", "Code", "Evidence", "Flags", "Passage")
        columns = tuple(Column(key=label.lower(), label=label) for label in labels)
        write_result(
            Table(name="suggestions", title="Suggestions", columns=columns, rows=tuple(rows), basis=Basis.SUGGESTIONS),
            format,
        )
