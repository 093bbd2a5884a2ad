"""`qualcode report`: the study's report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import ProjectPath, Unreviewed
from qualcode.model.report import Audience

app = new_app()


class ReportFormat(StrEnum):
    """What a report is written as."""

    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"
    MD = "md"
    CSV = "csv"
    JSON = "json"


@app.command("report")
def report_command(
    project: ProjectPath = None,
    formats: Annotated[
        list[ReportFormat] | None,
        typer.Option("--format", "-f", help="One or more; default: all."),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar="PATH", help="A file (its ending says the format) or a folder; default: reports/."
        ),
    ] = None,
    audience: Annotated[
        Audience,
        typer.Option("--for", help="client: no ids of people or interviews. team: everything."),
    ] = Audience.CLIENT,
    draft: Annotated[
        bool, typer.Option("--draft", help="A watermarked version for the team, though privacy questions are open.")
    ] = False,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE.docx", help="A Word document whose styles are used.")
    ] = None,
    title: Annotated[str, typer.Option("--title", help="The report's title; default: the study's name.")] = "",
    intervals: Annotated[bool, typer.Option("--intervals", help="Draw 95% intervals around shares (Wilson).")] = False,
    unreviewed: Unreviewed = False,
) -> None:
    """Write the report as Word, Excel, a page for the browser and for other programs, all with the same figures.

    Stops (exit code 6) where a quote would name a person. Beside it, a lock file keeps every figure: `qualcode diff
    reports/report.lock` says later what moved, and why.
    """
    from qualcode.cli.terminal import Terminal, open_study
    from qualcode.study.naming import refuse_missing
    from qualcode.study.report.report import ReportOptions, paths_for, write_reports

    voice = Terminal()
    if template is not None:
        refuse_missing(template)
    options = ReportOptions(
        audience=audience, draft=draft, template=template, title=title, unreviewed=unreviewed, intervals=intervals
    )
    with open_study(project) as study:
        paths = paths_for(study, options, to=to, formats=[f".{each}" for each in formats or ReportFormat])
        for path in write_reports(study, paths, options):
            typer.echo(path)
    voice.note("The .lock is for `qualcode diff`, which says later which figures moved; keep it beside the report.")
