"""`qualcode suggestions`: what is proposed, with ids."""

from __future__ import annotations

from qualcode.cli.declare import flag, text
from qualcode.cli.options import OnlyCode, OnlyDocument, TableOptions


def command(
    options: TableOptions,
    coder: str = text("--coder", "Show what is left for this coder."),
    code: OnlyCode = "",
    document: OnlyDocument = "",
    decided: bool = flag("--decided", "List what is decided already, too."),
    recode: bool = flag("--recode", "Only passages whose code was split since."),
) -> None:
    """List suggestions with their ids, for `qualcode decide`."""
    from qualcode.study.review.sessions import suggestions_of

    with options.study(read_only=True) as study:
        options.show(suggestions_of(study, coder=coder, code=code, document=document, decided=decided, recode=recode))
