"""A report as a Word document, in the evaluator's own template where there is one."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from qualcode.errors import ReadError
from qualcode.model.harmless import one_line
from qualcode.model.table import UNREVIEWED, Basis, Chart, Column, Figure, Quote, Report, Row, Table
from qualcode.reports import docx_parts as parts
from qualcode.reports.charts import WIDTH, draw_chart
from qualcode.reports.files import write_whole
from qualcode.reports.markdown import banners
from qualcode.reports.terminal import ids_table

LONGEST_WORD = 18
"""Letters that a column keeps together."""

LETTER = 0.0265
"""Centimetres of width per letter and point of size."""

MARGIN = 0.3
SMALLEST = 6.0

MOST_COLUMNS = 10
"""A wider table continues in a second one, its first column repeated."""

LARGEST_TEMPLATE = 50_000_000


def write_docx(report: Report, path: Path, *, template: Path | None = None) -> None:
    """Tables, charts, quotes, method, codebook, checklist, and where every figure comes from.

    A template gives styles (Heading 1 to 3, Caption, Quote, Table Grid), page and letterhead; its words come first.
    """
    document = _open(template)
    maker = _Maker(document, report)
    maker.front()
    for table in report.tables:
        if table.name != "quotes":
            maker.table(table)
            for chart in report.charts:
                if chart.beside == table.name:
                    maker.chart(chart)
    for chart in report.charts:
        if chart.beside not in {table.name for table in report.tables}:
            maker.chart(chart)
    maker.quotes()
    maker.method()
    maker.annexes()
    content = BytesIO()
    document.save(content)
    write_whole(path, parts.settled(content.getvalue()))


def _open(template: Path | None) -> Any:
    import docx

    if template is None:
        document = docx.Document()
        parts.lay_out(document)
        return document
    try:
        with zipfile.ZipFile(template) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST_TEMPLATE:
                raise ReadError(f"{template}: too large for a template", hint="take one without pictures")
        return docx.Document(str(template))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        raise ReadError(
            f"{template}: cannot be read as a Word document", hint="save the template as .docx and name it again"
        ) from None


@dataclass(slots=True)
class _Maker:
    """The document being written, with its numbering."""

    document: Any
    report: Report
    tables: int = 0
    pictures: int = 0
    styles: dict[str, Any] = field(default_factory=dict)

    def style(self, *names: str) -> Any:
        """The first of these styles that the template has."""
        if names[0] not in self.styles:
            known = {style.name: style for style in self.document.styles}
            self.styles[names[0]] = next((known[name] for name in names if name in known), None)
        return self.styles[names[0]]

    def heading(self, text: str, level: int) -> None:
        """A heading; bold words where the template has no headings."""
        style = self.style(f"Heading {level}")
        paragraph = self.document.add_paragraph(style=style)
        paragraph.paragraph_format.keep_with_next = True
        parts.add_text(paragraph, one_line(text), bold=style is None)

    def paragraph(self, text: str, *styles: str, **look: Any) -> Any:
        """A paragraph of the body."""
        paragraph = self.document.add_paragraph(style=self.style(*styles) if styles else None)
        parts.add_text(paragraph, text, **look)
        return paragraph

    def front(self) -> None:
        """Title, warnings, introduction, page furniture."""
        report = self.report
        properties = self.document.core_properties
        date = datetime.fromisoformat(report.date) if report.date else datetime(2000, 1, 1, tzinfo=UTC)
        properties.created = properties.modified = date.replace(tzinfo=None)
        properties.title, properties.author, properties.last_modified_by = one_line(report.title)[:255], "", ""
        properties.comments, properties.revision = "", 1
        said = one_line(report.title)
        section = self.document.sections[0]
        parts.add_page_numbers(section, f"{said} – {UNREVIEWED}" if report.basis is Basis.SUGGESTIONS else said)
        if report.draft:
            parts.add_watermark(section)
        self.paragraph(said, "Title", "Heading 1")
        if report.date:
            self.paragraph(f"As of {report.date[:10]}", "Subtitle", "Normal")
        for warning in banners(report):
            self.paragraph(warning, "Intense Quote", "Normal", bold=True)
        for text in report.introduction:
            self.paragraph(text)

    def table(self, table: Table, *, size: float = 8) -> None:
        """A table with caption and notes; in parts where it is too wide for a portrait page."""
        self.tables += 1
        places = range(1, len(table.columns))
        step = MOST_COLUMNS - 1
        chunks = [[0, *places[start : start + step]] for start in range(0, len(places), step)] or [[0]]
        for number, chunk in enumerate(chunks):
            if number == 0:
                parts.add_caption(self.document, self.style("Caption"), "Table", self.tables, one_line(table.title))
            else:
                self.paragraph(f"Table {self.tables}, continued", "Caption")
            self._grid(table, chunk, size)
        for note in table.notes:
            self.paragraph(note, size=size).paragraph_format.space_after = 0
        self.document.add_paragraph()

    def _grid(self, table: Table, places: list[int], size: float) -> None:
        columns = [table.columns[place] for place in places]
        grid = self.document.add_table(rows=0, cols=len(columns))
        grid.style = self.style("Table Grid", "Normal Table")
        widths, size = _widths(table, places, size, parts.text_width(self.document))
        if any(column.group for column in columns):
            self._groups(grid, columns, size)
        cells = self._heading_row(grid)
        for cell, column in zip(cells, columns, strict=True):
            _fill(cell, column.label, size, numeric=column.numeric, bold=True)
            parts.shade(cell, "E7ECEF")
        for row in table.rows:
            self._row(grid, row, places, table, size)
        parts.set_widths(grid, widths)

    def _heading_row(self, grid: Any) -> Any:
        row = grid.add_row()
        parts.repeat_heading(row)
        parts.keep_row_whole(row)
        return row.cells

    def _groups(self, grid: Any, columns: list[Column], size: float) -> None:
        cells = self._heading_row(grid)
        start = 0
        for end in range(1, len(columns) + 1):
            if end == len(columns) or columns[end].group != columns[start].group:
                merged = cells[start].merge(cells[end - 1]) if end - start > 1 else cells[start]
                _fill(merged, columns[start].group, size, numeric=False, bold=True)
                parts.shade(merged, "E7ECEF")
                start = end

    def _row(self, grid: Any, row: Row, places: list[int], table: Table, size: float) -> None:
        made = grid.add_row()
        parts.keep_row_whole(made)
        for cell, place in zip(made.cells, places, strict=True):
            words = str(row.cells[place])
            numeric = table.columns[place].numeric or isinstance(row.cells[place], Figure)
            paragraph = _fill(cell, words, size, numeric=numeric, bold=row.total)
            if place == 0 and row.depth:
                from docx.shared import Cm

                paragraph.paragraph_format.left_indent = Cm(0.35 * row.depth)

    def chart(self, chart: Chart) -> None:
        """A picture with caption and alternative text."""
        from docx.shared import Inches

        self.pictures += 1
        width = Inches(min(WIDTH, parts.text_width(self.document) / 2.54))
        picture = self.document.add_picture(BytesIO(draw_chart(chart)), width=width)
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        parts.describe_picture(picture, self.pictures, chart.title, chart.alt)
        parts.add_caption(self.document, self.style("Caption"), "Figure", self.pictures, one_line(chart.title))

    def quotes(self) -> None:
        """Quotes under the headings of their themes."""
        if not self.report.quotes:
            return
        self.heading("Quotes by theme and informant type", 1)
        path: list[str] = []
        for quote in self.report.quotes:
            themes = quote.theme.split(" › ")
            for level, name in enumerate(themes):
                if path[: level + 1] != themes[: level + 1]:
                    self.heading(name, min(level + 2, 3))
            path = themes
            self._quote(quote)

    def _quote(self, quote: Quote) -> None:
        paragraph = self.document.add_paragraph(style=self.style("Quote", "Normal"))
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.space_after = 0
        parts.add_text(paragraph, quote.printed)
        said = self.document.add_paragraph(style=self.style("Normal"))
        said.paragraph_format.left_indent = paragraph.paragraph_format.left_indent
        paragraph.paragraph_format.keep_with_next = True
        where = f" [{quote.segment_id}]" if self.report.audience == "team" else ""
        parts.add_text(said, f"{quote.attribution} {quote.remark}".strip() + where)

    def method(self) -> None:
        """How the study was coded and counted."""
        if self.report.method:
            self.heading("Method", 1)
        for text in self.report.method:
            self.paragraph(text)

    def annexes(self) -> None:
        """Codebook, checklist, provenance, and the id of every figure."""
        report = self.report
        if report.codebook is not None:
            self.heading("Annex: codebook", 1)
            self.table(_codebook_table(report))
        if report.checklist:
            self.heading("Annex: reporting checklist (COREQ)", 1)
            labels = ("No.", "Item", "This study")
            self.table(_plain_table("COREQ items, filled in where the study knows them", labels, report.checklist))
        self.heading("Annex: where these figures come from", 1)
        self.table(_plain_table("What made these figures", ("What", "Value"), report.provenance))
        self.paragraph("Each table again with the id of every figure: qualcode trace F-… prints the words behind one.")
        for table in report.tables:
            if next(table.figures(), None) is not None:
                self.table(ids_table(table), size=6)


def _fill(cell: Any, text: str, size: float, *, numeric: bool, bold: bool = False) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.line_spacing = 1.0
    if numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    parts.add_text(paragraph, text, bold=bold, size=size)
    return paragraph


def _widths(table: Table, places: list[int], size: float, room: float) -> tuple[list[float], float]:
    """What the longest word or figure of each column needs, more for long texts; smaller letters where it is tight."""
    texts = [[table.columns[place].label, *(str(row.cells[place]) for row in table.rows)] for place in places]
    words = [max((len(word) for text in column for word in text.split()), default=1) for column in texts]
    figures = [max((len(cell.shown) for cell in _figures(table, place)), default=0) for place in places]
    letters = [max(min(word, LONGEST_WORD), figure) for word, figure in zip(words, figures, strict=True)]
    while sum(letters) * size * LETTER + MARGIN * len(letters) > room and size > SMALLEST:
        size -= 0.5
    least = [MARGIN + size * LETTER * count for count in letters]
    whole = [MARGIN + size * LETTER * max(map(len, column)) for column in texts]
    wanted = [min(max(want - has, 0), 5 * has) for want, has in zip(whole, least, strict=True)]
    left = room - sum(least)
    if left <= 0 or not any(wanted):
        return [room * has / sum(least) for has in least], size
    return [has + left * want / sum(wanted) for has, want in zip(least, wanted, strict=True)], size


def _figures(table: Table, place: int) -> list[Figure]:
    return [cell for row in table.rows if isinstance(cell := row.cells[place], Figure)]


def _plain_table(title: str, labels: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
    columns = tuple(Column(key=label, label=label, wide=label == labels[-1]) for label in labels)
    return Table(name=title, title=title, columns=columns, rows=tuple(Row(cells=cells) for cells in rows))


def _codebook_table(report: Report) -> Table:
    codebook = report.codebook
    assert codebook is not None  # noqa: S101  asked before
    rows = []
    for code in codebook.codes:
        limits = [
            f"Includes: {code.include}." if code.include else "",
            f"Leaves out: {code.exclude}." if code.exclude else "",
        ]
        words = " ".join(part for part in (code.definition or "No definition.", *limits) if part)
        rows.append(Row(cells=(code.name, words), depth=len(codebook.ancestors(code.id)), key=code.id))
    columns = (Column(key="theme", label="Theme"), Column(key="definition", label="Definition", wide=True))
    version = f", version {codebook.version}" if codebook.version else ""
    return Table(name="codebook", title=f"Codebook: {codebook.name}{version}", columns=columns, rows=tuple(rows))
