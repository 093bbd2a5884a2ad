"""`qualcode assign`: the same interviews to several coders."""

from __future__ import annotations

from qualcode.cli.declare import flag, option
from qualcode.cli.options import TableOptions


def command(
    options: TableOptions,
    coder: list[str] | None = option("--coder", "Who codes them; once per coder.", None),
    share: float = option("--share", "Of each informant type.", 0.2, min=0.01, max=1.0),
    seed: int = option("--seed", "Another number draws other interviews.", 1),
    document: list[str] | None = option("--document", "These interviews, not a sample.", None),
    undo: bool = flag("--undo", "Take the interviews back from these coders."),
) -> None:
    """Give several coders the same interviews, each to code alone: a random share of every informant type.

    In these interviews a coder's review offers everything, whatever the others decided; `qualcode agreement` compares
    them, `qualcode adjudicate` settles where they differ. Without --coder: who has what.
    """
    from qualcode.study.review.assigning import assign, assignment_table, take_back

    with options.study(read_only=not coder) as study:
        if undo:
            take_back(study, coder or (), document or ())
        else:
            assign(study, coder or (), share=share, seed=seed, documents=document or ())
        options.show(assignment_table(study))
