"""`qualcode audit`: what the rules miss."""

from __future__ import annotations

from pathlib import Path

from qualcode.cli.declare import argument, flag, option, sheet, text
from qualcode.cli.options import TableOptions
from qualcode.errors import UsageError


def command(
    options: TableOptions,
    code: str = argument("[CODE]", "The theme; with it those under it.", ""),
    pairs: bool = flag("--pairs", "Instead: does what nobody read show who else raises which theme?"),
    size: int = option("--size", "How many passages to draw.", 60, min=1),
    seed: int = option("--seed", "Another number draws another sample.", 1),
    bound: float = option("--bound", "The share to stay below.", 0.05, min=0.001, max=0.5),
    coder: str = text("--coder", "Who judges; default: whoever did."),
    to: Path | None = sheet("--to", "Write what is left to judge as a spreadsheet."),
) -> None:
    """Draw informant passages without a suggestion of a code, and estimate from them how many the rules miss.

    Every type of informant has its share of the sample; passages of a few words are left out.
    Judge each: `qualcode decide kii-03:128 add --code CODE` where it was missed, `reject` where it is not there; or in
    the spreadsheet (--to, then `qualcode review --from`); or by reading the passage on the review screen.

    With --pairs, passages that nobody read are drawn, and are the same until all of them are read: read them, and the
    command says how many of the others would show an informant raising a theme that nobody found there.
    """
    from qualcode.cli.terminal import coder_name
    from qualcode.study.review.audit import Audit, audit_table
    from qualcode.study.review.coding_sheet import write_audit
    from qualcode.study.review.pairs import pairs_audit

    if pairs == bool(code):
        raise UsageError("an audit is of one theme, or of --pairs", hint="`qualcode codebook show` lists the themes")
    with options.study(read_only=not pairs) as study:
        if pairs:
            options.show(pairs_audit(study, size=size, seed=seed))
            return
        name = coder_name(coder, study) if to is not None else coder.strip()
        audit = Audit.of(study, code, size=size, seed=seed, coder=name)
        if to is not None:
            write_audit(study, to, audit.open_, code, coder=name)
        options.show(audit_table(study, audit, bound))
