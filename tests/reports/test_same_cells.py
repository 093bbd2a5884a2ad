"""Every format says the same, cell for cell."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from qualcode.model.beside import marked
from qualcode.model.harmless import one_line
from qualcode.model.report import Report
from qualcode.model.table import Cell, Column, Figure, Row, Table, listing
from qualcode.model.told import Way, told
from qualcode.model.wording import text_of
from qualcode.reports import REPORT_WRITERS
from tests.reports.report import make_report, with_chapters

Cells = list[list[str]]


def plain(text: str) -> str:
    """Words without the marks that keep them together or apart in one format."""
    return " ".join(text.replace("\u00a0", " ").replace("**", "").replace("\\", "").split())


IN_WORDS = (".json", ".csv")
"""Formats for programs say beside a figure in words what the others say by a mark, and a page on a line of its own."""


def expected(table: Table, suffix: str) -> Cells:
    if suffix == ".docx":
        return [[plain(one_line(_on_a_page(cell))) for cell in row.cells] for row in table.rows]
    table = table if suffix in IN_WORDS else marked(table)
    return [[plain(one_line(text_of(cell))) for cell in row.cells] for row in table.rows]


def _on_a_page(cell: Cell) -> str:
    return told(cell, Way.CELL) if isinstance(cell, Figure) else text_of(cell)


def cells_in_json(path: Path, table: Table) -> Cells:
    [found] = [each for each in json.loads(path.read_text("utf-8"))["tables"] if each["name"] == table.name]

    def said(cell: str | float | dict[str, str]) -> str:
        if not isinstance(cell, dict):
            return text_of(cell)
        return f"{cell['shown']} ({cell['beside']})" if "beside" in cell else cell["shown"]

    return [[plain(said(row["cells"][column.key])) for column in table.columns] for row in found["rows"]]


def cells_in_csv(path: Path, table: Table) -> Cells:
    lines = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
    found = [line for line in lines if line["table"] == table.name and line["column"] != "note"]
    said = [f"{line['shown']} ({line['beside']})" if line["beside"] else line["shown"] for line in found]
    width = len(table.columns)
    return [[plain(text.removeprefix("'")) for text in said[at : at + width]] for at in range(0, len(said), width)]


def cells_in_markdown(path: Path, table: Table) -> Cells:
    text = path.read_text("utf-8")
    section = text[text.index(f"### {table.title}\n") :].split("\n### ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[plain(cell) for cell in line.strip("| ").split(" | ")] for line in rows]


class _Rows(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Cells] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")

    def handle_data(self, data: str) -> None:
        if self.tables and self.tables[-1] and self.tables[-1][-1]:
            self.tables[-1][-1][-1] += data


def cells_in_html(path: Path, table: Table) -> Cells:
    parsed = _Rows()
    text = path.read_text("utf-8")
    parsed.feed(text[text.index(f". {table.title}</h3>") :].split("</table>")[0])
    return [[plain(cell) for cell in row] for row in parsed.tables[0]][-len(table.rows) :]


def cells_in_docx(path: Path, table: Table) -> Cells:
    """The rows of a table's parts beside each other."""
    body = iter(docx.Document(str(path)).element.body)
    parts: list[Cells] = []
    inside = False
    for element in body:
        if element.tag.endswith("}p"):
            words = _words(element)
            inside = words.endswith(plain(table.title)) or (inside and ("continued" in words or not words))
        elif inside:
            rows = element.findall("{*}tr")
            parts.append([[_words(cell) for cell in row.findall("{*}tc")] for row in rows])
    first, *others = [part[-len(table.rows) :] for part in parts]
    return [row + [cell for part in others for cell in part[place][1:]] for place, row in enumerate(first)]


def _words(element: Any) -> str:
    return plain("".join(text.text or " " for text in element.iter("{*}t", "{*}br")))


def cells_in_xlsx(path: Path, table: Table) -> Cells:
    """Numbers as their formats show them."""
    book = openpyxl.load_workbook(path)
    titled = [(sheet, cell.row) for sheet in book for [cell] in sheet.iter_rows(max_col=1) if cell.value == table.title]
    [(sheet, line)] = titled
    rows = list(sheet.iter_rows())[line:]
    top = next(place for place, row in enumerate(rows) if row[0].value == table.columns[0].label)
    found = rows[top + 1 : top + 1 + len(table.rows)]
    return [[plain(_seen(cell)) for cell in row[: len(table.columns)]] for row in found]


def _seen(cell: openpyxl.cell.Cell) -> str:
    if not isinstance(cell.value, int | float):
        return str(cell.value or "")
    if words := re.fullmatch(r'(0?)"(.*)"', cell.number_format):
        return f"{cell.value if words[1] else ''}{words[2]}"
    decimals = re.fullmatch(r"(?:#,##)?0\.(0+)", cell.number_format)
    return f"{cell.value:,.{len(decimals[1])}f}" if decimals else f"{cell.value:,}"


READ: dict[str, Callable[[Path, Table], Cells]] = {
    ".json": cells_in_json,
    ".csv": cells_in_csv,
    ".md": cells_in_markdown,
    ".html": cells_in_html,
    ".docx": cells_in_docx,
    ".xlsx": cells_in_xlsx,
}


def reader_of(suffix: str) -> Callable[[Path, Table], Cells]:
    if suffix not in READ:
        pytest.fail(f"add a reader for {suffix} to READ: what its file says has to be the same, cell for cell")
    return READ[suffix]


def report_with_odd_figures() -> Report:
    """The small report, with figures shown in words, as a decimal and with a thousands mark, and with plain numbers."""
    said = ((3, "all three (3 of 3)"), (0.1282, "0.13"), (13712, "13,712"), (1, "1 of 24 (4%)"), (0, "none (0 of 1)"))
    table = Table(
        name="odd",
        title="Figures shown in other ways",
        columns=(Column(key="theme", label="Theme"), Column(key="shown", label="Shown", numeric=True)),
        rows=tuple(
            Row(cells=(f"Theme {place}", Figure(spec={"measure": f"odd {place}"}, value=value, shown=shown)))
            for place, (value, shown) in enumerate(said)
        ),
    )
    lengths = listing(
        "lengths",
        "How long they are",
        ("Document", "Words", "Mean"),
        [Row(cells=("kii-1", 13712, 1234.5)), Row(cells=("kii-2", 0, 0.25))],
        numeric=("Words", "Mean"),
    )
    report = make_report()
    return with_chapters(replace(report, tables=(*report.tables, table, lengths)))


def counting(report: Report) -> Iterator[Table]:
    return (table for table in report.tables if table.name != "quotes")


@pytest.mark.parametrize("suffix", sorted(REPORT_WRITERS))
def test_every_cell_is_the_same_in_every_format(suffix: str, tmp_path: Path) -> None:
    report = report_with_odd_figures()
    REPORT_WRITERS[suffix](report, tmp_path / f"report{suffix}")

    for table in counting(report):
        assert reader_of(suffix)(tmp_path / f"report{suffix}", table) == expected(table, suffix)


@pytest.mark.parametrize("suffix", sorted(REPORT_WRITERS))
def test_quotes_are_the_same_words_in_every_format(suffix: str, tmp_path: Path) -> None:
    report = make_report()
    path = tmp_path / f"report{suffix}"
    REPORT_WRITERS[suffix](report, path)
    found = {
        ".docx": lambda: "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs),
        ".xlsx": lambda: "\n".join(
            str(cell) for row in openpyxl.load_workbook(path)["Quotes"].iter_rows(values_only=True) for cell in row
        ),
        ".json": lambda: "\n".join(quote["text"] for quote in json.loads(path.read_text("utf-8"))["quotes"]),
    }.get(suffix, lambda: path.read_text("utf-8-sig"))()

    for quote in report.quotes:
        assert plain(quote.text) in plain(found.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&"))
