"""The first lines that reading left out are told by file."""

from __future__ import annotations

from dataclasses import replace

from qualcode.model.document import Document
from qualcode.study.reading.left_out import first_left_out
from tests.make import make_document


def document(id: str, *left_out: str, name: str = "") -> Document:
    return replace(make_document("We went.", id=id), left_out=left_out, name=name or f"{id}.txt")


def test_the_first_lines_are_told_and_the_others_counted() -> None:
    told = list(first_left_out([document("kii-01", "Header", "WEBVTT", "Footer", "Draft"), document("kii-02")]))

    assert told == [
        "kii-01.txt: left out: “Header”, “WEBVTT”, “Footer” and 1 more",
        "`qualcode roles kii-01 --left-out` shows all that was left out",
    ]


def test_lines_that_differ_by_a_number_are_told_once_and_long_ones_short() -> None:
    [told, _] = first_left_out([document("kii-01", "Page 1", "Page 2", " ", "so " * 40)])

    assert told.startswith("kii-01.txt: left out: “Page 1”, “so so")
    assert told.endswith(" …”")


def test_of_many_files_the_first_are_told_and_interviews_of_one_file_once() -> None:
    files = [document(f"kii-{number:02}", "Header") for number in range(1, 8)]
    parts = [document(f"part-{number}", "Header", name=f"all.docx#{number}") for number in (1, 2)]

    told = list(first_left_out([*parts, *files]))

    assert told[0] == "all.docx: left out: “Header”"
    assert len(told) == 5 + 2
    assert told[-2] == "something was left out of 3 files more"
    assert list(first_left_out([document("kii-01")])) == []
