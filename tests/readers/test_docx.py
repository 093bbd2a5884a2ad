from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.files import WORD, docx, paragraph, read, relation, run, turns, word_table

ASKED = "I: How?"


def styled(*styles: str) -> dict[str, str | bytes]:
    """The members of a Word file that hold its styles."""
    return {
        "word/styles.xml": f"<w:styles {WORD}>{''.join(styles)}</w:styles>",
        "word/_rels/document.xml.rels": relation("styles"),
    }


def style(
    name: str, properties: str = "", *, kind: str = "character", based_on: str = "", default: bool = False
) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    first = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"{first}>{base}<w:rPr>{properties}</w:rPr></w:style>'


def in_style(name: str, words: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{run(words, properties)}</w:p>'


HIDING = style("Hidden", "<w:vanish/>")
HIDING_PARAGRAPH = style("Aside", "<w:vanish/>", kind="paragraph")


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        pytest.param([paragraph("R: Open", run(" secret", '<w:rStyle w:val="Hidden"/>'), ".")], [HIDING], id="style"),
        pytest.param(
            [paragraph("R: Open", run(" secret", '<w:rStyle w:val="Below"/>'), ".")],
            [HIDING, style("Below", based_on="Hidden")],
            id="style based on it",
        ),
        pytest.param([paragraph("R: Open."), in_style("Aside", "secret")], [HIDING_PARAGRAPH], id="paragraph style"),
        pytest.param(
            [paragraph("R: Open."), in_style("Below", "secret")],
            [HIDING_PARAGRAPH, style("Below", kind="paragraph", based_on="Aside")],
            id="paragraph style based on it",
        ),
        pytest.param([paragraph("R: Open", run(" secret", "<w:vanish/>"), ".")], [], id="run"),
        pytest.param(
            [paragraph("R: Open", f"<w:ins w:id='1' w:author='x'>{run(' secret', '<w:vanish/>')}</w:ins>", ".")],
            [],
            id="inserted",
        ),
        pytest.param(
            [paragraph("R: Open", f'<w:hyperlink w:anchor="x">{run(" secret", "<w:vanish/>")}</w:hyperlink>', ".")],
            [],
            id="link",
        ),
    ],
)
def test_hidden_text_is_left_out_however_it_is_hidden(tmp_path: Path, body: list[str], styles: list[str]) -> None:
    document = read(tmp_path, "kii-01.docx", docx(ASKED, *body, members=styled(*styles) if styles else None))

    assert turns(document) == [("I", "How?"), ("R", "Open.")]
    assert "1 stretch of hidden text left out" in document.notes


@pytest.mark.parametrize(
    "said",
    [
        paragraph("R: Open", run(" and seen", '<w:rStyle w:val="Hidden"/><w:vanish w:val="0"/>'), "."),
        paragraph("R: Open", run(" and seen", '<w:vanish w:val="false"/>'), "."),
        paragraph("R: Open", run(" and seen", '<w:rStyle w:val="Nowhere"/>'), "."),
        in_style("Aside", "R: Open and seen.", '<w:rStyle w:val="Hidden"/>'),
    ],
)
def test_what_is_shown_again_is_read(tmp_path: Path, said: str) -> None:
    data = docx(ASKED, said, members=styled(HIDING, HIDING_PARAGRAPH))

    assert turns(read(tmp_path, "kii-01.docx", data))[1] == ("R", "Open and seen.")


def test_a_default_style_that_hides_hides_what_names_no_style(tmp_path: Path) -> None:
    data = docx(
        "secret",
        in_style("Shown", "I: How?"),
        in_style("Shown", "R: So."),
        members=styled(
            style("Normal", "<w:vanish/>", kind="paragraph", default=True), style("Shown", kind="paragraph")
        ),
    )

    assert turns(read(tmp_path, "kii-01.docx", data)) == [("I", "How?"), ("R", "So.")]


def test_moved_text_is_read_once_where_it_was_moved_to(tmp_path: Path) -> None:
    moved = "<w:r><w:t xml:space='preserve'>Nobody pays. </w:t></w:r>"
    said = paragraph(
        "R: ",
        f"<w:moveFrom w:id='1' w:author='x'>{moved}</w:moveFrom>",
        "We work. ",
        f"<w:moveTo w:id='2' w:author='x'>{moved}</w:moveTo>",
        "So it is.",
    )

    document = read(tmp_path, "kii-01.docx", docx(ASKED, said))

    assert turns(document)[1] == ("R", "We work. Nobody pays. So it is.")
    assert "1 moved stretch read where it was moved to" in document.notes


def test_a_deleted_paragraph_mark_joins_the_paragraphs(tmp_path: Path) -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del w:id='1' w:author='x'/></w:rPr></w:pPr>{run('R: Money is ')}</w:p>"

    assert turns(read(tmp_path, "kii-01.docx", docx(ASKED, first, paragraph("short."))))[1] == ("R", "Money is short.")


def test_content_controls_are_read_wherever_they_stand(tmp_path: Path) -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr><w:alias w:val='no words'/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    def cell(inside: str) -> str:
        return f"<w:tc>{paragraph(inside)}</w:tc>"

    row = control(f"<w:tr>{cell('R')}{cell('Row.')}</w:tr>")
    body = [
        control(paragraph("I: Paragraph?")),
        paragraph("R: In ", control(run("running")), " text."),
        f"<w:tbl><w:tr>{cell('I')}{control(cell('Cell?'))}</w:tr>{row}</w:tbl>",
        control(control(paragraph("I: Twice?"))),
        f'<w:customXml w:element="x">{paragraph("R: Custom XML.")}</w:customXml>',
    ]

    assert turns(read(tmp_path, "kii-01.docx", docx(*body))) == [
        ("I", "Paragraph?"),
        ("R", "In running text."),
        ("I", "Cell?"),
        ("R", "Row."),
        ("I", "Twice?"),
        ("R", "Custom XML."),
    ]


@pytest.mark.parametrize("mark", ["<w:br/>", "<w:cr/>", '<w:br w:type="page"/>', '<w:br w:type="column"/>'])
def test_every_kind_of_break_parts_words(tmp_path: Path, mark: str) -> None:
    said = paragraph("R: One.", f"<w:r>{mark}</w:r>", "Two.")

    assert turns(read(tmp_path, "kii-01.docx", docx(ASKED, said)))[1] == ("R", "One.\nTwo.")


def test_fields_links_tabs_and_hard_hyphens_are_read_as_they_show(tmp_path: Path) -> None:
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:instrText> PAGE </w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>3</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    said = paragraph(
        "R: See ",
        f'<w:hyperlink w:anchor="x">{run("page ")}</w:hyperlink>',
        field,
        "<w:r><w:ptab/><w:t>of the long</w:t><w:noBreakHyphen/><w:t>term plan</w:t></w:r>",
    )

    assert turns(read(tmp_path, "kii-01.docx", docx(ASKED, said)))[1] == ("R", "See page 3 of the long‑term plan")


def test_endnotes_are_the_transcribers(tmp_path: Path) -> None:
    notes = f'<w:endnotes {WORD}><w:endnote w:id="2">{paragraph("She laughs.")}</w:endnote></w:endnotes>'
    said = paragraph("R: So", "<w:r><w:endnoteReference w:id='2'/></w:r>", ".")
    members: dict[str, str | bytes] = {
        "word/endnotes.xml": notes,
        "word/_rels/document.xml.rels": relation("endnotes"),
    }

    document = read(tmp_path, "kii-01.docx", docx(ASKED, said, members=members))

    assert turns(document)[1] == ("R", "So.")
    assert document.left_out == ("She laughs.",)


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    drawn = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>'
        f'<v:textbox xmlns:v="urn:schemas-microsoft-com:vml">{box}</v:textbox></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>"
    )

    document = read(tmp_path, "kii-01.docx", docx(ASKED, paragraph("R: So."), drawn))

    assert document.text.count("In a box.") == 1


def test_page_headers_and_the_author_are_reported_and_left_out(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "word/header1.xml": f"<w:hdr {WORD}>{paragraph('Confidential')}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {WORD}>{paragraph('Page 1')}</w:ftr>",
        "docProps/core.xml": (
            '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Rosa Diaz'
            "</dc:creator></cp:coreProperties>"
        ),
    }

    document = read(tmp_path, "kii-01.docx", docx(ASKED, "R: So.", members=members))

    assert turns(document) == [("I", "How?"), ("R", "So.")]
    assert "page headers or footers left out" in document.notes
    assert "the file names its author in its properties; qualcode does not keep that" in document.notes
    assert "Rosa" not in " ".join(document.notes)


@pytest.mark.parametrize(
    "between",
    [
        pytest.param([":", " "], id="colon"),
        pytest.param([" "], id="space"),
        pytest.param(["<w:r><w:tab/></w:r>"], id="tab"),
        pytest.param(["<w:r><w:br/></w:r>"], id="on a line above"),
        pytest.param(["   0:03", "<w:r><w:br/></w:r>"], id="as Teams writes"),
    ],
)
def test_bold_labels_are_speakers(tmp_path: Path, between: list[str]) -> None:
    pairs = [("How is it?", "It is slow."), ("Why is that?", "No road."), ("And now?", "We wait.")]
    talk = [pair for asked, answer in pairs for pair in (("Dana", asked), ("Amina", answer))]

    document = read(tmp_path, "kii-01.docx", docx(*(paragraph(f"*{who}", *between, words) for who, words in talk)))

    assert turns(document) == talk


def test_bold_names_on_lines_of_their_own_are_speakers_and_bold_headings_are_not(tmp_path: Path) -> None:
    body = [
        paragraph("*Funding"),
        *(
            part
            for n in range(3)
            for part in (paragraph("*Dana"), f"Question {n}?", paragraph("*Amina"), f"Answer {n}.")
        ),
        paragraph("*Access"),
    ]

    document = read(tmp_path, "kii-01.docx", docx(*body))

    assert [speaker for speaker, _ in turns(document)] == ["", *["Dana", "Amina"] * 3]


def test_a_table_of_a_column_per_speaker_is_read_row_by_row(tmp_path: Path) -> None:
    data = docx(word_table(["Interviewer", "Respondent"], ["How?", "Slowly."], ["Why?", "No road."]))

    assert turns(read(tmp_path, "kii-01.docx", data)) == [
        ("Interviewer", "How?"),
        ("Respondent", "Slowly."),
        ("Interviewer", "Why?"),
        ("Respondent", "No road."),
    ]
