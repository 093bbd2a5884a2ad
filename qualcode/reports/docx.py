"""A report as a Word document, in the evaluator's own template where there is one."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from qualcode.errors import ReadError
from qualcode.files.write import write_whole
from qualcode.model.beside import marked
from qualcode.model.harmless import one_line
from qualcode.model.mark import MADE_BY
from qualcode.model.quote import Quote
from qualcode.model.report import Audience, Chart, Report
from qualcode.model.table import Table
from qualcode.reports import docx_parts as parts
from qualcode.reports.charts import WIDTH, draw_chart
from qualcode.reports.docx_tables import add_grid, table_parts
from qualcode.reports.markdown import banners
from qualcode.reports.pieces import day_in_words, plain_tables, with_new_figures
from qualcode.reports.terminal import ids_table

LARGEST_TEMPLATE = 50_000_000


def write_docx(report: Report, path: Path, *, template: Path | None = None) -> None:
    """Tables, charts, quotes, method, codebook, checklist, and where every figure comes from.

    A template gives styles (Heading 1 to 3, Caption, Quote, Table Grid), page and letterhead; its words come first.
    """
    document = _open(template)
    maker = _Maker(document, report)
    maker.front()
    for table in report.tables:
        if table.name != "quotes" and not table.annexed:
            maker.table(table)
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
        document = docx.Document(str(template))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        raise ReadError(
            f"{template}: cannot be read as a Word document", hint="save the template as .docx and name it again"
        ) from None
    parts.give_page(document)
    return document


@dataclass(slots=True)
class _Maker:
    """The document being written, with its numbering."""

    document: Any
    report: Report
    tables: int = 0
    pictures: int = 0
    styles: dict[str, Any] = field(default_factory=dict)
    noted: dict[str, int] = field(default_factory=dict)
    """Under which table each note stands."""

    def style(self, *names: str, of_tables: bool = False) -> Any:
        """The first of these styles that the template has for paragraphs, or `of_tables`."""
        from docx.enum.style import WD_STYLE_TYPE

        if names[0] not in self.styles:
            kind = WD_STYLE_TYPE.TABLE if of_tables else WD_STYLE_TYPE.PARAGRAPH
            known = {style.name: style for style in self.document.styles if style.type == kind}
            self.styles[names[0]] = next((known[name] for name in names if name in known), None)
        return self.styles[names[0]]

    def heading(self, text: str, level: int, *, new_page: bool = False) -> None:
        """A heading; bold words where the template has no headings."""
        style = self.style(f"Heading {level}")
        paragraph = parts.add_paragraph(self.document, style)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.page_break_before = new_page or None
        parts.add_text(paragraph, one_line(text), bold=style is None)

    def paragraph(self, text: str, *styles: str, **look: Any) -> Any:
        """A paragraph of the body."""
        paragraph = parts.add_paragraph(self.document, self.style(*styles) if styles else None)
        parts.add_text(paragraph, text, **look)
        return paragraph

    def front(self) -> None:
        """Title, warnings, introduction, page furniture."""
        report = self.report
        properties = self.document.core_properties
        date = datetime.fromisoformat(report.date) if report.date else datetime(2000, 1, 1, tzinfo=UTC)
        properties.created = properties.modified = date.replace(tzinfo=None)
        properties.title, properties.author, properties.last_modified_by = one_line(report.title)[:255], "", ""
        properties.comments, properties.revision = MADE_BY, 1
        said = one_line(report.title)
        section = self.document.sections[0]
        parts.add_page_numbers(section, f"{said} – {report.basis.caveat}" if report.basis.caveat else said)
        if report.draft:
            parts.add_watermark(section)
        self.paragraph(said, "Title", "Heading 1")
        if report.date:
            self.paragraph(f"As of {day_in_words(report.date)}", "Subtitle", "Normal")
        for warning in banners(report):
            self.paragraph(warning, "Intense Quote", "Normal", bold=True)
        for text in report.introduction:
            self.paragraph(text)

    def table(self, table: Table) -> None:
        """A table with heading, caption, notes and charts; in parts where it is too wide for a portrait page."""
        from docx.shared import Pt

        table = marked(table)
        if table.heading:
            self.heading(table.heading, 1, new_page=table.annexed)
        self.tables += 1
        for number, places in enumerate(table_parts(table, parts.text_width(self.document))):
            if number == 0:
                parts.add_caption(self.document, self.style("Caption"), "Table", self.tables, one_line(table.title))
            else:
                continued = self.paragraph(f"Table {self.tables}, continued", "Caption")
                continued.paragraph_format.keep_with_next = True
                continued.paragraph_format.space_before = Pt(6)
            add_grid(self.document, self.style("Table Grid", "Normal Table", of_tables=True), table, places)
        for number, note in enumerate(self._notes(table)):
            paragraph = self.paragraph(note, size=8)
            paragraph.paragraph_format.space_before = Pt(0 if number else 4)
            paragraph.paragraph_format.space_after = Pt(2)
        parts.add_paragraph(self.document)
        for chart in self.report.charts:
            if chart.beside == table.name:
                self.chart(chart)

    def _notes(self, table: Table) -> list[str]:
        """The notes of a table; rules that stand under an earlier one are not printed again."""
        new = [note for note in table.notes if note not in self.noted]
        before = sorted({self.noted[note] for note in table.notes if note in self.noted})
        self.noted |= dict.fromkeys(new, self.tables)
        said = " and ".join([", ".join(map(str, before[:-1])), str(before[-1])] if before[1:] else map(str, before))
        return [*new, *([f"Further rules as under Table{'s' if before[1:] else ''} {said}."] if before else [])]

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
        paragraph = parts.add_paragraph(self.document, self.style("Quote", "Normal"))
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.space_after = 0
        parts.add_text(paragraph, quote.printed)
        said = parts.add_paragraph(self.document, self.style("Normal"))
        said.paragraph_format.left_indent = paragraph.paragraph_format.left_indent
        paragraph.paragraph_format.keep_with_next = True
        where = f" [{quote.segment_id}]" if self.report.audience is Audience.TEAM else ""
        parts.add_text(said, f"{quote.attribution} {quote.remark}".strip() + where)

    def method(self) -> None:
        """How the study was coded and counted."""
        if self.report.method:
            self.heading("Method", 1)
        for text in self.report.method:
            self.paragraph(text)

    def annexes(self) -> None:
        """Further tables, codebook, checklist, provenance, and the id of every figure."""
        for table in (*(table for table in self.report.tables if table.annexed), *plain_tables(self.report)):
            self.table(table)
        counting = list(with_new_figures(self.report.tables))
        if counting:
            self.heading("Annex: ids of the figures", 1, new_page=True)
            self.paragraph("Each table again with ids: qualcode trace F-… prints the words behind a figure.")
        for table in counting:
            self.table(replace(ids_table(table), name=f"{table.name} ids", heading=""))
