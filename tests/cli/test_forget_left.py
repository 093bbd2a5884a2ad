"""What is left of somebody who withdrew is named, wherever it lies; what the database keeps of it goes."""

from __future__ import annotations

import io
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import docx
import openpyxl
import pytest

from qualcode.store import Store
from tests.cli.conftest import Command, Done

WORDS = "they took the insulin at the second checkpoint and laughed about it for a while"
TALK = f"Interviewer: Do donors still give grants?\nAmira: {WORDS.capitalize()}. And {WORDS}.\n"
RTF = r"{\rtf1\ansi " + WORDS.replace("second ", r"second\line ").replace("insulin", r"ins\'75lin") + r"\par}"


@pytest.fixture
def named(coded: Path, qualcode: Command) -> Path:
    (coded / "transcripts" / "amira.txt").write_text(TALK, "utf-8")
    assert qualcode("import", coded / "transcripts", "--project", coded).code == 0
    return coded


def forget(study: Path, qualcode: Command) -> Done:
    done = qualcode("forget", "amira", "--yes", "--files", "--roster", "--project", study)
    assert done.code == 0
    return done


def zipped(**members: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return written.getvalue()


def tarred(mode: str) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode=mode) as archive:  # type: ignore[call-overload]
        info = tarfile.TarInfo("interviews/a.txt")
        info.size = len(WORDS)
        archive.addfile(info, io.BytesIO(WORDS.encode()))
    return written.getvalue()


def word_file() -> bytes:
    document, written = docx.Document(), io.BytesIO()
    document.add_paragraph(WORDS)
    document.save(written)
    return written.getvalue()


def workbook() -> bytes:
    book, written = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Label", "Amira", "informant"])
    book.save(written)
    return written.getvalue()


def database(mode: str, *statements: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA secure_delete = off")
        connection.execute("CREATE TABLE tags (path, name, highlighted)")
        connection.execute("INSERT INTO tags VALUES ('coding', 'amira', ?)", [f"<p>{WORDS}</p>"])
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        data = connection.serialize()
    return data[:18] + bytes([2, 2] if mode == "wal" else [1, 1]) + data[20:]


FILES = {
    "a.zip": zipped(a_txt=WORDS.encode()),
    "b.zip": zipped(inner_zip=zipped(a_txt=WORDS.encode("utf-16"))),
    "c.zip": zipped(a_docx=word_file()),
    "d.tar": tarred("w"),
    "e.tgz": tarred("w:gz"),
    "f.tar.xz": tarred("w:xz"),
    "g.rtf": RTF.encode(),
    "h.docx": word_file(),
    "i.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(513) + WORDS.encode("utf-16-le"),
    "j.jsonl": WORDS.encode(),
    "k.xlsx": workbook(),
    "l.sqlite3": database("delete"),
    "m.qda.zip": zipped(data_qda=database("wal")),
    "n.db": database("delete", "DELETE FROM tags"),
    "o.html": f"<table><tr><td>Label</td><td>Amira</td><td>{WORDS}</td></tr></table>".encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_words_are_found_in_whatever_holds_them(named: Path, qualcode: Command, name: str) -> None:
    (named / "kept").mkdir()
    (named / "kept" / name).write_bytes(FILES[name])

    assert f"{name}: still holds words or the name" in forget(named, qualcode).err


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 damaged", b"%PDF-1.7 damaged", b"7z\xbc\xaf\x27\x1c of another program"]
)
def test_what_cannot_be_looked_through_is_named(named: Path, qualcode: Command, content: bytes) -> None:
    (named / "recording.bin").write_bytes(content)

    assert "recording.bin: could not be looked through" in forget(named, qualcode).err


def link_a_folder(study: Path, outside: Path) -> Path:
    (study / "transcripts").rename(outside)
    (study / "transcripts").symlink_to(outside)
    return outside / "amira.txt"


def link_a_file(study: Path, outside: Path) -> Path:
    (study / "transcripts" / "amira.txt").rename(outside)
    (study / "transcripts" / "amira.txt").symlink_to(outside)
    return outside


def link_in_a_circle(study: Path, outside: Path) -> Path:
    (study / "transcripts" / "again").symlink_to(study)
    return link_a_folder(study, outside)


@pytest.mark.parametrize("link", [link_a_folder, link_a_file, link_in_a_circle])
def test_what_lies_behind_a_link_is_named_and_not_deleted(
    named: Path, qualcode: Command, tmp_path: Path, link: Callable[[Path, Path], Path]
) -> None:
    file = link(named, tmp_path / "outside")

    said = forget(named, qualcode).err

    assert file.read_text("utf-8") == TALK
    assert "amira.txt: lies behind a link, and still holds words or the name" in said
    assert f"delete it by hand: {file}" in said


def test_backups_behind_a_link_are_cleaned_and_those_of_another_study_left_alone(
    named: Path, sample: Path, qualcode: Command, tmp_path: Path
) -> None:
    (tmp_path / "disk").mkdir()
    (named / "backups").exists() and (named / "backups").rename(tmp_path / "before")
    (named / "backups").symlink_to(tmp_path / "disk")
    assert qualcode("backup", "--project", named).code == 0
    theirs = tmp_path / "disk" / "project-20260101T000000Z-by-hand.db"
    theirs.write_bytes((sample / "project.db").read_bytes())
    before = theirs.read_bytes()

    assert "1 backup cleaned" in forget(named, qualcode).err

    assert not any(WORDS.encode() in path.read_bytes() for path in (tmp_path / "disk").iterdir())
    assert theirs.read_bytes() == before


def test_a_folder_outside_the_study_that_was_read_from_is_named(coded: Path, qualcode: Command, tmp_path: Path) -> None:
    outside = tmp_path / "interviews"
    outside.mkdir()
    (outside / "amira.txt").write_text(TALK, "utf-8")
    (outside / "typed again.txt").write_text(WORDS, "utf-8")
    (outside / "basim.txt").write_text("Interviewer: And you?\nBasim: We pass every day.\n", "utf-8")
    assert qualcode("import", outside, "--project", coded).code == 0
    (outside / "typed again.txt").rename(outside / "typed once more.txt")

    said = forget(coded, qualcode).err

    assert f"{outside / 'amira.txt'}: the interview was read from here" in said
    assert "typed once more.txt: still holds words or the name" in said
    assert "basim.txt" not in said
    assert (outside / "amira.txt").exists()
    with Store.open(coded) as store:
        assert store.documents.places(["amira"]) == []


def test_a_file_that_is_gone_from_outside_is_named_too(named: Path, qualcode: Command, tmp_path: Path) -> None:
    outside = (named / "transcripts" / "amira.txt").rename(tmp_path / "amira.txt")
    assert qualcode("import", outside, "--project", named).code == 0
    outside.unlink()

    assert f"{outside}: the interview was read from here, and there is no such file" in forget(named, qualcode).err


def test_notes_that_quote_without_a_name_are_named(named: Path, qualcode: Command) -> None:
    coder = ("--coder", "omar", "--project", named)
    qualcode("memos", "--add", "Compare: they took the insulin at the second checkpoint", "--on", "basim:2", *coder)
    qualcode("decide", "basim:2", "reject", "--code", "access", "--note", f"Not as where {WORDS}", *coder)

    said = forget(named, qualcode).err

    assert "still naming the person: memo " in said
    assert "the note on decision " in said


def test_codebooks_and_guides_that_the_database_keeps_lose_the_words(named: Path, qualcode: Command) -> None:
    codebook = (named / "codebook.yaml").read_text("utf-8")
    quoting = codebook.replace("match: [Two checkpoints.]", f'match: ["{WORDS}."]')
    (named / "codebook.yaml").write_text(quoting, "utf-8")
    (named / "guide.yaml").write_text(
        f"guide: Small\nquestions:\n  - id: a\n    wording: [Do you know whether {WORDS}?]\n    codes: [access]\n",
        "utf-8",
    )
    for command in ("suggest", "guide", "backup"):
        assert qualcode(command, "--project", named).code == 0
    (named / "codebook.yaml").write_text(codebook, "utf-8")
    (named / "guide.yaml").unlink()
    assert qualcode("suggest", "--project", named).code == 0
    row = " ".join(WORDS.split()[1:7]).encode()
    holding = [path for path in (named / "project.db", *(named / "backups").iterdir()) if row in path.read_bytes()]
    assert len(holding) > 1

    assert "kept in the database" in forget(named, qualcode).err

    assert not any(row in path.read_bytes() for path in holding)
    assert qualcode("check", "--project", named).code == 0
    assert qualcode("codebook", "diff", "--project", named).code in (0, 2)
