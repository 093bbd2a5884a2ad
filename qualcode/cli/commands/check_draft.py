"""`qualcode check-draft`: a draft of the report, held against the study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath, Unreviewed
from qualcode.cli.terminal import OutputFormat
from qualcode.model.draft_part import DraftPart

app = new_app()


@app.command("check-draft")
def check_draft_command(
    draft: Annotated[Path, typer.Argument(metavar="DRAFT", help="A .docx, .odt, .md, .html or .txt file.")],
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar="FILE", help="A .docx: write a copy with a comment at each finding. Else save the table."
        ),
    ] = None,
    only: Annotated[list[DraftPart] | None, typer.Option("--only", help="Check this alone; may be repeated.")] = None,
    groups: Annotated[
        list[str] | None,
        typer.Option("--group", metavar="WORDS=TYPE", help="What the draft calls a type of informants; it is kept."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="List what is right, too.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 5 where there is any finding.")] = False,
    project: ProjectPath = None,
    unreviewed: Unreviewed = False,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Check a draft's quotations, labels, counted statements and figures against the study, and look for names.

    Lists what is wrong, then what could not be judged, and says how much was read. Exit code 6 where a name or another
    protected word stands in it.
    """
    from qualcode.cli.terminal import open_study, save_to, write_result
    from qualcode.errors import PrivacyError, ReviewIncompleteError
    from qualcode.study.naming import refuse_missing
    from qualcode.study.report.draft_check import check_draft

    refuse_missing(draft)
    if to is not None and to.suffix.lower() != ".docx":
        format, to = save_to(to), None
    with open_study(project, read_only=not groups) as study:
        found = check_draft(study, draft, only=only or (), groups=groups or (), to=to, unreviewed=unreviewed)
        write_result(found.table(everything=everything), format)
        if format is OutputFormat.CSV:
            study.voice.note(found.coverage)
    if found.names_somebody:
        raise typer.Exit(PrivacyError.exit_code)
    if strict and found.n_findings:
        raise typer.Exit(ReviewIncompleteError.exit_code)
