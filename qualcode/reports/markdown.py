"""Tables and reports as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import TextIO

from qualcode.files.write import write_whole
from qualcode.model.beside import marked
from qualcode.model.harmless import one_line, visible
from qualcode.model.quote import Quote
from qualcode.model.report import Audience, Report
from qualcode.model.table import UNREVIEWED, Basis, Row, Table
from qualcode.model.wording import text_of
from qualcode.reports.pieces import with_new_figures
from qualcode.reports.terminal import ids_table

POWERFUL = re.compile(r"[\\`*_<>|~&]|\](?=[(\[:])|^[#+-](?=\s)|^(?=\d+[.)]\s)|^(?==+$|-+$)", re.MULTILINE)
HARMLESS = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def plain(text: str) -> str:
    """Words that mean nothing to Markdown; `[sic]` stays as it is read."""
    return POWERFUL.sub(lambda match: HARMLESS.get(match.group(), "\\" + match.group()), visible(text))


def write_markdown(table: Table, stream: TextIO) -> None:
    """Title, table with aligned columns, notes."""
    table = marked(table)
    stream.write(f"### {plain(one_line(table.title))}\n\n")
    stream.write(f"| {' | '.join(plain(one_line(column.label)) for column in table.columns)} |\n")
    stream.write(f"| {' | '.join('---:' if column.numeric else '---' for column in table.columns)} |\n")
    stream.writelines(f"| {' | '.join(_cells(row))} |\n" for row in table.rows)
    stream.writelines(f"\n{plain(note)}\n" for note in table.notes)


def _cells(row: Row) -> list[str]:
    cells = [plain(text_of(cell)).replace("\n", "<br>") for cell in row.cells]
    cells[0] = "\u00a0" * 4 * row.depth + cells[0]
    return [f"**{cell}**" for cell in cells] if row.total else cells


def write_markdown_report(report: Report, path: Path) -> None:
    """The whole report in one file, the figures' ids at its end."""
    stream = StringIO()
    stream.write(f"# {plain(one_line(report.title))}\n\n")
    for warning in banners(report):
        stream.write(f"**{plain(warning)}**\n\n")
    for paragraph in report.introduction:
        stream.write(f"{plain(paragraph)}\n\n")
    _write_tables((table for table in report.tables if table.name != "quotes" and not table.annexed), stream)
    _write_quotes(report, stream)
    _write_method(report, stream)
    _write_tables((table for table in report.tables if table.annexed), stream)
    _write_annexes(report, stream)
    stream.write("## Where these figures come from\n\n")
    for name, value in report.provenance:
        stream.write(f"- {plain(one_line(name))}: {plain(one_line(value))}\n")
    stream.write("\n")
    for table in with_new_figures(report.tables):
        write_markdown(ids_table(table), stream)
        stream.write("\n")
    write_whole(path, stream.getvalue().encode())


def banners(report: Report) -> list[str]:
    """What every file says at its top, where it has to."""
    said = []
    if report.basis is Basis.SUGGESTIONS:
        said.append(f"{UNREVIEWED.capitalize()}: these figures count what rules proposed; nobody has checked them.")
    elif report.basis is Basis.UNFINISHED:
        said.append(f"{report.basis.caveat.capitalize()}: {report.progress} Figures will change.")
    if report.draft:
        said.append("Draft for the team: privacy questions are open. Do not pass on.")
    elif report.audience is Audience.TEAM:
        said.append("For the team: names passages and informants. Do not pass on.")
    return said


def _write_tables(tables: Iterable[Table], stream: StringIO) -> None:
    for table in tables:
        if table.heading:
            stream.write(f"## {plain(one_line(table.heading))}\n\n")
        write_markdown(table, stream)
        stream.write("\n")


def _write_quotes(report: Report, stream: StringIO) -> None:
    if report.quotes:
        stream.write("## Quotes by theme and informant type\n\n")
    theme = ""
    for quote in report.quotes:
        if quote.theme != theme:
            theme = quote.theme
            stream.write(f"### {plain(one_line(theme))}\n\n")
        stream.write(_quote(quote))


def _quote(quote: Quote) -> str:
    lines = plain(quote.printed).split("\n")
    lines.append(f"{plain(one_line(quote.attribution))} {quote.remark}".strip())
    return "".join(f"> {line}  \n" for line in lines) + "\n"


def _write_method(report: Report, stream: StringIO) -> None:
    if report.method:
        stream.write("## Method\n\n")
    stream.writelines(f"{plain(paragraph)}\n\n" for paragraph in report.method)


def _write_annexes(report: Report, stream: StringIO) -> None:
    if report.codebook is not None:
        stream.write("## Codebook\n\n")
        for code in report.codebook.codes:
            indent = "  " * len(report.codebook.ancestors(code.id))
            definition = f": {plain(one_line(code.definition))}" if code.definition else ""
            stream.write(f"{indent}- **{plain(one_line(code.name))}**{definition}\n")
        stream.write("\n")
    if report.checklist:
        stream.write("## Reporting checklist (COREQ)\n\n| No. | Item | This study |\n| --- | --- | --- |\n")
        stream.writelines(
            f"| {plain(number)} | {plain(one_line(item))} | {plain(one_line(answer))} |\n"
            for number, item, answer in report.checklist
        )
        stream.write("\n")
