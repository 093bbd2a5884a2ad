"""Tables and reports as Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import TextIO

from qualcode.files.write import write_whole
from qualcode.model.beside import marked
from qualcode.model.harmless import one_line, visible
from qualcode.model.quote import Quote
from qualcode.model.report import DRAFT_FOR_TEAM, FOR_TEAM, Audience, Report
from qualcode.model.table import UNREVIEWED, Basis, Row, Table
from qualcode.model.wording import text_of
from qualcode.model.writing import Block, Look, Paragraph
from qualcode.reports.pieces import numbered

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
    return [f"**{cell}**" if cell else "" for cell in cells] if row.total else cells


def write_markdown_report(report: Report, path: Path) -> None:
    """The chapters of a report, one after the other."""
    stream = StringIO()
    stream.write(f"# {plain(one_line(report.title))}\n\n")
    numbers = numbered(report.chapters)
    for line in report.cover:
        _write_block(line, numbers, stream)
    for warning in banners(report):
        stream.write(f"**{plain(warning)}**\n\n")
    for short, full in report.abbreviations:
        stream.write(f"- {plain(short)}: {plain(full)}\n")
    stream.write("\n" if report.abbreviations else "")
    for chapter in report.chapters:
        stream.write(f"{'#' * (chapter.level + 1)} {plain(one_line(chapter.heading))}\n\n")
        for block in chapter.blocks:
            _write_block(block, numbers, stream)
    write_whole(path, stream.getvalue().encode())


def _write_block(block: Block, numbers: Mapping[str, tuple[str, int]], stream: StringIO) -> None:
    if isinstance(block, Paragraph):
        stream.write(f"{_words(block, numbers)}\n\n")
    elif isinstance(block, Quote):
        stream.write(_quote(block))
    elif isinstance(block, Table):
        write_markdown(block, stream)
        stream.write("\n")
    # Markdown holds no pictures: what a chart draws stands in the table beside it.


def _words(paragraph: Paragraph, numbers: Mapping[str, tuple[str, int]]) -> str:
    said = []
    for piece in paragraph.pieces:
        kind, number = numbers.get(piece.refers_to, ("", 0))
        words = plain(f"{kind} {number}" if number else piece.text)
        said.append(f"*{words}*" if piece.theme and words else words)
    text = "".join(said)
    if paragraph.look is Look.LABEL:
        return f"**{text}**"
    return f"- {text}" if paragraph.look is Look.BULLET else text


def banners(report: Report) -> list[str]:
    """What every file says at its top, where it has to."""
    said = []
    if report.basis is Basis.SUGGESTIONS:
        said.append(f"{UNREVIEWED.capitalize()}: these figures count what rules proposed; nobody has checked them.")
    elif report.basis is Basis.UNFINISHED:
        said.append(f"{report.basis.caveat.capitalize()}: {report.progress} Figures will change.")
    if report.draft:
        said.append(DRAFT_FOR_TEAM)
    elif report.audience is Audience.TEAM:
        said.append(FOR_TEAM)
    return said


def _quote(quote: Quote) -> str:
    lines = plain(quote.printed).split("\n")
    lines.append(f"{plain(one_line(quote.attribution))} {quote.remark}".strip())
    return "".join(f"> {line}  \n" for line in lines) + "\n"
