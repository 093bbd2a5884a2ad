"""The first page of a Word report: its title, who asked for it, what is in it, what is short for what."""

from __future__ import annotations

from datetime import UTC, datetime
from math import ceil
from typing import Any

from qualcode.model.harmless import one_line
from qualcode.reports import docx_fields as fields
from qualcode.reports import docx_parts as parts
from qualcode.reports.docx_maker import LISTED, Maker
from qualcode.reports.docx_numbering import number_headings, section_numbers, take_number_off
from qualcode.reports.markdown import banners
from qualcode.reports.pieces import day_in_words

PAGE = 25.0
"""Centimetres between the margins, from top to bottom."""

LINE = 0.57
"""Centimetres that a line of a list takes."""

LETTERS = 50
"""Of a line of the title."""

LOWEST = 6.0
"""Centimetres from the top at which a title still stands well."""


def write_front(maker: Maker, *, from_template: bool) -> None:
    """Title, warnings, contents, abbreviations, page furniture; spread over a page that is not a template's."""
    report, document = maker.report, maker.document
    said = one_line(report.title)
    _describe(maker, said)
    section = document.sections[0]
    parts.add_page_numbers(section, f"{said} – {report.basis.caveat}" if report.basis.caveat else said)
    if report.draft:
        parts.add_watermark(section)
    title = maker.paragraph(said, "Title", "Heading 1")
    if report.date:
        maker.paragraph(f"As of {day_in_words(report.date)}", "Subtitle", "Normal")
    for line in report.cover:
        maker.words(line)
    for warning in banners(report):
        maker.paragraph(warning, "Intense Quote", "Normal", bold=True)
    before = len(document.paragraphs)
    contents = _contents(maker)
    _abbreviations(maker)
    if contents is not None and not from_template:
        _spread(title, contents, n_lines=len(document.paragraphs) - before, n_above=before)


def _describe(maker: Maker, title: str) -> None:
    """What the file says of itself, the same on every writing."""
    properties = maker.document.core_properties
    date = datetime.fromisoformat(maker.report.date) if maker.report.date else datetime(2000, 1, 1, tzinfo=UTC)
    properties.created = properties.modified = date.replace(tzinfo=None)
    properties.title, properties.author, properties.last_modified_by = title[:255], "", ""
    properties.comments, properties.revision = maker.report.mark, 1


def _contents(maker: Maker) -> Any:
    """The headings with their numbers, each leading to its place. Returns what stands above them; None without any."""
    styles = [style for level in (1, 2, 3) if (style := maker.style(f"Heading {level}")) is not None]
    has_numbers = number_headings(maker.document, styles)
    numbers = [*section_numbers(maker.chapters)] if has_numbers else [""] * len(maker.chapters)
    both = zip(numbers, maker.chapters, strict=True)
    listed = [(number, chapter) for number, chapter in both if chapter.level <= LISTED]
    if not listed:
        return None
    heading = _heading(maker, "Contents")
    looks = (maker.style(f"toc {chapter.level}", "Normal") for _, chapter in listed)
    fields.add_contents(
        [parts.add_paragraph(maker.document, look) for look in looks],
        [
            (f"{number} {one_line(chapter.heading)}".strip(), f"_Toc_qc_{place}")
            for place, (number, chapter) in enumerate(listed, start=1)
        ],
    )
    return heading


def _abbreviations(maker: Maker) -> None:
    """What the report's abbreviations stand for, a line each."""
    from docx.shared import Cm, Pt

    if maker.report.abbreviations:
        _heading(maker, "Abbreviations")
    for short, full in maker.report.abbreviations:
        line = maker.paragraph(f"{one_line(short)}\t{one_line(full)}", "toc 1", "Normal").paragraph_format
        line.tab_stops.add_tab_stop(Cm(2.5))
        line.space_before, line.space_after = Pt(2), Pt(0)


def _heading(maker: Maker, text: str) -> Any:
    """A line over a list, that is no section of the report."""
    made = maker.paragraph(text, "TOC Heading", "Normal", bold=True)
    made.paragraph_format.keep_with_next = True
    take_number_off(made)
    return made


def _spread(title: Any, contents: Any, *, n_lines: int, n_above: int) -> None:
    """Put the title lower and the contents apart from it, as far as the page has room."""
    from docx.shared import Cm

    above = ceil(len(title.text) / LETTERS) + 0.8 * n_above
    left = PAGE - above - LINE * n_lines
    if left > 0:
        title.paragraph_format.space_before = Cm(min(0.5 * left, LOWEST))
        contents.paragraph_format.space_before = Cm(min(0.35 * left, 0.6 * LOWEST))
