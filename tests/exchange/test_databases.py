"""Projects of Taguette and QualCoder, which are SQLite."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qualcode.errors import ReadError
from qualcode.exchange import read_project
from qualcode.exchange.project import ForeignProject
from qualcode.exchange.taguette_out import write_taguette
from qualcode.model.journal import About

PAGE = "<h1>KII 1</h1><p>Q: Why?</p><p>Amina: They pay <b>late</b> &amp; little. تمويل قليل</p>"
PLAIN = "KII 1Q: Why?Amina: They pay late & little. تمويل قليل"


def make(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(";".join(statements))
        connection.commit()
    return path


def taguette(folder: Path, *more: str) -> Path:
    start, end = (len(PLAIN[: PLAIN.index(w)].encode()) for w in ("They pay", " قليل"))
    word = len(PLAIN[: PLAIN.index("late")].encode())
    return make(
        folder / "t.sqlite3",
        "CREATE TABLE projects (id, name, description)",
        "CREATE TABLE documents (id, name, project_id, contents)",
        "CREATE TABLE tags (id, path, description, project_id)",
        "CREATE TABLE highlights (id, document_id, start_offset, end_offset, snippet)",
        "CREATE TABLE highlight_tags (highlight_id, tag_id)",
        "CREATE TABLE commands (id, date, user_login, payload)",
        "INSERT INTO projects VALUES (1, 'Clinics', 'About clinics')",
        f"INSERT INTO documents VALUES (7, 'KII 1', 1, '{PAGE}')",
        "INSERT INTO tags VALUES (1, 'Money', 'in or out', 1), (2, 'Money.Late', '', 1), (3, 'e.g. other', '', 1)",
        f"INSERT INTO highlights VALUES (1, 7, {start}, {end}, ''), (2, 7, {word}, {word + 4}, ''), (3, 7, 5, 900, '')",
        "INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (3, 1)",
        "INSERT INTO commands VALUES (1, '2024-03-01 10:00:00', 'amal', "
        """'{"type": "highlight_add", "highlight_id": 1, "tags": [1]}')""",
        *more,
    )


def coded(project: ForeignProject) -> list[tuple[str, str]]:
    texts = {text.id: text.text for text in project.texts}
    names = {code.id: code.name for code in project.codes}
    return [(names[each.code], texts[each.text][each.start : each.end]) for each in project.codings]


def test_taguette_counts_bytes_of_the_text_without_its_html(tmp_path: Path) -> None:
    project = read_project(taguette(tmp_path))
    assert project.texts[0].text == "KII 1\nQ: Why?\nAmina: They pay late & little. تمويل قليل\n"
    assert coded(project) == [(name, "They pay late & little. تمويل") for name in ("Money", "Late")]
    assert [(code.name, code.parent) for code in project.codes] == [("Money", ""), ("Late", "1"), ("e.g. other", "")]
    assert [(each.coder, each.coded_at) for each in project.codings] == 2 * [("amal", "2024-03-01T10:00:00.000Z")]
    assert {each.what for each in project.dropped} == {"highlights without a tag", "highlights outside their text"}
    assert [(note.about, note.text) for note in project.notes] == [(About.STUDY, "About clinics")]


def test_what_is_written_for_taguette_reads_the_same(tmp_path: Path) -> None:
    project = read_project(taguette(tmp_path))
    path = tmp_path / "out.sqlite3"
    path.write_bytes(write_taguette(project))
    again = read_project(path)
    assert sorted(coded(again)) == sorted(coded(project))
    assert path.read_bytes() == write_taguette(project)


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ("INSERT INTO projects VALUES (2, 'Another', '')", "several projects"),
        ("DELETE FROM projects", "no project"),
        ("ALTER TABLE tags RENAME COLUMN path TO other", "another version"),
        ("DROP TABLE highlights", "no project of Taguette"),
    ],
)
def test_a_database_that_is_no_single_project_is_refused(tmp_path: Path, more: str, what: str) -> None:
    with pytest.raises(ReadError, match=what):
        read_project(taguette(tmp_path, more))


def qualcoder(folder: Path) -> Path:
    project = folder / "study.qda"
    project.mkdir()
    text = "Q: Why?\nAmina: They pay late 🙂 always."
    start = text.index("pay late")
    make(
        project / "data.qda",
        "CREATE TABLE source (id, name, fulltext, memo, owner, date)",
        "CREATE TABLE code_cat (catid, name, memo, supercatid)",
        "CREATE TABLE code_name (cid, name, memo, catid, color)",
        "CREATE TABLE code_text (ctid integer primary key, cid, fid, pos0, pos1, owner, date, memo)",
        "CREATE TABLE cases (caseid, name)",
        "CREATE TABLE case_text (caseid, fid)",
        "CREATE TABLE attribute (name, attr_type, value, id)",
        "CREATE TABLE annotation (anid, fid, pos0, pos1, memo, owner, date)",
        "CREATE TABLE code_image (imid)",
        f"INSERT INTO source VALUES (1, 'kii 1.txt', '{text}', 'first', 'amal', ''), (2, 'map.png', NULL, '', '', '')",
        "INSERT INTO code_cat VALUES (1, 'Money', '', NULL), (2, 'Nothing', '', NULL)",
        "INSERT INTO code_name VALUES (1, 'Late', 'not in time', 1, '#FF0000')",
        f"INSERT INTO code_text VALUES (NULL, 1, 1, {start}, {start + 10}, 'amal', '2024-03-01 10:00:00', 'clear')",
        "INSERT INTO code_text VALUES (NULL, 1, 1, 5, 500, 'amal', '', ''), (NULL, 7, 1, 5, 9, 'amal', '', '')",
        "INSERT INTO cases VALUES (1, 'Amina')",
        "INSERT INTO case_text VALUES (1, 1)",
        "INSERT INTO attribute VALUES ('type', 'case', 'CSO', 1), ('site', 'file', 'north', 1)",
        "INSERT INTO attribute VALUES ('group: pilot', 'file', 'group: pilot', 1)",
        f"INSERT INTO annotation VALUES (1, 1, {start}, {start + 3}, 'odd', 'omar', '')",
        "INSERT INTO code_image VALUES (1)",
    )
    return project


def test_qualcoder_counts_characters_of_the_text_in_its_database(tmp_path: Path) -> None:
    project = read_project(qualcoder(tmp_path))
    assert coded(project) == [("Late", "pay late 🙂")]
    assert [(code.name, code.parent, code.codable) for code in project.codes] == [
        ("Money", "", False),
        ("Late", "category-1", True),
    ]
    assert [(case.name, dict(case.variables)) for case in project.cases] == [
        ("Amina", {"type": "CSO", "site": "north", "group": "pilot"}),
    ]
    assert [(note.about, note.text, note.author) for note in project.notes] == [
        (About.DOCUMENT, "first", "amal"),
        (About.PASSAGE, "odd", "omar"),
    ]
    assert {each.what: each.count for each in project.dropped} == {
        "pictures and recordings": 1,
        "categories without codes": 1,
        "codings outside their text": 1,
        "codings with a code that is not in the file": 1,
        "codings of pictures": 1,
    }


def test_qualcoder_4_has_codes_under_codes_and_3_writes_them_as_a_category_of_the_same_name(tmp_path: Path) -> None:
    path = qualcoder(tmp_path) / "data.qda"
    make(
        path,
        "ALTER TABLE code_name ADD COLUMN supercid",
        "INSERT INTO code_cat VALUES (3, 'Staff', '', 4), (4, 'People', '', 3), (5, 'Fuel', '', NULL)",
        "INSERT INTO code_name VALUES (9, 'Very late', '', NULL, '', 1), (8, 'Nurses', '', 3, '', NULL)",
        "INSERT INTO code_name VALUES (7, 'fuel', 'for cars', 5, '', NULL)",
    )
    project = read_project(path)
    names = {code.id: code.name for code in project.codes} | {"": ""}
    parents = {code.name: names[code.parent] for code in project.codes}
    assert parents == {
        "Money": "", "Late": "Money", "Very late": "Late", "People": "", "Staff": "People", "Nurses": "Staff",
        "Fuel": "",
    }  # fmt: skip
    assert ("Late", "pay late 🙂") in coded(project)
    assert next(code.definition for code in project.codes if code.name == "Fuel") == "for cars"
    assert next(coding for coding in project.codings if coding.code == "category-5").start == 5


def test_qualcoders_memo_and_journal_are_notes_on_the_study(tmp_path: Path) -> None:
    path = qualcoder(tmp_path) / "data.qda"
    make(
        path,
        "CREATE TABLE project (memo)",
        "CREATE TABLE journal (jid, name, jentry, owner, date)",
        "INSERT INTO project VALUES ('begun in May')",
        "INSERT INTO journal VALUES (1, 'Day 1', 'long', 'amal', '2024-03-01 10:00:00'), (2, 'Day 2', '', '', '')",
    )
    notes = [(note.text, note.author) for note in read_project(path).notes if note.about is About.STUDY]
    assert notes == [("begun in May", ""), ("Day 1\nlong", "amal")]


def test_a_project_folder_gives_the_project_its_name(tmp_path: Path) -> None:
    assert read_project(qualcoder(tmp_path)).name == "study"


@pytest.mark.parametrize("cut", [100, 1_000, 5_000])
def test_a_damaged_database_is_refused_by_name(tmp_path: Path, cut: int) -> None:
    path = taguette(tmp_path)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(ReadError, match=r"t\.sqlite3"):
        read_project(path)
