"""`qualcode report`: the study's report."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import ProjectPath, Unreviewed
from qualcode.model.report import Annex, Audience

if TYPE_CHECKING:
    from qualcode.model.voice import Voice
    from qualcode.study.report.report import ReportOptions
    from qualcode.study.study import Study

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
    title: Annotated[
        str, typer.Option("--title", help="The report's title; kept in the settings where it is asked for.")
    ] = "",
    annexes: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="ANNEX,…", help=f"Further annexes for a client: {', '.join(Annex)}."),
    ] = None,
    update: Annotated[
        Path | None,
        typer.Option("--update", metavar="DRAFT.docx", help="Renew the figures in a report that you have written on."),
    ] = None,
    intervals: Annotated[bool, typer.Option("--intervals", help="Draw 95% intervals around shares (Wilson).")] = False,
    unreviewed: Unreviewed = False,
) -> None:
    """Write the report as Word, Excel, a page for the browser and for other programs, all with the same figures.

    Stops (exit code 6) where a quote would name a person. Beside it, a lock file keeps every figure: `qualcode diff
    reports/report.lock` says later what moved, and why.
    """
    from qualcode.cli.terminal import Terminal, open_study
    from qualcode.study.naming import refuse_missing
    from qualcode.study.report.annexes import named_annexes
    from qualcode.study.report.report import ReportOptions, paths_for, write_reports

    voice = Terminal()
    for path in filter(None, (template, update)):
        refuse_missing(path)
    options = ReportOptions(
        audience=audience,
        draft=draft,
        template=template,
        unreviewed=unreviewed,
        intervals=intervals,
        annexes=named_annexes(annexes or ()),
    )
    with open_study(project) as study:
        if update is not None:
            _renew(study, update, to, options, voice)
            return
        options = replace(options, title=title or _title(study, voice))
        paths = paths_for(study, options, to=to, formats=[f".{each}" for each in formats or ReportFormat])
        for path in write_reports(study, paths, options):
            typer.echo(path)
    voice.note("The .lock is for `qualcode diff`, which says later which figures moved; keep it beside the report.")


def _renew(study: Study, draft: Path, to: Path | None, options: ReportOptions, voice: Voice) -> None:
    """A copy of a draft with today's figures, and a list of what changed and what could not."""
    from qualcode.cli.terminal import OutputFormat, write_result
    from qualcode.study.report.renewing import renew

    done = renew(study, draft, to=to, options=options)
    write_result(done.table, OutputFormat.TABLE)
    voice.note(f"written: {done.path}; the draft stays as it is")


def _title(study: Study, voice: Voice) -> str:
    """The report's title where the settings have none: asked once and kept."""
    from qualcode.cli.terminal import may_ask
    from qualcode.study.report.title import keep_title, known_title

    if known := known_title(study):
        return known
    if not may_ask():
        voice.note(
            "the report has no title of its own: --title, or title under [report] in qualcode.toml, gives it one"
        )
        return ""
    title = str(typer.prompt("Title of the report", err=True)).strip()
    keep_title(study, title)
    voice.note("kept in qualcode.toml, as report.title")
    return title
