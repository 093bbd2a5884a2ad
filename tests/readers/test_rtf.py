from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.files import read, turns


@pytest.mark.parametrize(
    ("said", "note"),
    [
        (r"Open{\v secret}.", "1 stretch of hidden text left out"),
        (r"Open\v secret\v0 .", "1 stretch of hidden text left out"),
        (r"Open{\b\v secret \'e9 \u1234? \tab}.", "1 stretch of hidden text left out"),
        (r"Open{\v {\i secret} and so on}.", "1 stretch of hidden text left out"),
        (r"Open\v secret\plain .", "1 stretch of hidden text left out"),
        (r"Open{\deleted\revauthdel1 plenty}.", "1 tracked deletion left out"),
    ],
)
def test_hidden_and_deleted_words_are_left_out(tmp_path: Path, said: str, note: str) -> None:
    data = rf"{{\rtf1\ansi I: How?\par R: {said}\par I: And?\par}}"

    document = read(tmp_path, "kii-01.rtf", data)

    assert turns(document) == [("I", "How?"), ("R", "Open."), ("I", "And?")]
    assert note in document.notes


@pytest.mark.parametrize("said", [r"Open \v0 and seen.", r"Open {\revised and} seen.", r"Open \viewkind4 and seen."])
def test_what_is_shown_is_read(tmp_path: Path, said: str) -> None:
    document = read(tmp_path, "kii-01.rtf", rf"{{\rtf1\ansi I: How?\par R: {said}\par}}")

    assert turns(document)[1] == ("R", "Open and seen.")
    assert document.notes == ()


def test_footnotes_and_page_headers_are_left_out_and_told(tmp_path: Path) -> None:
    data = (
        b"{\\rtf1\\ansi {\\header \\pard The study, {\\b May}\\par}I: How?\\par\n"
        b"R: By two donors{\\super\\chftn {\\footnote \\pard {\\super\\chftn} The fund of the ministry.}}"
        b" for now.\\par\n}"
    )

    document = read(tmp_path, "kii-01.rtf", data)

    assert turns(document) == [("I", "How?"), ("R", "By two donors for now.")]
    assert document.left_out == ("The study, May", "The fund of the ministry.")
    assert "1 footnote left out" in document.notes


def test_a_cell_with_two_paragraphs_is_one_cell(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        written = "".join(f"\\pard\\intbl {cell}\\cell" for cell in cells)
        return f"\\trowd\\cellx1000\\cellx5000\\cellx9000{written}\\row\n"

    talk = row("00:01", "Interviewer", "What changed?") + row("00:09", "Amina", "The pump broke.\\par Nobody came.")
    document = read(tmp_path, "kii-01.rtf", "{\\rtf1\\ansi A talk about water.\\par " + talk * 2 + "}")

    assert turns(document) == [
        ("", "A talk about water."),
        *[("Interviewer", "What changed?"), ("Amina", "The pump broke.\n\nNobody came.")] * 2,
    ]
