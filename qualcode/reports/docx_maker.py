"""The Word document being written, chapter by chapter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cached_property
from io import BytesIO
from itertools import zip_longest
from typing import Any

from qualcode.model.beside import explained
from qualcode.model.bookmarks import Mark, note_key, table_id, text_id, title_key
from qualcode.model.harmless import one_line
from qualcode.model.nouns import dataclass
from qualcode.model.quote import Quote
from qualcode.model.report import Audience, Chart, Report
from qualcode.model.table import Figure, Table
from qualcode.model.told import Way
from qualcode.model.writing import Chapter, Look, Paragraph, Piece
from qualcode.reports import docx_fields as fields
from qualcode.reports import docx_parts as parts
from qualcode.reports.charts import WIDTH, draw_chart
from qualcode.reports.docx_numbering import take_number_off
from qualcode.reports.docx_tables import add_grid, grid_texts, joined_cells, table_parts
from qualcode.reports.pieces import numbered, printed_notes

MOST_KEPT = 1_200
"""Letters under a heading that are kept together with the heading of the part below."""

LISTED = 2
"""Levels of headings in the contents list."""


@dataclass
class Maker:
    """Writes a report's chapters into a document, and keeps count of bookmarks and notes."""

    document: Any
    report: Report
    n_bookmarks: int = 0
    n_headings: int = 0
    styles: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def chapters(self) -> list[Chapter]:
        """Those of the report but for one that is there for its quotes and holds none: only a page lists them all."""
        return [each for each in self.report.chapters if not each.shows or any(each.quotes)]

    @cached_property
    def numbers(self) -> Mapping[str, tuple[str, int]]:
        """`Table` or `Figure` and its number, by the name of the table or chart."""
        return numbered(self.report.chapters)

    @cached_property
    def notes(self) -> Mapping[str, list[str]]:
        """What stands under each table, by its name."""
        return printed_notes(self.report.chapters)

    def style(self, *names: str, of_tables: bool = False) -> Any:
        """The first of these styles that the template has for paragraphs, or `of_tables`."""
        from docx.enum.style import WD_STYLE_TYPE

        if names[0] not in self.styles:
            kind = WD_STYLE_TYPE.TABLE if of_tables else WD_STYLE_TYPE.PARAGRAPH
            known = {style.name: style for style in self.document.styles if style.type == kind}
            self.styles[names[0]] = next((known[name] for name in names if name in known), None)
        return self.styles[names[0]]

    def bookmark(self, run: Any, name: str, last: Any = None) -> None:
        """A bookmark around words, up to the `last` run of them."""
        self.n_bookmarks += 1
        fields.add_bookmark(run._r, (run if last is None else last)._r, name, self.n_bookmarks)

    def mark(self, run: Any, id: str, text: str, way: Way | None = None, *, last: Any = None) -> None:
        """A bookmark by which these words are known again."""
        self.bookmark(run, Mark.of(id, text, self.n_bookmarks + 1, way).name, last)

    def heading(self, text: str, level: int, *, is_annex: bool = False) -> None:
        """A heading that the contents list leads to, the first one on a page of its own behind the cover.

        Bold words where the template has no headings.
        """
        style = self.style(f"Heading {level}")
        paragraph = parts.add_paragraph(self.document, style)
        if is_annex:
            take_number_off(paragraph)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.page_break_before = True if not self.n_headings else None
        run = parts.add_text(paragraph, one_line(text), bold=style is None)
        if level <= LISTED:
            self.n_headings += 1
            self.bookmark(run, f"_Toc_qc_{self.n_headings}")

    def paragraph(self, text: str, *styles: str, **look: Any) -> Any:
        """A paragraph of the body."""
        paragraph = parts.add_paragraph(self.document, self.style(*styles) if styles else None)
        parts.add_text(paragraph, text, **look)
        return paragraph

    def chapter(self, chapter: Chapter, *, opens: bool = False) -> None:
        """A heading and what stands under it, on pages turned on their side where it says so.

        The few words of one that `opens` on others stay with the heading below them.
        """
        words = [block.text if isinstance(block, Paragraph) else " " * MOST_KEPT for block in chapter.blocks]
        opens = opens and len("".join(words)) < MOST_KEPT
        if chapter.across:
            parts.turn_page(self.document)
        self.heading(chapter.heading, chapter.level, is_annex=chapter.is_annex)
        for block, after in zip_longest(chapter.blocks, chapter.blocks[1:]):
            if isinstance(block, Paragraph):
                listed = isinstance(after, Paragraph) and block.look is after.look is Look.BULLET
                self.words(block, leads=listed or opens or isinstance(after, Table | Chart))
            elif isinstance(block, Quote):
                self.quote(block, leads=isinstance(after, Paragraph) and after.look is Look.SPACE)
            elif isinstance(block, Table):
                self.table(block, last=after is None and chapter is self.chapters[-1] and bool(self.notes[block.name]))
            else:
                self.chart(block)
        if chapter.across:
            parts.turn_page(self.document)

    def words(self, paragraph: Paragraph, *, leads: bool = False) -> None:
        """A paragraph, figures in bookmarks and references in fields; with what follows where it `leads` to that."""
        from docx.shared import Pt

        styles = {Look.BULLET: "List Bullet", Look.LABEL: "Heading 3"}
        named = styles.get(paragraph.look)
        made = parts.add_paragraph(self.document, self.style(named, "Normal") if named else None)
        if paragraph.look is Look.LABEL:
            take_number_off(made)
        for piece in paragraph.pieces:
            self._piece(made, piece, paragraph)
        if paragraph.key:
            self.mark(made.runs[0], text_id(paragraph.key), paragraph.text)
        if leads or paragraph.text.endswith(":") or paragraph.look is Look.LABEL:
            made.paragraph_format.keep_with_next = True
        if paragraph.text.endswith(":"):
            made.paragraph_format.space_after = Pt(2)

    def _piece(self, paragraph: Any, piece: Piece, whole: Paragraph) -> None:
        if piece.refers_to:
            kind, number = self.numbers.get(piece.refers_to, (piece.text, 0))
            fields.add_field(paragraph, rf"REF _Ref_qc_{kind}_{number} \h", f"{kind}\u00a0{number}")
            return
        run = parts.add_text(paragraph, piece.text, italic=piece.theme, whole=whole.text)
        if whole.look is Look.SPACE:
            parts.highlight(run)
        if piece.figure:
            self.mark(run, piece.figure, piece.text, piece.way)

    def table(self, table: Table, *, last: bool = False) -> None:
        """A table with caption and notes; in parts where it is too wide for a portrait page; room below but for the
        `last` of the report, behind which an empty page could come."""
        from docx.shared import Pt

        table = explained(table)
        _, number = self.numbers[table.name]
        room = parts.text_width(self.document)
        for part, places in enumerate(table_parts(table, room)):
            if part == 0:
                self.caption("Table", number, table.title, key=title_key(table.name))
            else:
                continued = self.paragraph(f"Table {number}, continued", "Caption")
                continued.paragraph_format.keep_with_next = True
                continued.paragraph_format.space_before = Pt(6)
            self.grid(table, places, room)
        for place, note in enumerate(self.notes[table.name]):
            paragraph = self.note(note, note_key(table.name, place))
            paragraph.paragraph_format.space_before = Pt(0 if place else 4)
        if not last:
            gap = parts.add_paragraph(self.document).paragraph_format
            gap.space_after, gap.line_spacing = Pt(0), Pt(6)

    def note(self, text: str, key: str) -> Any:
        """A paragraph in small letters under a table."""
        from docx.shared import Pt

        paragraph = self.paragraph(text, size=8)
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(0), Pt(2)
        self.mark(paragraph.runs[0], text_id(key), text)
        return paragraph

    def grid(self, table: Table, places: Sequence[int], room: float) -> Any:
        """One part of a table, its figures marked, and in its heading a mark for all that stands in it."""

        def mark(runs: Sequence[Any], figure: Figure, words: str) -> None:
            self.mark(runs[0], figure.id, words, Way.CELL, last=runs[-1])

        style = self.style("Table Grid", "Normal Table", of_tables=True)
        grid = add_grid(self.document, style, table, places, room, mark)
        texts = grid_texts(table, places)
        [heading] = grid.rows[len(texts) - len(table.rows) - 1].cells[-1].paragraphs
        self.mark(heading.runs[0], table_id(table.name), joined_cells(texts))
        return grid

    def caption(self, kind: str, number: int, title: str, key: str, reading: str = "") -> None:
        """`Table 3. …`, numbered by a field; what refers to it is a field, too. How it is read stands behind it."""
        self.n_bookmarks += 1
        said = parts.add_caption(
            self.document,
            self.style("Caption"),
            kind,
            number,
            one_line(title),
            bookmark=(f"_Ref_qc_{kind}_{number}", self.n_bookmarks),
        )
        self.mark(said, text_id(key), one_line(title))
        if reading:
            parts.add_text(said._parent, f". {one_line(reading)}", plain=True)

    def chart(self, chart: Chart) -> None:
        """A picture with caption and alternative text."""
        from docx.shared import Inches

        _, number = self.numbers[chart.name]
        width = Inches(min(WIDTH, parts.text_width(self.document) / 2.54))
        picture = self.document.add_picture(BytesIO(draw_chart(chart)), width=width)
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        parts.describe_picture(picture, number, chart)
        self.caption("Figure", number, chart.title, key=title_key(chart.name), reading=chart.reading)

    def quote(self, quote: Quote, *, leads: bool = False) -> None:
        """Words in a bookmark, and who said them, on one page; with what follows where it `leads` to that."""
        paragraph = parts.add_paragraph(self.document, self.style("Quote", "Normal"))
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.space_after = 0
        run = parts.add_text(paragraph, quote.printed)
        if (id := self.report.quote_ids.get(quote.id)) is not None:
            self.mark(run, id, quote.printed)
        said = parts.add_paragraph(self.document, self.style("Normal"))
        said.paragraph_format.left_indent = paragraph.paragraph_format.left_indent
        paragraph.paragraph_format.keep_with_next = True
        said.paragraph_format.keep_with_next = leads or None
        where = f" [{quote.where}]" if self.report.audience is Audience.TEAM else ""
        parts.add_text(said, f"{quote.attribution} {quote.remark}".strip() + where)
