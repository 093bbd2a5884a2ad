# ruff: noqa: E501 - a case stands on a line

"""Words that a file holds are in the turns, in what was left out, or import asks to look."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.files import WORD, docx, footnotes, odt, paragraph, pdf, read, run, turns, word_table

ASKED, SAID = "Interviewer: How did the project change the clinic?", "Amina: We hired two nurses with the money."
LOST = "Fewer than a hundred families came to the clinic in that year."
_WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_BOX = f"<w:txbxContent>{paragraph(LOST)}</w:txbxContent>"
_CHUNK = "<w:altChunk xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' r:id='c1'/>"


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(f"<w:bdo w:val='ltr'>{run(LOST)}</w:bdo>", id="bdo"),
        pytest.param(f"<w:dir w:val='rtl'>{run(LOST)}</w:dir>", id="dir"),
        pytest.param(f"<w:dir w:val='rtl'><w:bdo w:val='rtl'>{run(LOST)}</w:bdo></w:dir>", id="one in the other"),
        pytest.param(f"<w:hyperlink w:anchor='a'><w:bdo w:val='ltr'>{run(LOST)}</w:bdo></w:hyperlink>", id="in a link"),
        pytest.param(f"<w:ins w:id='1'><w:dir w:val='ltr'>{run(LOST)}</w:dir></w:ins>", id="in an insertion"),
        pytest.param(f"<w:fldSimple w:instr='DOCPROPERTY x'>{run(LOST)}</w:fldSimple>", id="a field"),
        pytest.param(f"<w:smartTag w:element='place'>{run(LOST)}</w:smartTag>", id="a smart tag"),
        pytest.param(f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('kaigo')}</w:rt><w:rubyBase>{run(LOST)}</w:rubyBase></w:ruby></w:r>", id="ruby"),
        pytest.param(f"<m:oMath {_M}><m:r><m:t>{LOST}</m:t></m:r></m:oMath>", id="a formula"),
        pytest.param(f"<w:r><mc:AlternateContent {_MC}><mc:Choice Requires='wps'><w:drawing><wps:txbx {_WPS}>{_BOX}</wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r>", id="a text box for new programs only"),
        pytest.param(f"<w:r><w:drawing><wp:inline {_WP}><wps:txbx {_WPS}>{_BOX}</wps:txbx></wp:inline></w:drawing></w:r>", id="a text box in a drawing"),
    ],
)  # fmt: skip
def test_words_of_a_word_file_are_read_whatever_stands_around_them(tmp_path: Path, xml: str) -> None:
    document = read(tmp_path, "kii-01.docx", docx(ASKED, paragraph(SAID, xml, run(" And so on.")), "Amina: So it was."))

    assert LOST in document.text
    assert "And so on." in document.text
    assert "kaigo" not in document.text
    assert document.doubts == ()


PAGE = f"<html><head><style>p {{}}</style></head><body><p>{ASKED}</p><p>Amina: {LOST}</p></body></html>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.htm", PAGE),
        ("page.xhtml", PAGE),
        ("page.mht", f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{PAGE}"),
        ("part.docx", docx(ASKED, f"Amina: {LOST}")),
        ("part.txt", f"{ASKED}\n\nAmina: {LOST}\n"),
    ],
)
@pytest.mark.parametrize("alone", [True, False])
def test_a_file_that_a_word_file_shows_as_part_of_its_text_is_read(
    tmp_path: Path, name: str, data: str | bytes, alone: bool
) -> None:
    document = read(tmp_path, "kii-01.docx", _with_part(name, data, alone=alone))

    assert turns(document)[-1] == ("Amina", LOST)
    assert document.doubts == ()


def test_a_part_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    document = read(tmp_path, "kii-01.docx", _with_part("part.bin", b"\x00\x01", alone=False))

    assert document.doubts == ("a part of it, embedded as a file of another program, was not read",)


def _with_part(name: str, data: str | bytes, *, alone: bool) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    relations = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='c1' Type='{kind}' Target='{name}'/></Relationships>"
    )
    members: dict[str, str | bytes] = {f"word/{name}": data, "word/_rels/document.xml.rels": relations}
    return docx(*([] if alone else [ASKED, SAID]), _CHUNK, members=members)


def test_words_in_what_nobody_knows_are_missed(tmp_path: Path) -> None:
    document = read(tmp_path, "kii-01.docx", docx(ASKED, SAID, f"<w:tomorrow>{paragraph(LOST)}</w:tomorrow>"))

    assert LOST not in document.text
    assert document.doubts == ("about 50 letters of the file are in no turn",)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", f"[00:01:02] {ASKED}\n\n[00:01:09] {SAID}\n\nAmina: {LOST}\n"),
        ("a.md", f"---\ntitle: The health study of this year\n---\n# Talk\n\n**Interviewer:** [How?](https://example.org/a/long/address)\n\n{SAID}\n"),
        ("a.docx", docx(ASKED, paragraph(SAID, "<w:r><w:footnoteReference w:id='2'/></w:r>"), "Amina: So it was.", word_table(["Amina", LOST]), members=footnotes(n2="A long remark of the transcriber's."))),
        ("a.docx", docx(ASKED, SAID, paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>a long stretch that is hidden</w:t></w:r>"))),
        ("a.docx", docx(ASKED, SAID, "<w:p><w:del w:id='1'><w:r><w:delText>a long stretch that is deleted</w:delText></w:r></w:del></w:p>")),
        ("a.docx", docx(ASKED, SAID, members={"word/header1.xml": f"<w:hdr {WORD}>{paragraph('The health study of this year')}</w:hdr>"})),
        ("a.odt", odt(ASKED, SAID, "<text:p>Amina: So.<office:annotation><text:p>a long remark of somebody's</text:p></office:annotation></text:p>")),
        ("a.docx", docx(word_table(*([f"L{n}", "Interviewer" if n % 2 else "Amina", f"{n} {SAID[7:]}"] for n in range(60))))),
        ("a.csv", "speaker,text,coded,begun\n" + "".join(f"{'Dana' if n % 2 else 'Amina'},We wait.,x,9:0{n % 10} am\n" for n in range(60))),
        ("a.txt", "".join(f"Amina ({n % 12} minutes 3 seconds): We wait for it.\n\nDana: Why?\n\n" for n in range(60))),
        ("a.pdf", pdf(*[["The health study of this year", ASKED, SAID, f"{each} {LOST}"] for each in "abcd"])),
        ("a.html", f"<html><head><title>The health study of this year</title></head><body><nav>Home and other pages</nav><p>{ASKED}</p><p>{SAID}</p></body></html>"),
    ],
)  # fmt: skip
def test_what_is_left_out_knowingly_is_not_missed(tmp_path: Path, name: str, data: str | bytes) -> None:
    assert read(tmp_path, name, data).doubts == ()
