"""`qualcode audit`: what the rules miss."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat
from qualcode.errors import UsageError

app = new_app()


@app.command("audit")
def audit_command(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="The theme; with it those under it.")] = "",
    pairs: Annotated[
        bool, typer.Option("--pairs", help="Instead: does what nobody read show who else raises which theme?")
    ] = False,
    size: Annotated[int, typer.Option("--size", min=1, help="How many passages to draw.")] = 60,
    seed: Annotated[int, typer.Option("--seed", help="Another number draws another sample.")] = 1,
    bound: Annotated[float, typer.Option("--bound", min=0.001, max=0.5, help="The share to stay below.")] = 0.05,
    coder: Annotated[str, typer.Option("--coder", help="Who judges; default: whoever did.")] = "",
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE.xlsx", help="Write what is left to judge as a spreadsheet.")
    ] = None,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Draw informant passages without a suggestion of a code, and estimate from them how many the rules miss.

    Every type of informant has its share of the sample; passages of a few words are left out.
    Judge each: `qualcode decide kii-03:128 add --code CODE` where it was missed, `reject` where it is not there; or in
    the spreadsheet (--to, then `qualcode review --from`); or by reading the passage on the review screen.

    With --pairs, passages that nobody read are drawn, and are the same until all of them are read: read them, and the
    command says how many of the others would show an informant raising a theme that nobody found there.
    """
    from qualcode.cli.terminal import coder_name, open_study, write_result
    from qualcode.study.review.audit import Audit, audit_table
    from qualcode.study.review.coding_sheet import write_audit

    if pairs == bool(code):
        raise UsageError("an audit is of one theme, or of --pairs", hint="`qualcode codebook show` lists the themes")
    if pairs:
        from qualcode.study.review.pairs import pairs_audit

        with open_study(project) as study:
            write_result(pairs_audit(study, size=size, seed=seed), format)
        return
    with open_study(project, read_only=True) as study:
        name = coder_name(coder, study) if to is not None else coder.strip()
        audit = Audit.of(study, code, size=size, seed=seed, coder=name)
        if to is not None:
            write_audit(study, to, audit.open_, code, coder=name)
        write_result(audit_table(study, audit, bound), format)
