# ruff: noqa: E501 - a case stands on a line

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.files import docx, odt, paragraph, read, turns, word_table

TALK = [
    ("Interviewer", "Tell me how the project changed the clinic."),
    ("Amina", "We hired two nurses with the money."),
    ("Interviewer", "I see. Go on."),
    ("Amina", "The budget ended and they left."),
    ("Interviewer", "What would you change now?"),
    ("Amina", "Contracts of more than a year."),
]
LABELLED = [f"{who}: {words}" for who, words in TALK]


def said(document_turns: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The turns of those who speak."""
    return [turn for turn in document_turns if turn[0]]


@pytest.mark.parametrize(
    ("rows", "beside"),
    [
        pytest.param([[str(n), *turn] for n, turn in enumerate(TALK, 1)], [], id="number, speaker, words"),
        pytest.param([[f"{n}.", f"00:0{n}", *turn] for n, turn in enumerate(TALK)], [], id="number, time, speaker, words"),
        pytest.param([[who, f"00:0{n}", said] for n, (who, said) in enumerate(TALK)], [], id="speaker, time, words"),
        pytest.param([[f"{who}\n00:0{n}:03", said] for n, (who, said) in enumerate(TALK)], [], id="speaker with time, words"),
        pytest.param([["Speaker / time", "What was said"], *([f"{who} [00:0{n}:03]", said] for n, (who, said) in enumerate(TALK))], [], id="speaker with time below headings"),
        pytest.param([[f"00:0{n} {who}:", said] for n, (who, said) in enumerate(TALK)], [], id="time with speaker, words"),
        pytest.param([[*turn, "CODE: pay" if n % 2 else ""] for n, turn in enumerate(TALK)], ["CODE: pay"] * 3, id="remarks"),
        pytest.param([[*turn, "", ""] for turn in TALK], [], id="empty columns"),
        pytest.param([["No.", "Speaker", "Words", "Code"], *([f"{n}", *turn, ""] for n, turn in enumerate(TALK))], [], id="headings"),
        pytest.param([["Who", "Said"], *map(list, TALK)], [], id="other headings"),
        pytest.param([["Transcript", "Codes"], *([each, "money" if n % 2 else ""] for n, each in enumerate(LABELLED))], ["money"] * 3, id="words and codes"),
        pytest.param([[each, "money" if n % 2 else ""] for n, each in enumerate(LABELLED)], ["money"] * 3, id="words and codes without headings"),
        pytest.param([["Text", "Theme", "Comment"], *([each, "", "see also pay"] for each in LABELLED)], ["see also pay"] * 6, id="words, themes, comments"),
        pytest.param([[f"L{n}", each] for n, each in enumerate(LABELLED)], [], id="line numbers and words with labels"),
        pytest.param([[f"00:0{n}:10", each, "pay"] for n, each in enumerate(LABELLED)], ["pay"] * 6, id="times, words with labels, codes"),
    ],
)  # fmt: skip
def test_each_column_of_a_word_table_is_taken_for_what_it_holds(
    tmp_path: Path, rows: list[list[str]], beside: list[str]
) -> None:
    document = read(tmp_path, "kii-01.docx", docx(word_table(*rows)))

    assert said(turns(document)) == TALK
    assert [words for speaker, words in turns(document) if not speaker] == beside
    assert document.doubts == ()


def test_a_table_of_two_rows_is_read_and_its_first_row_is_no_heading(tmp_path: Path) -> None:
    document = read(tmp_path, "kii-01.docx", docx(*(word_table(*map(list, TALK[n : n + 2])) for n in (0, 2, 4))))

    assert turns(document) == TALK
    assert document.doubts == ()


def test_a_row_across_a_table_of_turns_is_a_heading(tmp_path: Path) -> None:
    table = word_table(*map(list, TALK[:2]), ["Part 2: money"], *map(list, TALK[2:]))

    document = read(tmp_path, "kii-01.docx", docx(table))

    assert said(turns(document)) == TALK
    assert turns(document)[2] == ("", "Part 2: money")


@pytest.mark.parametrize("make", ["docx", "odt", "html"])
def test_a_table_in_a_cell_is_read_as_a_table(tmp_path: Path, make: str) -> None:
    inner = word_table(*map(list, TALK))
    if make == "docx":
        data: bytes | str = docx(
            f"<w:tbl><w:tr><w:tc>{paragraph('Health study')}{inner}{paragraph()}</w:tc></w:tr></w:tbl>"
        )
    elif make == "html":
        rows = "".join(f"<tr><td>{who}</td><td>{words}</td></tr>" for who, words in TALK)
        data = f"<table><tr><td>Health study<table>{rows}</table></td></tr></table>"
    else:
        cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
        rows = "".join(f"<table:table-row>{''.join(map(cell.format, turn))}</table:table-row>" for turn in TALK)
        held = f"<text:p>Health study</text:p><table:table>{rows}</table:table>"
        data = odt(
            f"<table:table><table:table-row><table:table-cell>{held}</table:table-cell></table:table-row></table:table>"
        )

    document = read(tmp_path, f"kii-01.{make}", data)

    assert said(turns(document)) == TALK
    assert turns(document)[0] == ("", "Health study")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([["informant_id", "file", "type"], ["a", "a.txt", "user"], ["b", "b.txt", "user"], ["c", "c.txt", "user"]], id="a list"),
        pytest.param([["Organisation", "Jisr"], ["Date", "3 May"], ["Place", "Erbil"]], id="a form's head"),
        pytest.param([["Interviewer", "Dana Hassan"], ["Place", "Erbil"]], id="a head that names who asks"),
    ],
)  # fmt: skip
def test_a_table_that_names_nobody_gives_nobody_words(tmp_path: Path, rows: list[list[str]]) -> None:
    document = read(tmp_path, "kii-01.docx", docx("Interviewer: How?", "Amina: Well.", word_table(*rows)))

    assert {speaker for speaker, _ in turns(document)} <= {"Interviewer", "Amina", ""}
    assert {words for speaker, words in turns(document) if speaker} & {"Dana Hassan", "Erbil", "Jisr", "user"} == set()
