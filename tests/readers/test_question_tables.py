from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from qualcode.model.document import Document, Role
from qualcode.model.informant import Roster
from qualcode.readers.speakers.roles import assign_roles
from tests.readers.files import docx, odt, paragraph, read, turns, word_table

ASKED = ["How is it funded?", "And access?", "Who leaves?"]
ANSWERED = ["By two donors.", "Permits take long.", "The nurses."]
BOTH = [turn for pair in zip(ASKED, ANSWERED, strict=True) for turn in pair]


def _roles(document: Document) -> list[tuple[str, Role]]:
    told = assign_roles(document, Roster())
    return [(document.text[turn.start : turn.end], turn.role) for turn in told.turns]


def _cells(*cells: Sequence[str]) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{''.join(map(paragraph, cell))}</w:tc>" for cell in cells) + "</w:tr>"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([*zip(ASKED, ANSWERED, strict=True)], id="two columns"),
        pytest.param([("Question", "Answer"), *zip(ASKED, ANSWERED, strict=True)], id="two columns with headings"),
        pytest.param([*zip("123", ASKED, ANSWERED, strict=True)], id="numbered"),
        pytest.param([("No.", "Question", "Response"), *zip("123", ASKED, ANSWERED, strict=True)], id="all headed"),
        pytest.param([*zip(["1.1", "1.2", "Q3a"], ASKED, ANSWERED, strict=True)], id="numbered otherwise"),
        pytest.param([("#", "Answers", "Questions"), *zip("123", ANSWERED, ASKED, strict=True)], id="answers first"),
    ],
)
def test_the_cells_that_ask_are_the_interviewers(tmp_path: Path, rows: list[Sequence[str]]) -> None:
    document = read(tmp_path, "kii-01.docx", docx(word_table(*rows)))

    assert _roles(document) == [(words, Role.INFORMANT if words in ANSWERED else Role.INTERVIEWER) for words in BOTH]


def test_a_cell_across_the_table_is_a_heading_and_a_comment_is_nobodys(tmp_path: Path) -> None:
    table = "<w:tbl>" + _cells(["#"], ["Question"], ["Answer"], ["Comment"])
    table += _cells(["1"], [ASKED[0]], [ANSWERED[0]], ["laughs"]) + _cells(["Access"])
    table += _cells(["2"], [ASKED[1]], [ANSWERED[1]], []) + "</w:tbl>"

    document = read(tmp_path, "kii-01.docx", docx(table))

    assert _roles(document) == [
        (ASKED[0], Role.INTERVIEWER),
        (ANSWERED[0], Role.INFORMANT),
        ("laughs", Role.OTHER),
        ("Access", Role.INTERVIEWER),
        (ASKED[1], Role.INTERVIEWER),
        (ANSWERED[1], Role.INFORMANT),
    ]


def test_a_column_for_each_respondent_is_that_respondents(tmp_path: Path) -> None:
    rows = [("Question", "Respondent 1", "Respondent 2"), *zip(ASKED, ANSWERED, ["One.", "No.", ""], strict=True)]

    document = read(tmp_path, "kii-01.docx", docx(word_table(*rows)))

    assert turns(document)[:3] == [("", ASKED[0]), ("Respondent 1", ANSWERED[0]), ("Respondent 2", "One.")]
    assert [role for _, role in _roles(document)][:3] == [Role.INTERVIEWER, Role.INFORMANT, Role.INFORMANT]


def test_the_head_of_a_form_is_nobodys(tmp_path: Path) -> None:
    head = [("Organisation", "Jisr"), ("Date of interview:", "3 May"), ("Name of interviewer", "Dana")]

    document = read(
        tmp_path, "kii-01.docx", docx("Key informant interview", word_table(*head, *zip(ASKED, ANSWERED, strict=True)))
    )

    told = _roles(document)
    assert {role for _, role in told[:-6]} == {Role.OTHER}
    assert [words for words, _ in told[-6:]] == BOTH


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_paragraphs_of_one_cell_are_cut_apart(tmp_path: Path, kind: str) -> None:
    if kind == "docx":
        data = docx(
            "<w:tbl>" + "".join(_cells([f"*{q}", a]) for q, a in zip(ASKED, ANSWERED, strict=True)) + "</w:tbl>"
        )
    else:
        cells = [
            f"<text:p>{n}. {q}</text:p><text:p>{a}</text:p>" for n, q, a in zip("123", ASKED, ANSWERED, strict=True)
        ]
        rows = "".join(f"<table:table-row><table:table-cell>{c}</table:table-cell></table:table-row>" for c in cells)
        data = odt(f"<table:table>{rows}</table:table>")

    told = _roles(read(tmp_path, f"kii-01.{kind}", data))

    assert [role for _, role in told] == [Role.INTERVIEWER, Role.INFORMANT] * 3


def test_a_table_of_layout_is_read_cell_by_cell(tmp_path: Path) -> None:
    rows = [["I: How?", "1", "x"], ["R: Slowly.", "2", "y"]]

    assert turns(read(tmp_path, "kii-01.docx", docx(word_table(*rows))))[0][0] == "I"


def test_short_lines_above_paragraphs_are_the_headings_of_notes(tmp_path: Path) -> None:
    notes = "Funding\n\nThey have two donors.\nOne left last year.\n\nAccess\n\nPermits take three months.\n"

    told = _roles(read(tmp_path, "kii-01.txt", notes))

    assert [words for words, role in told if role is Role.INTERVIEWER] == ["Funding", "Access"]
