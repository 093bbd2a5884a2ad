"""Drafts of every format, as paragraphs."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from qualcode.drafts.read import read_draft
from qualcode.errors import ReadError
from qualcode.model.bookmarks import Mark
from qualcode.model.told import Way
from tests.drafts.make import write_docx

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "example" / "report.docx"
ODT = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:text><text:h>Funding</text:h><text:p>Three<text:s/>of five<office:annotation><text:p>why?</text:p>
</office:annotation> said so.</text:p></office:text></office:body></office:document-content>"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("draft.md", "# Funding\n\nThree of five\nsaid so.\n"),
        ("draft.txt", "# Funding\n\nThree of five said so."),
        ("draft.html", "<head><style>p{}</style></head><h1>Funding</h1><p>Three of <b>five</b> said so.</p>"),
    ],
)
def test_a_draft_is_paragraphs_under_headings(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    heading, said = read_draft(tmp_path / name).paragraphs

    assert (heading.text, heading.is_heading) == ("Funding", True)
    assert (said.text, said.heading, said.number) == ("Three of five said so.", "Funding", 2)


@pytest.mark.parametrize(
    ("name", "text", "cells"),
    [
        (
            "draft.md",
            "| Theme | *CSO* (n = 3) |\n| --- | ---: |\n| **Fuel \\| oil** | 2 of 3 (1\\*)<br>&gt; half |\n",
            ["Theme", "CSO (n = 3)", "Fuel | oil", "2 of 3 (1*)\n> half"],
        ),
        ("draft.html", "<table><tr><td>Fuel</td><td>2\nof 3<br/>more</td></tr></table>", ["Fuel", "2 of 3\nmore"]),
    ],
)
def test_a_table_is_read_cell_by_cell(name: str, text: str, cells: list[str], tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    read = read_draft(tmp_path / name).paragraphs

    assert [(each.text, each.part) for each in read] == [(cell, "table") for cell in cells]


def test_a_heading_needs_no_empty_line_and_entries_of_a_list_are_apart(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("# Funding\nThree said so:\n- one\n- two\n", encoding="utf-8")

    assert [each.text for each in read_draft(tmp_path / "draft.md").paragraphs] == [
        "Funding",
        "Three said so:",
        "- one",
        "- two",
    ]


def test_a_draft_of_libreoffice_is_read_without_its_comments(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "draft.odt", "w") as archive:
        archive.writestr("content.xml", ODT)

    read = read_draft(tmp_path / "draft.odt")

    assert [each.text for each in read.paragraphs] == ["Funding", "Three of five said so."]
    assert read.hidden == {"comments": 1}


def test_words_that_a_report_marked_are_known_in_libreoffice(tmp_path: Path) -> None:
    mark = Mark.of("F-k3t7w2m4qa", "three", 1, Way.COUNT)
    marked = ODT.replace(
        "Three", f'<text:bookmark-start text:name="{mark.name}"/>three<text:bookmark-end text:name="{mark.name}"/>'
    )
    with zipfile.ZipFile(tmp_path / "draft.odt", "w") as archive:
        archive.writestr("content.xml", marked)

    [found] = read_draft(tmp_path / "draft.odt").paragraphs[1].marked

    assert (found.mark, found.start, found.end) == (mark, 0, 5)


def test_what_travels_unseen_with_a_word_file_is_counted(tmp_path: Path) -> None:
    document = docx.Document(str(write_docx(tmp_path / "draft.docx", "Three of five said so.")))
    paragraph = document.paragraphs[0]
    document.add_comment(paragraph.runs, text="Is it?", author="Lena")
    document.core_properties.author = "Lena"
    document.save(str(tmp_path / "draft.docx"))

    read = read_draft(tmp_path / "draft.docx")

    assert read.hidden == {"comments": 1}
    assert read.people == ("Lena",)
    assert read.unseen == ("Is it?",)


def test_words_that_a_report_marked_are_known_by_their_place() -> None:
    read = read_draft(EXAMPLE)
    marked = [(each, paragraph) for paragraph in read.paragraphs for each in paragraph.marked]

    assert len(marked) > 50
    assert all(each.mark.is_untouched(paragraph.text[each.start : each.end]) for each, paragraph in marked)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("draft.doc", b""),
        ("draft.pdf", b"%PDF"),
        ("draft.docx", b"\xd0\xcf\x11\xe0"),
        ("draft.docx", b"PK"),
        ("d.xyz", b""),
    ],
)
def test_what_is_no_draft_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(ReadError, match=name) as refused:
        read_draft(tmp_path / name)

    assert refused.value.hint


@pytest.mark.parametrize(
    ("name", "text", "parts"),
    [
        ("a.txt", "We lost the grant in\n2019. It was over\n- for all of us.", 1),
        ("a.md", "We lost the grant in\n2019. It was over.", 1),
        ("a.md", "We heard of\n- a road\n- a pump that\nbroke", 1),
        ("a.md", "We heard of:\n- a road\n- a pump that\nbroke", 3),
        ("a.md", "1. A road\n2. A pump", 2),
    ],
)
def test_a_line_that_is_broken_before_a_number_or_a_dash_goes_on(
    tmp_path: Path, name: str, text: str, parts: int
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    assert len(read_draft(tmp_path / name).paragraphs) == parts
