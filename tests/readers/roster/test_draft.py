"""Rows added to a list of informants for a person to fill in."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from qualcode.errors import RosterError
from qualcode.model.informant import Roster
from qualcode.readers import read_documents
from qualcode.readers.roster import read_roster
from qualcode.readers.roster.draft import HEADINGS, draft_rows, with_rows
from qualcode.readers.speakers.roles import assign_roles
from qualcode.readers.speakers.spellings import one_person_each
from tests.make import make_document

ROW = {"informant_id": "أميرة", "document": "kii-02.docx", "speaker": ""}
FILLED = {**ROW, "informant_type": "CSO"}


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("comma.csv", b"informant_id,informant_type,document\na,CSO,kii-01.docx\n"),
        ("semicolon.csv", b"Informant ID;Type;Transcript;Gender\r\na;CSO;kii-01.docx;f\r\n"),
        ("tab.tsv", b"informant_id\tinformant_type\tdocument\na\tCSO\tkii-01.docx"),
        ("bom.csv", b"\xef\xbb\xbfdocument,informant_id,informant_type\nkii-01.docx,a,CSO\n"),
        ("wide.csv", "informant_id,informant_type,document,organisation\na,CSO,kii-01.docx,Santé\n".encode("utf-16")),
    ],
)
def test_rows_go_under_the_columns_the_list_has(name: str, before: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(before)

    path.write_bytes(with_rows(path, [FILLED]))

    roster = read_roster(path)
    assert [(i.id, i.informant_type) for i in roster.informants] == [("a", "CSO"), ("أميرة", "CSO")]
    assert [a.document for a in roster.appearances] == ["kii-01.docx", "kii-02.docx"]
    assert roster.informants[0].organisation in {"", "Santé"}


def test_an_excel_list_keeps_its_other_sheets(tmp_path: Path) -> None:
    path = tmp_path / "informants.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["informant_id", "informant_type", "document"])
    book.create_sheet("Notes").append(["kept"])
    book.save(path)

    path.write_bytes(with_rows(path, [FILLED]))

    assert [i.id for i in read_roster(path).informants] == ["أميرة"]
    assert openpyxl.load_workbook(path)["Notes"]["A1"].value == "kept"


def test_a_list_that_is_not_there_is_begun(tmp_path: Path) -> None:
    path = tmp_path / "informants.csv"

    path.write_bytes(with_rows(path, [ROW]))

    assert path.read_text(encoding="utf-8-sig").splitlines()[1].startswith("أميرة,,kii-02.docx")


def test_a_list_without_the_columns_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "informants.csv"
    path.write_text("name,age\nx,3\n", encoding="utf-8")

    with pytest.raises(RosterError, match="no column for informant_id nor informant_type nor document"):
        with_rows(path, [ROW])


@pytest.mark.parametrize(
    ("turns", "rows"),
    [
        (["Amina"] * 3, [""]),
        (["Amina", "AMINA", "Dr. Amina"], [""]),
        (["Amina", "Basim", "amina", "Amina S."], ["Amina; Amina S.", "Basim"]),
        (["Amina", "Amina S.", "Amina K."], ["Amina", "Amina S.", "Amina K."]),
        (["Amina"] * 9 + ["Amira"] * 9, ["Amina", "Amira"]),
        (["Samira"] * 20 + ["Samirra", "Basim"], ["Samira; Samirra", "Basim"]),
        (["Interviewee"] * 20 + ["Interviewee 1"], [""]),
        (["P1"] * 20 + ["P2"], ["P1", "P2"]),
    ],
)
def test_one_person_under_several_labels_is_one_row_that_the_list_reads_back(
    turns: list[str], rows: list[str], tmp_path: Path
) -> None:
    document = make_document(*((label, "Yes.") for label in turns), id="kii-01")
    drafted = draft_rows([document], Roster(), together=one_person_each)
    path = tmp_path / "informants.csv"
    path.write_bytes(with_rows(path, [{**row, "informant_type": "CSO"} for row in drafted]))

    roster = read_roster(path)
    told = assign_roles(document, roster, dict.fromkeys(turns, "informant") if len(rows) == 1 else None)

    assert [row["speaker"] for row in drafted] == rows
    assert draft_rows([document], roster, together=one_person_each) == []
    assert {turn.informant_id for turn in told.turns} == {row["informant_id"] for row in drafted}


SURVEY = (
    "respondent_code;Type;Sex;Governorate;Organisation;Telephone;start;What did the project change for you?\n"
    "R1;CSO;f;Erbil;Jisr;+964 750 123 4567;2024-01-01T10:00;We lost our funding in May and nobody came back to us.\n"
    "R2;UN agency;m;Duhok;WHO;+964 750 123 4568;2024-01-02T10:00;The training was good and we use it every day.\n"
)


def test_what_a_survey_says_of_informants_comes_into_the_list(tmp_path: Path) -> None:
    (tmp_path / "survey.csv").write_text(SURVEY, "utf-8")
    path = tmp_path / "informants.csv"
    path.write_text(",".join(HEADINGS) + "\n", "utf-8")

    path.write_bytes(
        with_rows(path, draft_rows(read_documents(tmp_path / "survey.csv"), Roster(), together=one_person_each))
    )

    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert [(row["informant_id"], row["informant_type"], row["organisation"]) for row in rows] == [
        ("survey-r1", "CSO", "Jisr"),
        ("survey-r2", "UN agency", "WHO"),
    ]
    assert [(row["Sex"], row["Governorate"]) for row in rows] == [("f", "Erbil"), ("m", "Duhok")]
    assert "964" not in path.read_text("utf-8")


def test_a_list_with_rows_keeps_its_columns(tmp_path: Path) -> None:
    (tmp_path / "survey.csv").write_text(SURVEY, "utf-8")
    path = tmp_path / "informants.csv"
    path.write_text("ID;Type;File;sex\na;CSO;a.txt;f\n", "utf-8")

    path.write_bytes(
        with_rows(path, draft_rows(read_documents(tmp_path / "survey.csv"), Roster(), together=one_person_each))
    )

    assert path.read_text("utf-8-sig").splitlines()[2] == "survey-r1;CSO;survey.csv#R1;"
