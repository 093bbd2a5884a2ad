"""Tables of coded segments as programs write them: which column holds what."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import ReadError
from qualcode.readers.codings import read_codings

QUOTE = "They pay us late every single year."
TABLES = {
    "qualcode": ("document,segment,code,coder\nkii-01,3,funding,amal", ""),
    "MAXQDA": (
        "Color\tComment\tDocument group\tDocument name\tCode\tBeginning\tEnd\tSegment\tAuthor\tCreation date\n"
        f"\t\tall\tkii-01\tMoney > funding\t2\t2\t{QUOTE}\tamal\t2024-01-01",
        QUOTE,
    ),
    "MAXQDA in Polish": (f"Kolor\tNazwa dokumentu\tKod\tSegment\tAutor\n\tkii-01\tfunding\t{QUOTE}\tamal", QUOTE),
    "MAXQDA in German": (f"Dokumentname;Code;Segment;Autor\nkii-01;funding;{QUOTE};amal", QUOTE),
    "ATLAS.ti": (
        "ID,Quotation Name,Document,Quotation Content,Comment,Codes,Created by\n"
        f"1:1,x,D1: kii-01,{QUOTE},,funding,amal",
        QUOTE,
    ),
    "ATLAS.ti in Spanish": (f"ID,Documento,Contenido,Códigos,Creado por\n1:1,kii-01,{QUOTE},funding,amal", QUOTE),
    "Dedoose": (
        "Media Title,Excerpt Creator,Excerpt Copy,Code: funding Applied,Code: staff Applied\n"
        f"kii-01,amal,{QUOTE},True,False",
        QUOTE,
    ),
    "Taguette": (f"id,document,tag,content\n1,kii-01,funding,{QUOTE}", QUOTE),
    "Arabic headings": (f"المستند,الرمز,المقطع,المؤلف\nkii-01,funding,{QUOTE},amal", QUOTE),
}


@pytest.mark.parametrize(("content", "quote"), TABLES.values(), ids=TABLES)
def test_every_programs_headings_are_known(tmp_path: Path, content: str, quote: str) -> None:
    path = tmp_path / "codings.csv"
    path.write_text(content, encoding="utf-8")
    table = read_codings(path, coder="amal")
    (row,) = table.rows
    assert row.document.endswith("kii-01")
    assert row.code.endswith("funding")
    assert (row.coder, row.quote) == ("amal", quote)
    assert not table.notes


def test_columns_without_a_known_heading_are_told_by_what_stands_in_them_and_said(tmp_path: Path) -> None:
    path = tmp_path / "codings.csv"
    path.write_text(f"fájl,kód,szöveg\nkii-01.docx,Funding,{QUOTE}\nkii-02.docx,Staff,We have three nurses left.\n")
    table = read_codings(path, coder="amal", documents=["kii-01", "kii-02"], codes=["Funding", "Staff"])
    assert [(row.document, row.code) for row in table.rows] == [("kii-01.docx", "Funding"), ("kii-02.docx", "Staff")]
    assert table.rows[0].quote == QUOTE
    assert [note.split(": ", 1)[1] for note in table.notes] == [
        "column “fájl” is taken for the document",
        "column “kód” is taken for the code",
        "column “szöveg” is taken for the quote",
    ]


def test_what_is_no_table_of_codings_is_refused_with_the_headings_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "codings.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(ReadError, match="no column for document nor code nor segment nor coder"):
        read_codings(path)
