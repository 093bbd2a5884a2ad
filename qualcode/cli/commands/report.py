"""`qualcode report`: the study's report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qualcode.cli.declare import flag, option, sheet, text
from qualcode.cli.options import StudyOptions, Unreviewed
from qualcode.model.report import Annex, Audience, ReportFormat

if TYPE_CHECKING:
    from qualcode.study.study import Study

TO = "A file (its ending says the format) or a folder; default: reports/."
FOR = "client: no ids of people or interviews. team: everything."
DRAFT = "A watermarked version for the team, though privacy questions are open."
TEMPLATE = "A Word document whose styles are used."
TITLE = "The report's title; kept in the settings where it is asked for."
WITH = f"Further annexes for a client: {', '.join(Annex)}."
UPDATE = "Renew the figures in a report that you have written on."


def command(
    options: StudyOptions,
    formats: list[ReportFormat] | None = option("--format -f", "One or more; default: all.", None),
    to: Path | None = sheet("--to", TO, metavar="PATH"),
    audience: Audience = option("--for", FOR, Audience.CLIENT),
    draft: bool = flag("--draft", DRAFT),
    template: Path | None = sheet("--template", TEMPLATE, metavar="FILE.docx"),
    title: str = text("--title", TITLE),
    annexes: list[str] | None = option("--with", WITH, None, metavar="ANNEX,…"),
    update: Path | None = sheet("--update", UPDATE, metavar="DRAFT.docx"),
    intervals: bool = flag("--intervals", "Draw 95% intervals around shares (Wilson)."),
    unreviewed: Unreviewed = False,
) -> None:
    """Write the report as Word, Excel, a page for the browser and for other programs, all with the same figures.

    Stops (exit code 6) where a quote would name a person. Beside it, a lock file keeps every figure: `qualcode diff
    reports/report.lock` says later what moved, and why.
    """
    from qualcode.cli.terminal import OutputFormat, write_result
    from qualcode.study.naming import refuse_missing
    from qualcode.study.report.annexes import named_annexes
    from qualcode.study.report.renewing import renew
    from qualcode.study.report.report import ReportOptions, paths_for, write_reports

    for path in filter(None, (template, update)):
        refuse_missing(path)
    asked = ReportOptions(
        audience=audience,
        draft=draft,
        template=template,
        unreviewed=unreviewed,
        intervals=intervals,
        annexes=named_annexes(annexes or ()),
    )
    with options.study() as study:
        if update is not None:
            renewed = renew(study, update, to=to, options=asked)
            write_result(renewed.table, OutputFormat.TABLE)
            study.voice.note(f"written: {renewed.path}; the draft stays as it is")
            return
        asked = replace(asked, title=title or _title(study))
        paths = paths_for(study, asked, to=to, formats=[f".{each}" for each in formats or ReportFormat])
        for path in write_reports(study, paths, asked):
            typer.echo(path)
        study.voice.note(
            "The .lock is for `qualcode diff`, which says later which figures moved; keep it beside the report."
        )


def _title(study: Study) -> str:
    """The report's title where the settings have none: asked once and kept."""
    from qualcode.cli.terminal import may_ask
    from qualcode.study.report.title import NO_TITLE, keep_title, known_title

    if known := known_title(study):
        return known
    if not may_ask():
        study.voice.note(NO_TITLE)
        return ""
    title = str(typer.prompt("Title of the report", err=True)).strip()
    keep_title(study, title)
    study.voice.note("kept in qualcode.toml, as report.title")
    return title
