from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import pytest

from qualcode.errors import ReadError
from qualcode.readers import ReadOptions, read_documents
from qualcode.segmenters import segment_document
from tests.readers.corpus import CORPUS, TALK, Odd
from tests.readers.files import docx, pdf, read, turns, write

LONGEST = 5.0
"""Seconds of processors; far more than any of them takes, since machines differ."""


@pytest.mark.parametrize("odd", CORPUS, ids=[odd.name for odd in CORPUS])
def test_an_odd_file_is_read_right_or_refused_in_plain_words(tmp_path: Path, odd: Odd) -> None:
    path = write(tmp_path, odd.name, odd.data())
    started = sum(os.times()[:4])

    if odd.refused:
        with pytest.raises(ReadError, match=odd.refused) as caught:
            read_documents(path)
        assert odd.name in caught.value.message
        assert caught.value.hint
        assert caught.value.exit_code == 4
    else:
        [document] = read_documents(path)
        segments = segment_document(document)
        assert odd.words in document.text
        assert odd.speakers is None or [turn.speaker for turn in document.turns] == odd.speakers
        assert odd.note in " ".join(document.notes)
        assert all(document.text[segment.start : segment.end] == segment.text for segment in segments)
    assert sum(os.times()[:4]) - started < LONGEST


def test_the_corpus_holds_at_least_sixty_files_of_different_names() -> None:
    assert len({odd.name for odd in CORPUS}) == len(CORPUS) >= 60


@pytest.mark.parametrize(
    ("make", "refused"),
    [
        pytest.param(lambda path: path.mkdir(), "a folder", id="folder"),
        pytest.param(
            lambda path: path.symlink_to(path.with_name("gone.txt")),
            "link points to a file that is not there",
            id="dangling",
        ),
        pytest.param(lambda path: path.symlink_to(path), "could not be read", id="loop"),
        pytest.param(lambda path: os.mkfifo(path), "pipe or a device", id="pipe"),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), "pipe or a device", id="device"),
        pytest.param(lambda path: None, "no such file", id="missing"),
        pytest.param(
            lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_WRONLY), 200_000_000),
            "larger than 64 MB",
            id="huge",
        ),
    ],
)
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, make: object, refused: str) -> None:
    path = tmp_path / "kii-01.txt"
    make(path)  # type: ignore[operator]

    with pytest.raises(ReadError, match=refused):
        read_documents(path)


def test_a_file_one_may_not_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "kii-01.txt", TALK)

    def forbidden(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", forbidden)

    with pytest.raises(ReadError, match="may not be read"):
        read_documents(path)


@pytest.mark.parametrize(
    "name",
    ["--help.txt", "a\nb.txt", "a\x1b[31mb.txt", "$(cmd).txt", "[red].txt", "ك ١.txt", "%s" % ("x" * 200 + ".txt")],
)
def test_odd_file_names_are_read_and_shown_safely(tmp_path: Path, name: str) -> None:
    document = read(tmp_path, name, TALK)

    assert document.id
    assert all(c.isalnum() or c in "-_" for c in document.id)
    with pytest.raises(ReadError) as caught:
        read_documents(write(tmp_path, name, b""))
    assert caught.value.message.isprintable()


def test_a_file_name_that_is_no_text_is_read_and_shown_safely(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_bytes(b"")

    with pytest.raises(ReadError) as caught:
        read_documents(path)
    caught.value.message.encode()


def test_an_error_never_repeats_the_interview(tmp_path: Path) -> None:
    secret = "canary"
    for odd in ("x.csv", "x.json", "x.vtt", "x.rtf", "x.pdf", "x.docx", "x.xlsx", "x.odt"):
        with pytest.raises(ReadError) as caught:
            read_documents(write(tmp_path, odd, f"{secret},{secret}\n{secret}"))
        assert secret not in caught.value.message + caught.value.hint


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    data = "I: Où?\n\nR: Là.\n".encode("cp1252")

    assert turns(read(tmp_path, "a.txt", data, ReadOptions(encoding="cp1252"))) == [("I", "Où?"), ("R", "Là.")]
    with pytest.raises(ReadError, match="no encoding is called 'klingon'"):
        read(tmp_path, "a.txt", data, ReadOptions(encoding="klingon"))
    with pytest.raises(ReadError, match="byte 4 is not ascii"):
        read(tmp_path, "a.txt", data, ReadOptions(encoding="ascii"))


@pytest.mark.parametrize("pattern", ["", "x*", "("])
def test_a_pattern_that_matches_nothing_or_everything_is_refused(tmp_path: Path, pattern: str) -> None:
    if pattern:
        with pytest.raises(ReadError, match="--split: the pattern"):
            read_documents(write(tmp_path, "a.txt", TALK), ReadOptions(split=pattern))
        with pytest.raises(ReadError, match="--speakers: the pattern"):
            read_documents(write(tmp_path, "a.txt", TALK), ReadOptions(speakers=pattern))


def test_a_pattern_that_never_ends_is_stopped(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "a" * 40 + "!\n" + TALK)

    with pytest.raises(ReadError, match=r"takes too long|no line matches"):
        read_documents(path, ReadOptions(split=r"(a|aa)+$"))


def test_a_file_of_several_interviews_is_split_at_its_headings(tmp_path: Path) -> None:
    for name, data in (("all.txt", f"Study\n\nInterview 1\n{TALK}\nInterview 2\n\n{TALK}"), ("all.docx", docx("Interview 1", "I: So?", "R: So.", "Interview 2", "I: And?", "R: No."))):  # fmt: skip  # noqa: E501
        documents = read_documents(write(tmp_path, name, data), ReadOptions(split=r"^Interview \d+"))

        assert [document.id for document in documents] == ["all-interview-1", "all-interview-2"]
        assert [document.name for document in documents] == [f"{name}#Interview 1", f"{name}#Interview 2"]
        assert len({document.source_sha256 for document in documents}) == 2
        assert [document.turns[-1].speaker for document in documents] == [documents[0].turns[-1].speaker] * 2


def test_a_row_per_informant_is_an_interview_per_row(tmp_path: Path) -> None:
    text = (
        "respondent,gender,How is your work funded?,What stands in the way?\n"
        "r1,f,By two donors and a shop that we run.,\n"
        "r2,m,Not at all; we all work without pay.,The road is closed in winter.\n"
    )

    documents = read_documents(write(tmp_path, "answers.csv", text))

    assert [(document.id, document.name) for document in documents] == [
        ("answers-r1", "answers.csv#r1"),
        ("answers-r2", "answers.csv#r2"),
    ]
    assert [turn.cue for turn in documents[1].turns] == ["question", "", "question", ""]
    assert "left out: 'gender'" in documents[0].notes[0]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("a.doc", "save it as .docx"),
        ("a.pages", r"export it as Word \(.docx\)"),
        ("a.xls", "save it as .xlsx or .csv"),
        ("a.ods", "save it as .xlsx or .csv"),
        ("a.docm", "save it as .docx, without macros"),
        ("a.mp3", "transcribe it first"),
        ("a.zip", "save it as one of: .txt, .md, .docx"),
    ],
)
def test_what_is_not_read_is_refused_with_the_remedy(tmp_path: Path, name: str, remedy: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_documents(write(tmp_path, name, b"\xd0\xcf\x11\xe0" + bytes(range(200))))

    assert re.search(remedy, caught.value.hint)


def test_a_scanned_pdf_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="pictures of pages, not text") as caught:
        read_documents(write(tmp_path, "scan.pdf", pdf([], [])))

    assert "text recognition (OCR)" in caught.value.hint


def test_the_files_own_hash_and_every_change_to_its_text_are_kept(tmp_path: Path) -> None:
    data = "\ufeffI: How is the cafe\u0301?\r\n\r\nR: Do\u00adnors\u200b left [00:01:02] us.\x1b[0m\u202e\r\n".encode()

    document = read(tmp_path, "kii-01.txt", data)

    assert document.source_sha256 == hashlib.sha256(data).hexdigest()
    assert document.sha256 == hashlib.sha256(document.text.encode()).hexdigest()
    assert document.text == "How is the café?\n\nDonors left us."
    assert set(document.notes) >= {
        "1 byte order mark dropped",
        "3 line ends made alike",
        "1 soft hyphen dropped",
        "1 invisible character dropped",
        "1 direction control dropped",
        "1 terminal control sequence dropped",
        "1 letter composed (NFC)",
        "1 timestamp taken out of the text",
    }
