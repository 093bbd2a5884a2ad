"""What Word needs and python-docx leaves out: fields, repeated headings, alternative text, direction, a watermark."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from qualcode.model.direction import is_right_to_left
from qualcode.model.harmless import visible
from qualcode.reports.docx_fields import add_bookmark, add_field

if TYPE_CHECKING:
    from qualcode.model.report import Chart

FORMULAS = (
    "sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3", "if @0 @3 0",
    "if @0 21600 @1", "if @0 0 @2", "if @0 @4 21600",
)  # fmt: skip
PLACE = (
    "position:absolute;margin-left:0;margin-top:0;width:420pt;height:140pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)
WATERMARK = (
    '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
    + "".join(f'<v:f eqn="{formula}"/>' for formula in FORMULAS)
    + '</v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    f'<v:shape id="qualcodeDraft" o:spid="_x0000_s2049" type="#_x0000_t136" style="{PLACE}" fillcolor="silver"'
    ' stroked="f"><v:fill opacity=".4"/>'
    '<v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt" string="DRAFT"/></v:shape></w:pict>'
)


def add_paragraph(document: Any, style: Any = None) -> Any:
    """A paragraph at the end. python-docx looks through the whole document for each; two thousand quotes would wait."""
    from docx.oxml import OxmlElement
    from docx.text.paragraph import Paragraph

    element: Any = OxmlElement("w:p")
    document.element.body[-1].addprevious(element)
    if style is not None:
        element.style = style.style_id
    return Paragraph(element, document._body)


def add_text(
    paragraph: Any,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float = 0,
    whole: str = "",
    plain: bool = False,
    colour: str = "",
) -> Any:
    """Words, whole and harmless; right to left where they are, and the paragraph where `whole`, all its words, is.

    They are `plain` where the paragraph's style is bold, and these are not.
    """
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(visible(text))
    run.bold, run.italic = False if plain else bold or None, italic or None
    if size:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    if is_right_to_left(text):
        _set(run._r.get_or_add_rPr(), "w:rtl")
    if is_right_to_left(whole or text) and not paragraph._p.xpath("./w:pPr/w:bidi"):
        _set(paragraph._p.get_or_add_pPr(), "w:bidi")
    return run


DARK, LIGHT = "5A666B", "C9D1D4"

SIZES = {"Normal": 10.5, "Title": 22, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 11, "Caption": 9}
"""Points of the letters of a report that has no template of its own."""


def lay_out(document: Any) -> None:
    """Page and letters of a report that has no template of its own: A4, narrow margins, a plain sans serif."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    for name, size in SIZES.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.name = "Calibri"
        fonts = style.element.rPr.rFonts
        for attribute in [key for key in fonts.attrib if "heme" in key]:
            del fonts.attrib[attribute]
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Normal"].paragraph_format.line_spacing = 1.08
    document.styles["Heading 1"].paragraph_format.space_before = Pt(16)
    document.styles["Heading 3"].paragraph_format.space_before = Pt(8)
    document.styles["Subtitle"].font.italic = False
    _rule_lightly(document.styles["Table Grid"])
    _add_contents_styles(document)
    stops = document.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Cm(text_width(document)), WD_TAB_ALIGNMENT.RIGHT)


def _add_contents_styles(document: Any) -> None:
    """Styles of a contents list, which python-docx's own template lacks."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm, Pt

    for level in (1, 2):
        style = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.space_before = Pt(3 if level == 1 else 0)
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.left_indent = Cm(0.5 * (level - 1))
        style.paragraph_format.tab_stops.add_tab_stop(
            Cm(text_width(document)), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )


RULES = {"top": ("8", DARK), "bottom": ("8", DARK), "insideH": ("4", LIGHT)}
"""Lines of a table: eighths of a point, and colour."""


def _rule_lightly(style: Any) -> None:
    """Lines between rows and none between columns: the figures are read, not the grid."""
    from docx.oxml.ns import qn

    properties = style.element.find(qn("w:tblPr"))
    borders = properties.find(qn("w:tblBorders"))
    for line in list(borders):
        side = line.tag.rpartition("}")[2]
        size, colour = RULES.get(side, ("0", "auto"))
        line.set(qn("w:val"), "single" if side in RULES else "nil")
        line.set(qn("w:sz"), size)
        line.set(qn("w:color"), colour)


def give_page(document: Any) -> None:
    """A page of A4 for a template that leaves its size or margins to Word."""
    from docx.shared import Cm

    document.element.body.get_or_add_sectPr()
    section = document.sections[0]
    section.page_width, section.page_height = section.page_width or Cm(21), section.page_height or Cm(29.7)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        if getattr(section, side) is None:
            setattr(section, side, Cm(2))


PICTURE = "qc "
"""How the name of a picture begins in a Word file; that of its chart follows."""


def turn_page(document: Any) -> None:
    """Begin a page that lies on its other side."""
    from docx.enum.section import WD_ORIENT, WD_SECTION

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.page_width, section.page_height = section.page_height, section.page_width
    is_wide = section.page_width > section.page_height
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    _carry_footer(document)


def _carry_footer(document: Any) -> None:
    """The footer of the section before, its page number at the right margin of the new page."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm

    *_, before, section = document.sections
    if before.footer.part.rels:  # pictures of a letterhead belong to its own footer
        return
    section.footer.is_linked_to_previous = False
    [first] = section.footer.paragraphs[:1]
    for paragraph in before.footer.paragraphs:
        first._p.addprevious(deepcopy(paragraph._p))
    first._p.getparent().remove(first._p)
    stops = section.footer.paragraphs[0].paragraph_format.tab_stops
    for stop in [*stops]:
        del stops[[*stops].index(stop)]
    stops.add_tab_stop(Cm(text_width(document)), WD_TAB_ALIGNMENT.RIGHT)


def text_width(document: Any) -> float:
    """Centimetres between the margins."""
    section = document.sections[-1]
    return float((section.page_width - section.left_margin - section.right_margin) / 360_000)


def _set(properties: Any, tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    properties.append(element)
    return element


def highlight(run: Any) -> None:
    """Mark words as a space that somebody is to fill."""
    from docx.enum.text import WD_COLOR_INDEX

    run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def add_caption(document: Any, style: Any, kind: str, number: int, text: str, *, bookmark: tuple[str, int]) -> Any:
    """`Table 3. …`, numbered by a field, so that Word keeps count when tables are moved.

    `bookmark` is the name and number of the one around `Table 3`, which cross-references name. Returns the run that
    holds the text.
    """
    paragraph = add_paragraph(document, style)
    paragraph.paragraph_format.keep_with_next = kind == "Table"
    first = paragraph.add_run(f"{kind}\u00a0")
    field = add_field(paragraph, rf"SEQ {kind} \* ARABIC", str(number))
    add_bookmark(first._r, field, *bookmark)
    add_text(paragraph, ". ")
    return add_text(paragraph, text)


def repeat_heading(row: Any) -> None:
    """Repeat a table's heading on every page."""
    _set(row._tr.get_or_add_trPr(), "w:tblHeader")


def shade(cell: Any, colour: str) -> None:
    """A cell's background."""
    _set(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=colour)


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """Column widths in centimetres; Word and LibreOffice keep to them."""
    from docx.shared import Cm

    table.autofit = False
    margins = _set(table._tbl.tblPr, "w:tblCellMar")
    for side in ("left", "right"):
        _set(margins, f"w:{side}", w="70", type="dxa")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)


def sized_cells(row: Any, widths: Sequence[float]) -> Any:
    """The cells of a new row, as wide as their columns; the row is not broken across pages."""
    from docx.shared import Cm

    _set(row._tr.get_or_add_trPr(), "w:cantSplit")
    cells = row.cells
    for cell, width in zip(cells, widths, strict=True):
        cell.width = Cm(width)
    return cells


def describe_picture(picture: Any, number: int, chart: Chart) -> None:
    """Alternative text, the chart's name, and an id that does not change from one writing to the next."""
    properties = picture._inline.docPr
    properties.set("id", str(number))
    properties.set("name", f"{PICTURE}{chart.name}")
    properties.set("title", visible(chart.title))
    properties.set("descr", visible(chart.alt))


def add_watermark(section: Any) -> None:
    """`DRAFT` across every page."""
    from docx.oxml import parse_xml

    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].add_run()._r.append(parse_xml(WATERMARK))


def add_page_numbers(section: Any, style_text: str) -> None:
    """A footer with a line of words and the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    section.footer.is_linked_to_previous = False
    paragraph = section.footer.paragraphs[0]
    add_text(paragraph, f"{style_text}\t", size=8)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    paragraph._p.append(field)
    # The number as large as the words before it: Word looks at the field's own run.
    number = paragraph.add_run("1")
    number.font.size = Pt(8)
    field.append(number._r)
