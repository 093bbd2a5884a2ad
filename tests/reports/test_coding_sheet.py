"""A coding sheet comes back from a spreadsheet as it went out."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qualcode.errors import ReadError
from qualcode.model.coding import Mark
from qualcode.model.sheet import Answer, Kind, Sheet, SheetRow, shown_passage, text_sha256
from qualcode.readers.coding_sheet import read_coding_sheet
from qualcode.reports.coding_sheet import write_coding_sheet
from tests.make import make_codebook

PASSAGES = [
    "=HYPERLINK(1) is what they said",
    "المال قليل، ولا يكفي للأدوية.",
    "Two\nlines, 😀 and a \u202etrick",
    "-5 + 3",
    "0012",
    "x" * 40_000,
]


EMPTY = Answer()


def make_row(passage: str, number: int, answer: Answer = EMPTY) -> SheetRow:
    shown = shown_passage(passage)
    return SheetRow(
        id=f"row{number}",
        text_sha256=text_sha256(shown),
        passage=shown,
        code="Funding",
        suggested=("funding",),
        segment_id=f"kii-01:{number}",
        who="CSO",
        before="And then?",
        because="Two",
        evidence=((0, 3),),
        answer=answer,
        written=answer,
    )


def make_sheet(kind: Kind = Kind.SUGGESTIONS) -> Sheet:
    answer = Answer(codes=tuple("abcdefg"), marks=("contrary", "good quote"), note="=1+1")
    rows = [make_row(passage, number) for number, passage in enumerate(PASSAGES)]
    rows.append(make_row("With an answer", 9, answer))
    return Sheet(
        id="s",
        kind=kind,
        study="study",
        coder="Amal",
        sequence=7,
        codebook_sha256="c",
        rows=tuple(rows),
        n_rows=len(rows),
    )


def essence(sheet: Sheet) -> list[tuple[object, ...]]:
    return [(r.id, r.text_sha256, text_sha256(r.passage), r.code, r.suggested, r.answer, r.written) for r in sheet.rows]


@pytest.fixture(params=list(Kind))
def written(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Sheet, Path]:
    sheet = make_sheet(request.param)
    path = tmp_path / "sheet.xlsx"
    write_coding_sheet(sheet, make_codebook("funding", "funding/donors"), path)
    return sheet, path


def test_every_row_comes_back_as_it_was_written(written: tuple[Sheet, Path]) -> None:
    sheet, path = written
    back = read_coding_sheet(path)

    assert essence(back) == essence(sheet)
    assert (back.id, back.kind, back.study, back.coder, back.sequence, back.n_rows) == (
        "s",
        sheet.kind,
        "study",
        "Amal",
        7,
        7,
    )
    assert [row.line for row in back.rows] == list(range(2, 9))
    assert path.stat().st_mode & 0o777 == 0o600


def test_every_row_comes_back_through_libreoffice(written: tuple[Sheet, Path], tmp_path: Path) -> None:
    sheet, path = written
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice")
    out = tmp_path / "out"
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    arguments = [office, home, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    done = subprocess.run(arguments, check=True, capture_output=True, text=True, timeout=120)
    if "no export filter" in done.stderr or "could not be loaded" in done.stderr:
        pytest.skip("needs LibreOffice's part for spreadsheets")

    assert essence(read_coding_sheet(out / "sheet.xlsx")) == essence(sheet)


def test_the_sheet_runs_nothing_hides_its_ids_and_keeps_its_heading(written: tuple[Sheet, Path]) -> None:
    _, path = written
    page = openpyxl.load_workbook(path).worksheets[0]

    assert page.protection.sheet
    assert (page.protection.sort, page.protection.autoFilter, page.protection.deleteRows) == (False, False, False)
    assert page["A1"].protection.locked
    assert not page["H3"].protection.locked
    assert all(page.column_dimensions["A"].hidden for _ in "A")
    assert page.freeze_panes == "I2"
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    assert page["H3"].alignment.readingOrder == 2
    assert page["H2"].alignment.wrap_text


@pytest.mark.parametrize(
    ("passage", "right_to_left"),
    [
        ("UNICEF قالت إن التمويل لا يكفي للأدوية", False),
        ("منظمة (the organisation for women and health)", True),
        ("12 منظمة", True),
    ],
)
def test_a_passage_runs_in_the_direction_of_its_first_letter(passage: str, right_to_left: bool, tmp_path: Path) -> None:
    sheet = replace(make_sheet(), rows=(make_row(passage, 1),))
    write_coding_sheet(sheet, make_codebook("funding"), tmp_path / "sheet.xlsx")
    page = openpyxl.load_workbook(tmp_path / "sheet.xlsx").worksheets[0]

    assert (page["H2"].alignment.readingOrder == 2) is right_to_left


def test_decisions_codes_and_marks_are_chosen_from_lists(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    write_coding_sheet(make_sheet(), make_codebook("funding", "funding/donors"), path)
    book = openpyxl.load_workbook(path)
    lists = {
        str(found.sqref).split(":")[0][0]: found.formula1
        for found in book.worksheets[0].data_validations.dataValidation
    }

    assert lists["K"] == '"accept,reject,skip"'
    assert lists["L"] == "'Codebook'!$A$2:$A$3"
    assert all(mark.value in lists["U"] for mark in Mark)
    assert [cell.value for cell in book["Codebook"]["A"]] == ["Code", "Funding", "Donors"]


def test_the_meaning_stands_beside_the_code_and_the_headings_say_what_to_write(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    sheet = make_sheet()
    sheet = replace(sheet, rows=tuple(replace(row, meaning="Money they have.\nNot: pay") for row in sheet.rows))
    write_coding_sheet(sheet, make_codebook("funding"), path)
    page = openpyxl.load_workbook(path).worksheets[0]
    told = {cell.value: cell.comment.text for cell in page[1] if cell.comment}

    assert (page["I2"].value, page["J1"].value, page["J2"].value) == (
        "Funding",
        "What it means",
        "Money they have.\nNot: pay",
    )
    assert list(told) == ["Decision", "Other code 1", "Mark", "Note"]
    assert "under every code" in told["Mark"]
    assert essence(read_coding_sheet(path)) == essence(sheet)


@pytest.mark.parametrize(
    "fullest",
    [{"passage": "one two " * 40}, {"meaning": "one two " * 30}, {"who": "International NGO, a nurse, a driver"}],
)
def test_a_row_is_as_high_as_its_fullest_cell(fullest: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    full, short = replace(make_row("So.", 1), **fullest), make_row("So.", 2)
    write_coding_sheet(replace(make_sheet(), rows=(full, short)), make_codebook("funding"), path)
    rows = openpyxl.load_workbook(path).worksheets[0].row_dimensions

    assert rows[2].height >= 3 * (rows[3].height or 15)


DAMAGED: dict[str, Callable[[Any], None]] = {
    "facts gone": lambda book: book.remove(book["qualcode"]),
    "page renamed": lambda book: setattr(book.worksheets[0], "title", "Sheet1"),
    "id column gone": lambda book: book.worksheets[0].delete_cols(1),
    "decision column gone": lambda book: book.worksheets[0].delete_cols(11),
    "hidden cells edited": lambda book: book.worksheets[0].__setitem__("C2", "what?"),
}


@pytest.mark.parametrize("how", DAMAGED)
def test_a_sheet_that_cannot_be_trusted_is_refused_whole(how: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    write_coding_sheet(make_sheet(), make_codebook("funding"), path)
    book = openpyxl.load_workbook(path)
    DAMAGED[how](book)
    book.save(path)

    with pytest.raises(ReadError, match="sheet"):
        read_coding_sheet(path)


def test_columns_may_be_moved(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    write_coding_sheet(make_sheet(), make_codebook("funding"), path)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for row in page.iter_rows():
        values = [cell.value for cell in row][::-1]
        for cell, value in zip(row, values, strict=True):
            cell.value = value
    book.save(path)
    back = read_coding_sheet(path)

    assert [row.id for row in back.rows] == [row.id for row in make_sheet().rows]
    assert set(back.rows[-1].answer.codes) == set("abcdefg")
