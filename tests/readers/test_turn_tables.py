from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import ReadError
from qualcode.readers import read_documents
from tests.readers.files import read, rtf, turns, write, xlsx

TALK = [("Dana", "How is it?"), ("Amina", "It is slow; the road is closed."), ("Dana", "Why?"), ("Amina", "No money.")]


@pytest.mark.parametrize(
    "heading",
    [
        "speaker,text",
        "Speaker Name;Transcript",
        "Name,Content",
        "Participant,Utterance",
        "speaker_label,transcript",
        "Person;Statement",
        "role,message",
        "Interviewer/Respondent,Text",
        "Locuteur;Texte",
        "Hablante,Texto",
        "المتحدث,النص",
        "who\tsaid",
        "Speaker,What was said",
        "Talker|Response text",
        "Speaker,Comment",
        "Who was speaking,Text",
        "Initials,Text",
    ],
)
def test_columns_are_known_by_any_reasonable_heading_else_by_what_stands_below(tmp_path: Path, heading: str) -> None:
    delimiter = next(mark for mark in ",;\t|" if mark in heading)
    rows = [f'{who}{delimiter}"{words}"' for who, words in TALK]

    document = read(tmp_path, "kii-01.csv", "\n".join([heading, *rows]))

    assert turns(document) == TALK


@pytest.mark.parametrize(
    ("heading", "before", "behind"),
    [
        ("No.,Time,Speaker,Text", ["{n}", "00:0{n}:00"], []),
        ("Turn,Speaker,Text", ["{n}"], []),
        ("Time,Who,What", ["0{n}:00"], []),
        ("ID,Start,End,Speaker,Sentence", ["{n}", "0{n}:00", "0{n}:30"], []),
        ("timestamp,speaker,line,code", ["00:0{n}:00.000"], ["x"]),
        ("start_time,speaker,text,confidence", ["{n}.5"], ["0.9"]),
    ],
)
def test_numbers_times_and_other_columns_stand_beside(
    tmp_path: Path, heading: str, before: list[str], behind: list[str]
) -> None:
    rows = [
        ",".join([*(cell.format(n=n) for cell in before), who, f'"{words}"', *behind])
        for n, (who, words) in enumerate(TALK)
    ]

    document = read(tmp_path, "kii-01.csv", "\n".join([heading, *rows]))

    assert turns(document) == TALK
    if "im" in heading or "Start" in heading:
        assert all(turn.started_at is not None for turn in document.turns)


def test_a_table_without_headings_is_known_by_its_first_column(tmp_path: Path) -> None:
    rows = [[f"00:0{n}:00", who, words] for n, (who, words) in enumerate(TALK)]

    document = read(tmp_path, "kii-01.xlsx", xlsx(*rows))

    assert turns(document) == TALK
    assert [turn.started_at for turn in document.turns] == [0.0, 60.0, 120.0, 180.0]


def test_an_empty_speaker_cell_goes_on_with_the_speaker_above(tmp_path: Path) -> None:
    document = read(tmp_path, "kii-01.csv", "speaker,text\nDana,How?\nAmina,Slowly.\n,Very.\nDana,Why?\n")

    assert turns(document) == [("Dana", "How?"), ("Amina", "Slowly.\n\nVery."), ("Dana", "Why?")]


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
def test_a_row_per_informant_is_an_interview_per_row_with_the_questions_as_context(tmp_path: Path, suffix: str) -> None:
    rows = [
        ["ID", "Sex", "Q1. How is the work funded?", "Anything else?"],
        ["r1", "f", "By two donors, and by a shop that we run ourselves.", ""],
        ["r2", "m", "Not at all.", "The road is closed in winter, so nobody comes."],
    ]
    data = (
        xlsx(*rows) if suffix == ".xlsx" else "\n".join(("\t" if suffix == ".tsv" else ";").join(row) for row in rows)
    )

    first, second = read_documents(write(tmp_path, f"answers{suffix}", data))

    assert (first.id, second.id) == ("answers-r1", "answers-r2")
    assert turns(first) == [("", rows[0][2]), ("", rows[1][2])]
    assert [turn.cue for turn in second.turns] == ["question", "", "question", ""]
    assert "left out: 'Sex'" in first.notes[0]


def test_a_survey_export_keeps_only_the_columns_people_wrote_in(tmp_path: Path) -> None:
    text = (
        "start;end;governorate;How is the work funded?;_uuid\n"
        "2024-01-01T10:00;2024-01-01T11:00;Erbil;By two donors, and by a shop that we run ourselves.;a1\n"
        "2024-01-02T10:00;2024-01-02T11:00;Duhok;Not at all: we have worked without pay since 2019.;b2\n"
    )

    documents = read_documents(write(tmp_path, "survey.csv", text))

    assert [document.id for document in documents] == ["survey-a1", "survey-b2"]
    assert [len(document.turns) for document in documents] == [2, 2]


def test_a_table_of_numbers_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no column that could hold") as caught:
        read_documents(write(tmp_path, "kii-01.csv", "Speaker,Age,District\nDana,30,4\nAmina,41,2\n"))

    assert "speaker" in caught.value.hint


def test_rows_of_a_table_in_rtf_and_markdown_are_turns(tmp_path: Path) -> None:
    cells = "".join(f"\\trowd\\cellx1000\\cellx5000 {who}\\cell {words}\\cell\\row\n" for who, words in TALK)
    markdown = "\n".join(["| Speaker | Text |", "|:---|---|", *(f"| **{who}** | {words} |" for who, words in TALK)])

    assert turns(read(tmp_path, "kii-01.rtf", rtf("").replace(b"}", cells.encode() + b"}"))) == TALK
    assert turns(read(tmp_path, "kii-01.md", f"{markdown}\n")) == TALK


def test_only_the_first_visible_sheet_with_rows_is_read_and_import_says_so(tmp_path: Path) -> None:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(xlsx(["speaker", "text"], *TALK)))
    hidden = book.create_sheet("notes", 0)
    hidden.append(["secret"])
    hidden.sheet_state = "hidden"
    made = io.BytesIO()
    book.save(made)

    document = read(tmp_path, "kii-01.xlsx", made.getvalue())

    assert turns(document) == TALK
    assert "sheet 'Sheet1' read, the 1 others left out" in document.notes


def test_a_first_line_that_tells_excel_the_separator_is_no_row(tmp_path: Path) -> None:
    data = 'sep=;\nspeaker;text\nInterviewer;How, and why?\nAmina;"Slowly; very."\n'

    assert turns(read(tmp_path, "kii-01.csv", data)) == [("Interviewer", "How, and why?"), ("Amina", "Slowly; very.")]
