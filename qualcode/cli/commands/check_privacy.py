"""`qualcode check-privacy`: what a report would give away."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import typer

from qualcode.cli.declare import flag, sheet, text
from qualcode.cli.options import TableOptions, Unreviewed


def command(
    options: TableOptions,
    show_all: bool = flag("--all", "List what is settled too."),
    every_quote: bool = flag("--every-quote", "Look into all quotes, not only those a report selects."),
    replace: bool = flag("--replace", "Settle every name found: [name] is printed in its place."),
    allow: str = text("--allow", "Print it as it is; needs --reason.", metavar="P-ID"),
    reason: str = text("--reason", "Why; kept with the study."),
    reopen: str = text("--reopen", "Take back what was said of it.", metavar="P-ID"),
    candidates: bool = flag("--candidates", "Propose names nobody has listed; at a terminal, to tick."),
    to: Path | None = sheet("--to", "Write them into a spreadsheet, to tick."),
    from_: Path | None = sheet("--from", "Read such a spreadsheet that was ticked."),
    unreviewed: Unreviewed = False,
) -> None:
    """List names in quotes and groups so small that they point at people, each with its remedy.

    A name that is on no list is not found: --candidates proposes what may be one, in all that a report prints.

    `qualcode report` stops (exit code 6) while one of them is open, and so does this.
    """
    from qualcode.cli.ticking import by_sheet, tick
    from qualcode.errors import PrivacyError
    from qualcode.study.results.name_sheet import read_names, write_names
    from qualcode.study.results.name_ticks import NameTicks
    from qualcode.study.results.privacy import breaches_table, remedies, settle_as_asked
    from qualcode.study.results.protecting import looked_for, unlisted

    with options.study(read_only=not (replace or allow or reopen or candidates or from_)) as study:
        results = study.results(unreviewed=unreviewed)
        if to or from_:
            by_sheet(
                to, from_, partial(write_names, study, results), partial(read_names, study, results), options.format
            )
            return
        if candidates:
            tick(NameTicks(study, results), options.format, may_follow=not study.store.read_only)
            return
        said = {"allow": allow, "reason": reason, "reopen": reopen}
        found = settle_as_asked(study, results, **said, replace=replace, everything=every_quote)
        table = breaches_table(found, settled_too=show_all)
        if table.rows or not options.for_reading:
            options.show(table)
        n_open = sum(not breach.settled for breach in found)
        for line in (*remedies(found, results), looked_for(results), unlisted(study, results)):
            study.voice.note(line)
        study.voice.note(f"{n_open} open, {len(found) - n_open} settled")
    if n_open:
        raise typer.Exit(PrivacyError.exit_code)
