"""`qualcode check-draft`: a draft of the report, held against the study."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import typer

from qualcode.cli.declare import flag, needed, option, sheet
from qualcode.cli.options import TableOptions, Unreviewed
from qualcode.cli.terminal import OutputFormat
from qualcode.model.draft_part import DraftPart

TO = "A .docx: write a copy with a comment at each finding. Else save the table."
GROUP = "What the draft calls a type of informants; it is kept."


def command(
    options: TableOptions,
    draft: Path = needed("DRAFT", "A .docx, .odt, .md, .html or .txt file."),
    to: Path | None = sheet("--to", TO, metavar="FILE"),
    only: list[DraftPart] | None = option("--only", "Check this alone; may be repeated.", None),
    groups: list[str] | None = option("--group", GROUP, None, metavar="WORDS=TYPE"),
    everything: bool = flag("--all", "List what is right, too."),
    strict: bool = flag("--strict", "Exit code 5 where there is any finding."),
    unreviewed: Unreviewed = False,
) -> None:
    """Check a draft's quotations, labels, counted statements and figures against the study, and look for names.

    Lists what is wrong, then what could not be judged, and says how much was read. Exit code 6 where a name or another
    protected word stands in it.
    """
    from qualcode.cli.terminal import save_to
    from qualcode.errors import PrivacyError, ReviewIncompleteError
    from qualcode.study.naming import refuse_missing
    from qualcode.study.report.draft_check import check_draft

    refuse_missing(draft)
    if to is not None and to.suffix.lower() != ".docx":
        options, to = replace(options, format=save_to(to)), None
    with options.study(read_only=not groups) as study:
        found = check_draft(study, draft, only=only or (), groups=groups or (), to=to, unreviewed=unreviewed)
        options.show(found.table(everything=everything))
        if options.format is OutputFormat.CSV:
            study.voice.note(found.coverage)
    if found.names_somebody:
        raise typer.Exit(PrivacyError.exit_code)
    if strict and found.n_findings:
        raise typer.Exit(ReviewIncompleteError.exit_code)
