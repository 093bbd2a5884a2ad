"""The Word report: the tables' own values, quotes in their style, hostile text whole and harmless."""

from __future__ import annotations

import re
import tempfile
import zipfile
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm

from qualcode.model.beside import lines_of_cell
from qualcode.model.bookmarks import Mark
from qualcode.model.harmless import visible
from qualcode.model.mark import MADE_BY
from qualcode.model.report import Audience
from qualcode.model.table import Basis, Figure, Row, listing
from qualcode.model.told import Way
from qualcode.model.writing import Chapter, Look, Paragraph, Piece, plain
from qualcode.readers.files import find_files
from qualcode.reports import REPORT_WRITERS
from qualcode.reports.docx import write_docx
from qualcode.reports.marked_text import find_marked
from tests.reports.report import HOSTILE, hostile_report, make_report

HEADER_ROWS = 2


@cache
def written(basis: Basis) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        REPORT_WRITERS[".docx"](make_report(basis=basis), path)
        return path.read_bytes()


def write(path: Path, basis: Basis = Basis.SUGGESTIONS) -> Path:
    """A report, which is written once for all who read it."""
    path.write_bytes(written(basis))
    return path


def test_the_theme_table_says_what_the_table_says_cell_for_cell(tmp_path: Path) -> None:
    document = Document(str(write(tmp_path / "r.docx")))

    frequencies = make_report().tables[0]
    written = [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in document.tables[0].rows]
    said = [
        [lines_of_cell(cell) if isinstance(cell, Figure) else str(cell) for cell in row.cells]
        for row in frequencies.rows
    ]
    assert written[HEADER_ROWS:] == [row[: len(written[0])] for row in said]


def test_what_stands_below_a_figure_in_its_cell_comes_and_goes_with_it(tmp_path: Path) -> None:
    document = Document(str(write(tmp_path / "r.docx")))
    [whole] = [each for each in find_marked(document) if each.text == "3\u00a0of\u00a08\n1\u00a0contrary"]

    for words in ("4 of 8", "4 of 8\n1 contrary\n2 not asked", "5 of 8\n1 contrary"):
        whole.write(words)
        [again] = [each for each in find_marked(document) if each.mark.number == whole.mark.number]
        assert again.text == words
        assert again.mark.is_untouched(words)
        assert document.tables[0].rows[HEADER_ROWS].cells[5].text == words


def test_header_rows_are_repeated_on_every_page(tmp_path: Path) -> None:
    document = Document(str(write(tmp_path / "r.docx")))

    for row in document.tables[0].rows[:HEADER_ROWS]:
        assert row._tr.xpath("./w:trPr/w:tblHeader")


def test_quotes_stand_in_the_quote_style_each_with_its_attribution(tmp_path: Path) -> None:
    document = Document(str(write(tmp_path / "r.docx")))

    paragraphs = document.paragraphs
    quoted = [
        (paragraph.text, after.text)
        for paragraph, after in pairwise(paragraphs)
        if paragraph.style is not None and paragraph.style.name == "Quote"
    ]
    assert quoted == [(quote.printed, f"{quote.attribution} {quote.remark}".strip()) for quote in make_report().quotes]


@pytest.mark.parametrize(("basis", "said"), [(Basis.SUGGESTIONS, True), (Basis.CODINGS, False)])
def test_unreviewed_figures_are_marked_so(basis: Basis, said: bool, tmp_path: Path) -> None:
    document = Document(str(write(tmp_path / "r.docx", basis=basis)))

    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert ("not reviewed" in text) is said


def test_the_chart_has_words_for_those_who_do_not_see_it(tmp_path: Path) -> None:
    path = write(tmp_path / "r.docx")

    xml = zipfile.ZipFile(path).read("word/document.xml").decode()
    assert 'descr="Informants of each group who raised each theme.' in xml


def test_hostile_text_arrives_whole_and_as_text(tmp_path: Path) -> None:
    path = tmp_path / "r.docx"
    REPORT_WRITERS[".docx"](hostile_report(), path)

    document = Document(str(path))
    cells = {" ".join(cell.text.split()) for table in document.tables for row in table.rows for cell in row.cells}
    for text in HOSTILE:
        assert any(" ".join(visible(text).split()) in cell for cell in cells), visible(text)[:40]
    assert 'TargetMode="External"' not in zipfile.ZipFile(path).read("word/_rels/document.xml.rels").decode()


def bookmarks(path: Path) -> dict[str, str]:
    """The names of bookmarks and the words between their ends."""
    found = find_marked(Document(str(path)))
    return {each.mark.name: each.text for each in found}


def test_every_quote_stands_in_a_bookmark_that_says_which_it_is(tmp_path: Path) -> None:
    written = bookmarks(write(tmp_path / "r.docx"))

    report = make_report()
    ids = {quote.id.removeprefix("Q-"): quote.printed for quote in report.quotes}
    marks = {Mark.read(name): text for name, text in written.items()}
    marked_quotes = {mark.id.removeprefix("Q-"): text for mark, text in marks.items() if mark and mark.kind == "Q"}
    assert marked_quotes == ids


def test_a_figure_in_a_sentence_stands_in_a_bookmark_and_a_reference_in_a_field(tmp_path: Path) -> None:
    report = make_report()
    table = next(report.tables[0].figures())
    pieces = (
        Piece(text="As "),
        Piece(text="Table", refers_to="frequencies"),
        Piece(text=" shows, "),
        Piece(text="two of the three", figure=table.id, way=Way.OF_ALL),
        Piece(text=" did."),
    )
    chapter = Chapter(heading="Findings", blocks=(Paragraph(pieces=pieces),))
    REPORT_WRITERS[".docx"](replace(report, chapters=(chapter, *report.chapters)), tmp_path / "r.docx")

    marks = {Mark.read(name): words for name, words in bookmarks(tmp_path / "r.docx").items()}
    [(id, words)] = [(mark.id, words) for mark, words in marks.items() if mark and mark.way is Way.OF_ALL]
    assert (id, words) == (table.id, "two of the three")
    xml = zipfile.ZipFile(tmp_path / "r.docx").read("word/document.xml").decode()
    assert 'w:instr=" REF _Ref_qc_Table_1 \\h "' in xml
    assert 'w:name="_Ref_qc_Table_1"' in xml
    assert "As Table\u00a01 shows, two of the three did." in "\n".join(
        "".join(text.text or "" for text in paragraph._p.iter("{*}t"))
        for paragraph in Document(str(tmp_path / "r.docx")).paragraphs
    )


def test_the_contents_list_leads_to_every_heading_it_names(tmp_path: Path) -> None:
    xml = zipfile.ZipFile(write(tmp_path / "r.docx")).read("word/document.xml").decode()

    anchors = re.findall(r'w:anchor="(_Toc_qc_\d+)"', xml)
    assert anchors == [f"_Toc_qc_{place}" for place in range(1, len(anchors) + 1)]
    assert set(re.findall(r'w:name="(_Toc_qc_\d+)"', xml)) == set(anchors)
    assert 'w:instrText xml:space="preserve"> TOC ' in xml


def test_word_does_not_ask_on_opening_whether_to_update_fields(tmp_path: Path) -> None:
    archive = zipfile.ZipFile(write(tmp_path / "r.docx"))

    assert "w:dirty" not in archive.read("word/document.xml").decode()
    assert "updateFields" not in archive.read("word/settings.xml").decode()


@pytest.mark.parametrize(
    ("words", "right_to_left"),
    [(("All spoke of ", "التمويل", "."), False), (("التمويل", ": all."), True)],
    ids=["English with an Arabic theme", "Arabic first"],
)
def test_a_sentence_runs_as_its_first_words_do(words: tuple[str, ...], right_to_left: bool, tmp_path: Path) -> None:
    chapter = Chapter(heading="Findings", blocks=(Paragraph(pieces=tuple(Piece(text=text) for text in words)),))
    REPORT_WRITERS[".docx"](replace(make_report(), chapters=(chapter,)), tmp_path / "r.docx")

    [made] = [each for each in Document(str(tmp_path / "r.docx")).paragraphs if each.text == "".join(words)]
    assert bool(made._p.xpath("./w:pPr/w:bidi")) is right_to_left


def test_what_leads_to_a_table_stays_with_it(tmp_path: Path) -> None:
    report = make_report()
    lead = Paragraph(pieces=(Piece(text="Who raised what."),))
    chapter = Chapter(heading="Themes", blocks=(lead, report.tables[0]))
    REPORT_WRITERS[".docx"](replace(report, chapters=(chapter,)), tmp_path / "r.docx")

    [made] = [each for each in Document(str(tmp_path / "r.docx")).paragraphs if each.text == "Who raised what."]
    assert made.paragraph_format.keep_with_next


@pytest.mark.parametrize(
    ("n_rows", "wide", "whole"), [(24, (), True), (30, (), False), (8, ("A",), True), (30, ("A",), False)]
)
def test_short_tables_are_not_cut_by_the_page(n_rows: int, wide: tuple[str, ...], whole: bool, tmp_path: Path) -> None:
    rows = (Row(cells=(f"row {place}", "3 of 4"), key=str(place)) for place in range(n_rows))
    chapter = Chapter(heading="Themes", blocks=(listing("rows", "Rows", ("A", "B"), rows, wide=wide),))
    REPORT_WRITERS[".docx"](replace(make_report(), chapters=(chapter,)), tmp_path / "r.docx")

    [made] = Document(str(tmp_path / "r.docx")).tables
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in made.rows[1:]]
    assert kept == [whole] * (n_rows - 1) + [False]


HEADINGS = (("Findings", 1), ("Trust", 2), ("Of officials", 3), ("Pay", 2), ("Method", 1), ("Annex: codebook", 1))


def numbered_chapters() -> tuple[Chapter, ...]:
    return tuple(Chapter(heading=heading, level=level, blocks=(plain("…"),)) for heading, level in HEADINGS)


def test_headings_are_numbered_by_word_and_the_contents_list_has_their_numbers(tmp_path: Path) -> None:
    label = Chapter(heading="Annex: quotes", blocks=(plain("Trust", look=Look.LABEL),))
    report = replace(make_report(), chapters=(*numbered_chapters(), label))
    REPORT_WRITERS[".docx"](report, tmp_path / "r.docx")

    document = Document(str(tmp_path / "r.docx"))
    listed = [each.text for each in document.paragraphs if each.style.name.startswith("toc")]
    assert listed == ["1 Findings", "1.1 Trust", "1.2 Pay", "2 Method", "Annex: codebook", "Annex: quotes"]
    numbers = {document.styles[f"Heading {level}"].element.pPr.numPr.numId.val for level in (1, 2, 3)}
    assert len(numbers) == 1
    headings = [each for each in document.paragraphs if each.style.name.startswith("Heading")]
    without = [each.text for each in headings if each._p.pPr.numPr is not None and each._p.pPr.numPr.numId.val == 0]
    assert without == ["Annex: codebook", "Annex: quotes", "Trust"]
    assert document.paragraphs[[each.text for each in document.paragraphs].index("Annex: quotes")]._p.xpath(
        ".//w:fldChar[@w:fldCharType='end']"
    ), "the last entry ends the field, which Word writes anew"


@pytest.mark.parametrize(("words", "is_kept"), [("Few words.", True), ("Many words. " * 200, False)])
def test_a_chapter_that_only_opens_others_does_not_stand_alone_at_the_end_of_a_page(
    words: str, is_kept: bool, tmp_path: Path
) -> None:
    chapters = (Chapter(heading="Findings", blocks=(plain(words),)), Chapter(heading="Trust", level=2))
    REPORT_WRITERS[".docx"](replace(make_report(), chapters=chapters), tmp_path / "r.docx")

    [opening] = [each for each in Document(str(tmp_path / "r.docx")).paragraphs if each.text.startswith(words[:9])]
    assert bool(opening.paragraph_format.keep_with_next) is is_kept


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html"])
def test_a_client_s_file_does_not_say_what_made_it_and_is_known_all_the_same(suffix: str, tmp_path: Path) -> None:
    for audience in Audience:
        path = tmp_path / f"{audience}{suffix}"
        REPORT_WRITERS[suffix](replace(make_report(), audience=audience), path)
        content = path.read_bytes()
        if suffix != ".html":
            with zipfile.ZipFile(path) as archive:
                content = archive.read("docProps/core.xml")
        assert (MADE_BY.encode() in content) is (audience is Audience.TEAM)
    assert {left.reason for left in find_files([tmp_path]).left_out} == {"written by qualcode"}


@pytest.mark.parametrize("own", [True, False], ids=["with numbers", "without lists"])
def test_a_template_keeps_its_own_numbers_or_is_given_some(own: bool, tmp_path: Path) -> None:
    template = Document()
    if own:
        template.styles["Heading 1"].element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 7
    else:
        [rel] = [key for key, each in template.part.rels.items() if each.reltype == RELATIONSHIP_TYPE.NUMBERING]
        del template.part.rels[rel]
    template.save(str(tmp_path / "template.docx"))
    write_docx(
        replace(make_report(), chapters=numbered_chapters()), tmp_path / "r.docx", template=tmp_path / "template.docx"
    )

    document = Document(str(tmp_path / "r.docx"))
    number = document.styles["Heading 1"].element.pPr.numPr.numId.val
    texts = [each.text for each in document.paragraphs]
    assert (number == 7) is own
    assert ("1 Findings" in texts) is not own
    assert ("Findings" in texts[: texts.index("Method")]) is True


def test_the_page_number_stands_at_the_right_margin_of_every_page(tmp_path: Path) -> None:
    report = make_report()
    chapters = tuple(replace(chapter, across=place == 0) for place, chapter in enumerate(report.chapters))
    REPORT_WRITERS[".docx"](replace(report, chapters=chapters), tmp_path / "r.docx")

    sections = Document(str(tmp_path / "r.docx")).sections
    assert len({section.page_width for section in sections}) == 2
    for section in sections:
        [footer] = section.footer.paragraphs
        assert footer.text.startswith(report.title)
        assert footer._p.xpath(".//w:fldSimple[contains(@w:instr, 'PAGE')]")
    for before, section in pairwise(sections):
        [stop] = section.footer.paragraphs[0].paragraph_format.tab_stops
        width = section.page_width - section.left_margin - section.right_margin
        assert abs(stop.position - width) < 20_000, before.page_width


def test_a_list_of_points_is_not_cut_by_the_page(tmp_path: Path) -> None:
    points = [Paragraph(pieces=(Piece(text=f"Point {place}"),), look=Look.BULLET) for place in range(3)]
    chapter = Chapter(heading="Summary", blocks=(*points, Paragraph(pieces=(Piece(text="After."),))))
    REPORT_WRITERS[".docx"](replace(make_report(), chapters=(chapter,)), tmp_path / "r.docx")

    made = [each for each in Document(str(tmp_path / "r.docx")).paragraphs if each.text.startswith("Point")]
    assert [bool(each.paragraph_format.keep_with_next) for each in made] == [True, True, False]


def test_the_first_chapter_begins_behind_the_cover_which_says_who_wrote_the_report(tmp_path: Path) -> None:
    report = replace(make_report(), cover=(plain("Prepared by: A. Karim"),))
    REPORT_WRITERS[".docx"](report, tmp_path / "r.docx")

    paragraphs = Document(str(tmp_path / "r.docx")).paragraphs
    broken = [each.text for each in paragraphs if each.paragraph_format.page_break_before]
    assert broken == [report.chapters[0].heading]
    assert paragraphs[0].paragraph_format.space_before > Cm(3), "the title stands well below the edge of its page"
    texts = [each.text for each in paragraphs]
    assert texts.index("Prepared by: A. Karim") < texts.index("Contents") < texts.index(broken[0])
