"""`qualcode review`: accept, reject, skip, add; on the screen or in a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat
from qualcode.review.queue import Goal, Order

app = new_app()

ToSheet = Annotated[
    Path | None, typer.Option("--to", metavar="FILE.xlsx", help="Write what is left to decide as a spreadsheet.")
]
FromSheet = Annotated[
    Path | None, typer.Option("--from", metavar="FILE.xlsx", help="Take in a spreadsheet that was filled in.")
]


@app.command("review")
def review_command(
    project: ProjectPath = None,
    coder: Annotated[str, typer.Option("--coder", help="Who decides.", envvar="QUALCODE_CODER")] = "",
    to: ToSheet = None,
    from_: FromSheet = None,
    all_passages: Annotated[
        bool, typer.Option("--all-passages", help="With --to: a row for every passage an informant speaks.")
    ] = False,
    code: Annotated[str, typer.Option("--code", help="Only this code and those under it.")] = "",
    document: Annotated[str, typer.Option("--document", help="Only this interview.")] = "",
    order: Annotated[Order, typer.Option("--order", help="The way through the suggestions.")] = Order.DOCUMENT,
    goal: Annotated[
        Goal, typer.Option("--goal", help="With --order likely: which informants raise what, or most codings.")
    ] = Goal.INFORMANTS,
    type_: Annotated[str, typer.Option("--type", help="Only informants of this type.")] = "",
    sample: Annotated[int, typer.Option("--sample", min=0, metavar="N", help="Only N of them, drawn at random.")] = 0,
    seed: Annotated[int, typer.Option("--seed", help="Another number draws another sample.")] = 1,
    whole: Annotated[bool, typer.Option("--whole", help="Stop at every informant passage, suggested or not.")] = False,
    assigned: Annotated[
        bool | None,
        typer.Option(
            "--assigned/--all-interviews", help="Only interviews given to you; without either: those, where some were."
        ),
    ] = None,
    blind: Annotated[bool, typer.Option("--blind", help="Hide what other coders decided, and decide alone.")] = False,
    hide_suggestions: Annotated[
        bool, typer.Option("--hide-suggestions", help="Read and code without the rules' suggestions.")
    ] = False,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Decide on suggestions: on a screen of its own, by keyboard or mouse; every key is shown there.

    Orders: document (interviews in reading order), code, type, flagged (negated and hypothetical first), sample,
    likely (the passages most worth reading, as `qualcode next` has them), changed (only since the codebook was edited),
    recode (codes that were split).

    With --to and --from in a spreadsheet: every row is checked when it comes back. Rows that changed in a way that
    could put a decision on the wrong words are refused, with the reason, and the exit code is 4; the other rows are
    taken in.
    """
    from qualcode.cli.screens import review_on_screen
    from qualcode.cli.terminal import coder_name, open_study
    from qualcode.errors import UsageError
    from qualcode.review.queue import Wanted
    from qualcode.study.review.coding_sheet import fill_sheet

    wanted = Wanted(
        order=Order.SAMPLE if sample else order,
        code_id=code,
        document_id=document,
        informant_type=type_,
        size=sample or 50,
        seed=seed,
        goal=goal,
        whole=whole or all_passages or hide_suggestions,
        assigned=assigned,
    )
    if to is not None and from_ is not None:
        raise UsageError("a spreadsheet is written (--to) or read (--from), not both", hint="see --help")
    if from_ is not None:
        if wanted != Wanted(seed=seed) or blind:
            raise UsageError("a spreadsheet that was filled in is read as a whole", hint="with --from only --coder")
        _take_in(project, from_, coder, format)
        return
    with open_study(project) as study:
        name = coder_name(coder, study)
        if to is not None:
            fill_sheet(study, to, wanted, coder=name, blind=blind, suggestions=not hide_suggestions)
        else:
            review_on_screen(study, name, wanted, blind=blind, suggestions=not hide_suggestions)


def _take_in(project: Path | None, path: Path, coder: str, format: OutputFormat) -> None:
    """Take in a spreadsheet and show what was done; exit code 4 where rows were refused."""
    from qualcode.cli.terminal import may_ask, open_study
    from qualcode.cli.ticking import show_taken
    from qualcode.study.review.coding_sheet import read_sheet

    def is_theirs(name: str) -> bool:
        return not may_ask() or typer.confirm(f"The sheet is {name}'s. Take it in as decisions of {name}?", err=True)

    with open_study(project) as study:
        done = read_sheet(study, path, coder=coder.strip(), is_theirs=is_theirs)
    show_taken(done, format)
