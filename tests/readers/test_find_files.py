from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.model.mark import FOR_CLIENTS, MADE_BY
from qualcode.readers.files import FoundFiles, find_files
from tests.readers.files import write


def test_a_folder_gives_its_transcripts_in_natural_order_and_says_what_is_left_out(tmp_path: Path) -> None:
    for name in (
        "kii-10.txt",
        "kii-2.docx",
        "README.md",
        "informants.xlsx",
        "codebook.yaml",
        "Interview guide.docx",
        "photo.png",
        ".hidden.txt",
        "~$kii-2.docx",
    ):
        write(tmp_path, name, "x")
    write(tmp_path, "people.csv", "informant_id,informant_type,document\ni1,CSO,kii-2\n")
    (tmp_path / "more").mkdir()
    write(tmp_path / "more", "kii-3.vtt", "x")

    found = find_files([tmp_path])

    assert [file.name for file in found.files] == ["kii-2.docx", "kii-10.txt", "kii-3.vtt"]
    assert {left.path.name: left.reason for left in found.left_out} == {
        "README.md": "a list of informants, codebook, coding or README by its name",
        "informants.xlsx": "a list of informants, codebook, coding or README by its name",
        "codebook.yaml": "not a transcript",
        "Interview guide.docx": "an interview guide by its name",
        "photo.png": "not read: .png",
        ".hidden.txt": "a hidden or temporary file",
        "~$kii-2.docx": "a hidden or temporary file",
        "people.csv": "a list of informants by its headings",
    }


def test_a_file_named_by_itself_is_taken_whatever_it_is_called_and_once(tmp_path: Path) -> None:
    path = write(tmp_path, "readme.txt", "x")

    assert find_files([path, path]) == FoundFiles(files=(path,))


def test_what_qualcode_wrote_into_a_study_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    write(tmp_path / "reports", "report.md", "# Findings")
    kept = write(tmp_path / "reports", "kii-02.md", "I: Who are you?")
    assert kept in find_files([tmp_path]).files

    write(tmp_path, "qualcode.toml", "[study]")
    write(tmp_path, "kii-01.txt", "I: Who are you?")
    for name, mark in (("Findings, final.html", MADE_BY), ("For the client.html", FOR_CLIENTS)):
        write(tmp_path, name, f'<html><head><meta name="generator" content="{mark}"></head></html>')
    write(tmp_path, "kii-03.html", "<html><p>I: Who are you?</p></html>")
    write(tmp_path, "broken.docx", "x")

    found = find_files([tmp_path])

    assert sorted(file.name for file in found.files) == ["broken.docx", "kii-01.txt", "kii-03.html"]
    assert {left.path.name for left in found.left_out if left.reason == "written by qualcode"} == {
        "report.md", "kii-02.md", "Findings, final.html", "For the client.html",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["kii-01.doc", "kii-01.docm", "kii-01.pages", "kii-01.wpd"])
def test_a_text_that_is_not_read_is_not_passed_over_in_silence(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, name, "x")

    assert find_files([tmp_path]) == FoundFiles(files=(path,))


def test_a_copy_comes_behind_what_it_was_copied_from(tmp_path: Path) -> None:
    names = ["kii-1.txt", "kii-1 copy.txt", "kii-2.txt", "kii-10.docx"]
    for name in names:
        write(tmp_path, name, "x")

    assert [file.name for file in find_files([tmp_path]).files] == names


@pytest.mark.parametrize(
    ("name", "is_transcript"),
    [
        ("Key informant interview 01.txt", True),
        ("Informant 3.txt", True),
        ("informant_12.csv", True),
        ("KII contact person Erbil.docx", True),
        ("Contact 4.txt", True),
        ("Licence office director.txt", True),
        ("Coding bootcamp director.txt", True),
        ("Protect Children - programme manager.docx", True),
        ("Codebook designer, interview 2.txt", True),
        ("FGD informants north.txt", True),
        ("Informants.docx", False),
        ("Key informants list 2024.xlsx", False),
        ("informant.csv", False),
        ("Jordan CSO informants.xlsx", False),
        ("list of contacts.docx", False),
        ("protect.csv", False),
        ("LICENSE.txt", False),
        ("licence.md", False),
        ("README final.md", False),
        ("health_codebook_v3.docx", False),
        ("Interview codebook.docx", False),
        ("codings.csv", False),
        ("human_coding.xlsx", False),
        ("Roster of informants.xlsx", False),
    ],
)
def test_an_interview_is_one_though_its_name_holds_a_word_of_lists(
    tmp_path: Path, name: str, is_transcript: bool
) -> None:
    path = write(tmp_path, name, "x")

    assert find_files([tmp_path]).files == ((path,) if is_transcript else ())


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        ("respondent_code,What did the project change?", ""),
        ("Code;What did the project change?;What helps?", ""),
        ("id,postcode,coder of the week,What helps?", ""),
        ("speaker,text,code", ""),
        ("informant,What helps?", ""),
        ("segment_id,code_id,verdict", "codings by its headings"),
        ('"document","quote","code","coder"', "codings by its headings"),
        ("informant_id;document;informant_type", "a list of informants by its headings"),
    ],
)
def test_a_table_is_a_list_or_codings_by_its_whole_headings(tmp_path: Path, heading: str, reason: str) -> None:
    write(tmp_path, "table.csv", f"{heading}\n")

    assert [left.reason for left in find_files([tmp_path]).left_out] == ([reason] if reason else [])
