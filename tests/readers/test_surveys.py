# ruff: noqa: E501 - a case stands on a line

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import ReadError
from qualcode.model.document import Document
from qualcode.readers import read_documents
from tests.readers.files import read, turns, write, xlsx

LONG = [
    "We lost our funding in May and nobody came back to us.",
    "The training was good and we use it every day.",
    "More money for the staff of the clinics would help.",
]
CHANGED, HELPS = "What did the project change?", "What would help you now?"


def survey(*heads: str, answers: int = 3) -> str:
    """A survey whose rows of headings are given; its columns are an id and two questions."""
    rows = [f"{1000 + n};{LONG[n % 3]};{LONG[(n + 1) % 3]}" for n in range(answers)]
    return "\n".join([*heads, *rows])


def names(folder: Path, name: str, data: bytes | str) -> list[str]:
    return [document.id for document in read_documents(write(folder, name, data))]


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param([f"_id;{CHANGED};{HELPS}"], id="one row"),
        pytest.param(["_id;main/change;main/help", f"_id;{CHANGED};{HELPS}"], id="names, then labels"),
        pytest.param(["_id;Q1;Q2", f";{CHANGED};{HELPS}"], id="codes, then labels"),
        pytest.param(["id;Q1;Q2", f"Response ID;{CHANGED};{HELPS}", '"{""ImportId"":""_recordId""}";"{""ImportId"":""QID1""}";"{""ImportId"":""QID2""}"'], id="codes, labels, ids of an import"),
        pytest.param(["StartDate;Q1;Q2", f"Start Date;{CHANGED};{HELPS}", '"{""ImportId"":""startDate""}";"{""ImportId"":""QID1""}";"{""ImportId"":""QID2""}"'], id="a date, labels, ids of an import"),
        pytest.param([f"_id;{CHANGED};{HELPS}", "#meta+id;#change;#help"], id="tags"),
        pytest.param(["_id;change;help", f"_id;{CHANGED};{HELPS}", "#meta+id;#change;#help"], id="names, labels, tags"),
        pytest.param([f"Respondent ID;{CHANGED};{HELPS}", ";Open-Ended Response;Open-Ended Response"], id="the kind of answer"),
        pytest.param(["Survey of clinics, May 2024", "", f"_id;{CHANGED};{HELPS}"], id="a title"),
    ],
)  # fmt: skip
def test_further_rows_of_headings_are_no_informants(tmp_path: Path, heads: list[str]) -> None:
    documents = read_documents(write(tmp_path, "survey.csv", survey(*heads)))

    assert [document.id for document in documents] == ["survey-1000", "survey-1001", "survey-1002"]
    asked = [document.text[turn.start : turn.end] for document in documents[:1] for turn in document.turns if turn.cue]
    assert asked == [CHANGED, HELPS]
    assert all(not document.doubts for document in documents)


@pytest.mark.parametrize(
    ("heading", "values", "named"),
    [
        ("respondent_code", ["R1", "R2", "R3"], True),
        ("Participant no.", ["1", "2", "3"], True),
        ("_uuid", ["3f2a-11", "3f2a-12", "3f2a-13"], True),
        ("Code", ["CSO 1", "CSO 2", "UN 1"], True),
        ("Email Address", ["a1@example.org", "b2@example.org", "c3@example.org"], False),
        ("id", ["a1@example.org", "b2@example.org", "c3@example.org"], False),
        ("Telephone", ["+964 750 1", "+964 750 2", "+964 750 3"], False),
        ("Mobile", ["07501234567", "07501234568", "07501234569"], False),
        ("Name", ["Amina Hassan", "Omar Said", "Sara Ali"], False),
        ("Respondent", ["Amina Hassan", "Omar Said", "Sara Ali"], False),
        ("Your village", ["Alpha", "Beta", "Gamma"], False),
        ("National ID", ["198812345678", "198812345679", "198812345670"], False),
        ("Username", ["amina88", "omar.said", "sara_a"], False),
    ],
)
def test_an_interview_is_named_by_a_code_and_never_by_what_tells_who_it_was(
    tmp_path: Path, heading: str, values: list[str], named: bool
) -> None:
    data = "\n".join([f"{heading},{CHANGED}", *(f"{value},{LONG[n]}" for n, value in enumerate(values))])

    found = names(tmp_path, "survey.csv", data)

    assert (found == ["survey-row-2", "survey-row-3", "survey-row-4"]) is not named


@pytest.mark.parametrize(
    ("answers", "interviews"),
    [
        pytest.param([("Pay", "Everything"), ("Family", "More pay"), ("Pay", "Nothing")], 3, id="a word or two"),
        pytest.param([("Pay", "Pay"), ("Family", "Pay"), ("Work", "No idea")] * 4, 12, id="a word or two, again and again"),
    ],
)  # fmt: skip
def test_short_answers_to_open_questions_are_answers(
    tmp_path: Path, answers: list[tuple[str, str]], interviews: int
) -> None:
    rows = [f"{n},{why},{what}" for n, (why, what) in enumerate(answers, start=1)]
    if interviews == 12:
        rows = [f"{row} since {n} May" for n, row in enumerate(rows)]

    documents = read_documents(
        write(tmp_path, "survey.csv", "\n".join(["id,Why did you leave?,What would you change?", *rows]))
    )

    assert len(documents) == interviews
    assert all(turn.cue in {"question", ""} for document in documents for turn in document.turns)


CLOSED = [
    "Are you paid?",
    "Do you have water?",
    "How many children do you have?",
    "Is the road open in winter?",
    "services/water",
    "services/power",
]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("more", [[], ["Other, please say which?"]])
def test_a_survey_of_closed_answers_is_named_and_is_no_interview(tmp_path: Path, suffix: str, more: list[str]) -> None:
    rows = [["_id", *CLOSED, *more]]
    rows += [[str(n), "yes", "no", str(n % 4), "yes", "1", "0", *(["a well"] if more else [])] for n in range(30)]
    data = xlsx(*rows) if suffix == ".xlsx" else "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)

    with pytest.raises(ReadError, match="closed answers"):
        read_documents(write(tmp_path, f"survey{suffix}", data))


def test_open_answers_beside_closed_ones_are_interviews(tmp_path: Path) -> None:
    heads = ["_id", "Timestamp", "Sex", "Age", "District", *CLOSED, CHANGED, HELPS]
    rows = [
        [str(n), "2024-01-01 10:00", "f", "30", "Erbil", "yes", "no", "2", "yes", "1", "0", *LONG[:2]] for n in range(9)
    ]

    documents = read_documents(write(tmp_path, "survey.xlsx", xlsx(heads, *rows)))

    assert len(documents) == 9
    assert len(documents[0].turns) == 4
    assert {"Sex: f", "District: Erbil", "services/water: 1"} <= set(documents[0].left_out)


@pytest.mark.parametrize("head", ["question,answer", "Question;Response", "السؤال,الجواب"])
def test_a_table_of_questions_and_answers_is_one_interview(tmp_path: Path, head: str) -> None:
    mark = ";" if ";" in head else ","
    data = "\n".join([head, *(f"{asked}{mark}{said}" for asked, said in zip([CHANGED, HELPS], LONG, strict=False))])

    document = read(tmp_path, "kii-01.csv", data)

    assert turns(document) == [("", CHANGED), ("", LONG[0]), ("", HELPS), ("", LONG[1])]
    assert [turn.cue for turn in document.turns] == ["question", "", "question", ""]


def by_column(folder: Path, heads: str) -> list[Document]:
    """The interviews of a table with a question in each row, and words in every further column."""
    columns = [[CHANGED, HELPS] if head == "Question" else LONG[:2] for head in heads.split(",")]
    rows = [",".join(f'"{cell}"' for cell in row) for row in zip(*columns, strict=True)]
    return list(read_documents(write(folder, "wide.csv", "\n".join([heads, *rows]))))


@pytest.mark.parametrize(
    ("heads", "ids"),
    [
        ("Question,KII 1,KII 2", ["wide-kii-1", "wide-kii-2"]),
        ("Question,CSO-03,UN 2", ["wide-cso-03", "wide-un-2"]),
        ("Question,Respondent A,Respondent B", ["wide-respondent-a", "wide-respondent-b"]),
        ("Question,Interview 1,Comments,Interview 2", ["wide-interview-1", "wide-interview-2"]),
        ("Question,KII1 Amina Saleh,KII 2 (Basim)", ["wide-column-2", "wide-column-3"]),
    ],
)
def test_a_column_per_informant_is_an_interview_per_column(tmp_path: Path, heads: str, ids: list[str]) -> None:
    documents = by_column(tmp_path, heads)

    assert [document.id for document in documents] == ids
    assert [turn.cue for turn in documents[1].turns] == ["question", "", "question", ""]
    assert not any(document.doubts for document in documents)


@pytest.mark.parametrize(
    ("heads", "ids"),
    [
        ("Question,Amina Saleh,Basim Ali", ["wide-column-2", "wide-column-3"]),
        ("Question,Amina 28,Basim 34", ["wide-column-2", "wide-column-3"]),
        ("Question,KII1 Amina Saleh,Basim 34", ["wide-column-2", "wide-column-3"]),
        ("Question,Round 1,Round 2", ["wide-round-1", "wide-round-2"]),
        ("Question,Arabic,English,Team remarks", ["wide-column-2", "wide-column-3"]),
    ],
)
def test_columns_that_no_code_of_an_informant_heads_are_doubted_by_their_numbers(
    tmp_path: Path, heads: str, ids: list[str]
) -> None:
    documents = by_column(tmp_path, heads)

    assert [document.id for document in documents] == ids
    for document in documents:
        assert document.doubts[0] == "read as an informant each, though no code heads them: columns 2 and 3"
        assert not {"Amina", "Basim"} & set(" ".join([*document.doubts, *document.notes]).split())


@pytest.mark.parametrize(
    ("heads", "doubt", "n_answers"),
    [
        ("Question,Answer (Arabic),Answer (English)", "read as the answers of one informant: columns 2 and 3", 4),
        ("Question,Response summary,Interviewer comments,Follow-up by team", "not read, since no informant heads it: columns 3 and 4", 2),
        ("Question,KII 1,Team remarks", "not read, since no informant heads it: column 3", 2),
    ],
)  # fmt: skip
def test_several_columns_for_one_informant_are_one_interview(
    tmp_path: Path, heads: str, doubt: str, n_answers: int
) -> None:
    [document] = by_column(tmp_path, heads)

    assert document.doubts == (doubt,)
    assert [turn.cue for turn in document.turns].count("") == n_answers
    assert set(document.left_out) == (set(LONG[:2]) if "not read" in doubt else set())


def test_a_column_of_the_team_among_those_of_informants_is_nobodys(tmp_path: Path) -> None:
    documents = by_column(tmp_path, "Question,KII 1,Follow-up by team,KII 2")

    assert [document.id for document in documents] == ["wide-kii-1", "wide-kii-2"]
    assert documents[0].doubts == ("not read, since no informant heads it: column 3",)


def test_who_entered_the_answers_of_a_survey_speaks_in_none(tmp_path: Path) -> None:
    rows = [f"5/3/2024,coll1,Dana,{LONG[n]},{LONG[n - 1]},uuid:0a{n}b0c1d" for n in range(3)]
    head = "SubmissionDate,deviceid,enum_name,change,help,KEY"

    assert len(names(tmp_path, "survey.csv", "\n".join([head, *rows]))) == 3


def test_a_row_per_informant_and_question_is_an_interview_per_informant(tmp_path: Path) -> None:
    rows = [f"{who},{asked},{LONG[0]}" for who in ("P1", "P2") for asked in (CHANGED, HELPS)]

    documents = read_documents(write(tmp_path, "long.csv", "\n".join(["participant_id,question,answer", *rows])))

    assert [document.id for document in documents] == ["long-p1", "long-p2"]
    assert [len(document.turns) for document in documents] == [4, 4]


def test_turns_without_headings_are_told_by_who_asks(tmp_path: Path) -> None:
    said = [
        ("Interviewer", "Who repairs the pump?"),
        ("Sara", "A man from the town."),
        ("Interviewer", "Who pays him?"),
        ("Sara", "We do, from a fund."),
    ]
    data = "\n".join(f'{n},{who},"{words}"' for n, (who, words) in enumerate(said, start=1))

    assert turns(read(tmp_path, "kii-01.csv", data)) == said


TALK = [
    ("Interviewer", "Describe who repairs the pump."),
    ("Sara", "A man from the town does it."),
    ("Interviewer", "And the payment?"),
    ("Sara", "The households pay."),
]


@pytest.mark.parametrize(
    "above",
    [
        [["Interview with Sara"], []],
        [["Interview with Sara, 3 May"]],
        [["Project", "Water"], ["Date", "3 May"], []],
        [["Water study"], ["Interviewer:", "Dana"], ["Place:", "Erbil"], []],
    ],
)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_stands_above_the_headings_is_left_out(tmp_path: Path, above: list[list[str]], suffix: str) -> None:
    rows = [*above, ["Speaker", "Words"], *map(list, TALK)]
    data = xlsx(*rows) if suffix == ".xlsx" else "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)

    document = read(tmp_path, f"kii-01{suffix}", data)

    assert turns(document) == TALK
    assert document.left_out == tuple(" ".join(row) for row in above if row)


def test_the_sheet_of_the_transcript_is_read_and_not_its_cover(tmp_path: Path) -> None:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(xlsx(["Water study"], ["Interview with Sara"], sheet="Cover")))
    sheet = book.create_sheet("Transcript")
    for row in [("Speaker", "Words"), *TALK]:
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)

    document = read(tmp_path, "kii-01.xlsx", made.getvalue())

    assert turns(document) == TALK
    assert "sheet 'Transcript' read, the 1 others left out" in document.notes


def test_the_form_of_a_survey_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="XLSForm"):
        read_documents(write(tmp_path, "form.csv", f"type,name,label::English\ntext,q1,{CHANGED}\ntext,q2,{HELPS}\n"))
