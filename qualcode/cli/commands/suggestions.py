"""`qualcode suggestions`: what is proposed, with ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat

if TYPE_CHECKING:
    from qualcode.model.table import Table
    from qualcode.review.library import Item

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
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.errors import UsageError
    from qualcode.model.naming import did_you_mean
    from qualcode.review.queue import Order, Wanted, queue
    from qualcode.study.naming import named_code
    from qualcode.study.review.coders import spelled
    from qualcode.study.review.sessions import open_session

    with open_study(project, read_only=True) as study:
        code = named_code(code, study.codebook()) if code else ""
        if document and document not in (known := study.store.documents.ids()):
            raise UsageError(f"{document}: no such document", hint=did_you_mean(document, known))
        session = open_session(study, spelled(study, coder))
        order = Order.RECODE if recode else Order.DOCUMENT
        items = queue(session, Wanted(order=order, code_id=code, document_id=document, decided=decided))
        write_result(_table(item for item in items if item.suggestion or item.recodes), format)


def _table(items: Iterable[Item]) -> Table:
    """A row for each suggestion, and for each passage whose code was split."""
    from qualcode.model.table import Basis, Row, listing

    labels = ("Id", "Where", "Code", "Evidence", "Flags", "Passage")
    rows = (Row(cells=cells, key=cells[0]) for cells in map(_cells, items))
    return listing("suggestions", "Suggestions", labels, rows, basis=Basis.SUGGESTIONS)


def _cells(item: Item) -> tuple[str, ...]:
    from qualcode.model.hits import suggestion_id

    proposed = item.suggestion
    return (
        suggestion_id(*item.target),
        item.target.segment_id,
        item.target.code_id,
        ", ".join(dict.fromkeys(piece.text for piece in proposed.evidence)) if proposed else "",
        ", ".join(proposed.flags) if proposed else "",
        item.segment.text,
    )
