"""Many interviews in one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.readers import ReadOptions, read_documents
from qualcode.readers.several import told_of_several
from tests.readers.files import docx, pdf, write

TALK = (
    "Interviewer: How did the project change the clinic, and who paid for all of it?",
    "Amina: We hired two nurses with the money, and then the budget ended, so that they left in May.",
    "Interviewer: And after that?",
    "Amina: Nobody came back to us.",
)


def as_text(headings: list[str]) -> bytes:
    return "\n\n".join("\n".join([heading, *TALK]) for heading in headings).encode()


def as_word(headings: list[str]) -> bytes:
    return docx(*(line for heading in headings for line in (heading, *TALK)))


def as_pdf(headings: list[str]) -> bytes:
    return pdf(*([heading, *(f"{line} {chr(97 + n)}." for line in TALK)] for n, heading in enumerate(headings)))


FORMATS: dict[str, Callable[[list[str]], bytes]] = {"a.txt": as_text, "a.docx": as_word, "a.pdf": as_pdf}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("headings", "like"),
    [
        ([f"Interview {n}" for n in range(1, 28)], "Interview 1"),
        ([f"INTERVIEW #{n}" for n in range(1, 4)], "INTERVIEW #1"),
        ([f"Interview No. {n}: a nurse" for n in range(1, 4)], "Interview No. 1"),
        ([f"KII {n} – Erbil, 3 May" for n in (1, 2, 5)], "KII 1"),
        ([f"FGD {letter}" for letter in "ABC"], "FGD A"),
        ([f"Transcript {n} of 4" for n in range(1, 5)], "Transcript 1"),
        ([f"{n}. Interview {n}" for n in range(1, 4)], "Interview 1"),
        ([f"Participant {n}" for n in range(1, 5)], "Participant 1"),
        ([f"Entretien n° {n}" for n in range(1, 4)], "Entretien n° 1"),
    ],
)
def test_headings_that_count_interviews_are_told_and_part_the_file(
    tmp_path: Path, name: str, headings: list[str], like: str
) -> None:
    path = write(tmp_path, name, FORMATS[name](headings))
    [whole] = read_documents(path)

    several = told_of_several(whole.doubts)

    assert several is not None
    assert (several.n, several.like) == (len(headings), like)
    assert f"holds {len(headings)} headings like '{like}'" in whole.doubts[0]
    parts = read_documents(path, ReadOptions(split=several.pattern))
    assert len(parts) == len(headings)
    assert all(told_of_several(part.doubts) is None for part in parts)
    assert {turn.speaker for turn in parts[0].turns if turn.speaker} == {"Interviewer", "Amina"}


def test_a_table_of_contents_counts_nothing_twice(tmp_path: Path) -> None:
    headings = [f"Interview {n}" for n in range(1, 4)]
    data = b"Contents\n\n" + "\n".join(f"{heading} ..... {n}" for n, heading in enumerate(headings)).encode()
    path = write(tmp_path, "a.txt", data + b"\n\n" + as_text(headings))

    [whole] = read_documents(path)

    assert whole.doubts[0].startswith("holds 3 headings like 'Interview 1'")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Interview 1\n" + "\n".join(TALK) * 3, id="one"),
        pytest.param("Interview 1\nInterview 2\nInterview 3\n" + "\n".join(TALK), id="a list"),
        pytest.param("\n".join(f"Participant {n % 3}: {TALK[1]}" for n in range(12)), id="labels"),
        pytest.param("\n".join(f"Participant {n % 3}\n{TALK[1]}" for n in range(12)), id="labels alone"),
        pytest.param("\n".join(f"Question {n}\n{TALK[1]} {TALK[0]}" for n in range(6)), id="questions"),
        pytest.param("\n".join([*TALK, "Amina: Interview 2 was hard.", *TALK, "Interview 3 was worse."]), id="talk"),
    ],
)  # fmt: skip
def test_other_lines_part_nothing(tmp_path: Path, text: str) -> None:
    [document] = read_documents(write(tmp_path, "a.txt", text))

    assert told_of_several(document.doubts) is None


def test_a_file_without_the_headings_is_read_whole_where_that_is_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "\n".join(TALK))

    [document] = read_documents(path, ReadOptions(split=r"^Interview \d+", whole_unless_split=True))

    assert document.id == "a"
