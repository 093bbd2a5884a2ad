from __future__ import annotations

from dataclasses import replace

from qualcode.model.certainty import Certainty, Mark
from qualcode.model.document import Role
from qualcode.tables.documents import MOST_OF_ONE_FILE, MOST_SURE, documents_table, words_by_role
from tests.make import make_document

DOCUMENT = make_document(("I", "How is the money?"), ("Sam", "It is short."), ("Lee", "No."))


def test_an_interview_is_listed_with_its_speakers_and_what_informants_say() -> None:
    table = documents_table([DOCUMENT])

    assert table.rows[0].cells == ("kii-01", "kii-01.txt", "I", "Sam, Lee → i1", 2, 4, "")
    assert words_by_role([DOCUMENT])[Role.INTERVIEWER] == 4
    assert [DOCUMENT.n_words(turn) for turn in DOCUMENT.turns] == [4, 3, 1]


def test_in_brief_a_file_name_that_tells_nothing_is_left_out() -> None:
    other = replace(DOCUMENT, name="Interview with a CSO.docx")

    assert "file" not in [column.key for column in documents_table([DOCUMENT], brief=True).columns]
    assert "file" in [column.key for column in documents_table([other], brief=True).columns]


def test_in_brief_very_many_interviews_of_one_file_share_a_line() -> None:
    many = [replace(DOCUMENT, id=f"s-{n}", name=f"survey.csv#{n}") for n in range(MOST_OF_ONE_FILE + 1)]

    assert [(row.cells[0], row.cells[-1]) for row in documents_table(many, brief=True).rows] == [
        ("survey-…", "13 interviews in one file")
    ]
    assert len(documents_table(many).rows) == 13


SURE = Mark(certainty=Certainty.SURE, known_by="label")
LOOK = Mark(certainty=Certainty.LOOK, reasons=("who speaks is a guess: Sam asks",), known_by="guess")
WRONG = Mark(certainty=Certainty.WRONG, reasons=("no word of it is an informant's",), known_by="label")


def test_with_marks_the_doubtful_come_first_with_share_reason_and_what_was_left_out() -> None:
    documents = [replace(DOCUMENT, id=id_) for id_ in "abcd"]
    documents[2] = replace(documents[2], left_out=("Page 1", "Page 2"))
    table = documents_table(documents, dict(zip("abcd", (SURE, LOOK, WRONG, SURE), strict=True)))

    assert [row.key for row in table.rows] == ["c", "b", "a", "d"]
    assert [column.key for column in table.columns][7:] == ["known_by", "share", "left_out", "mark", "reason"]
    assert table.rows[0].cells[7:] == ("label", "50%", 2, "wrong", "no word of it is an informant's")
    assert table.rows[1].cells[7:] == ("guess", "50%", "", "look", "who speaks is a guess: Sam asks")


def test_in_brief_of_very_many_interviews_all_doubtful_and_some_sure_ones_are_listed() -> None:
    documents = [replace(DOCUMENT, id=f"kii-{n}") for n in range(MOST_SURE + 7)]
    marks = {document.id: SURE for document in documents} | {"kii-205": LOOK, "kii-206": WRONG}

    table = documents_table(documents, marks, brief=True)

    assert [row.key for row in table.rows] == ["kii-206", "kii-205", *(f"kii-{n}" for n in range(MOST_SURE))]
    assert table.notes[0] == "Not listed: 5 more, all of them sure."
    assert len(documents_table(documents, marks).rows) == len(documents)


def test_in_brief_shares_stand_behind_the_speakers_and_a_file_of_many_has_the_worst_mark() -> None:
    many = [replace(DOCUMENT, id=f"s-{n}", name=f"survey.csv#{n}") for n in range(MOST_OF_ONE_FILE + 1)]
    table = documents_table(
        [DOCUMENT, *many], {"kii-01": SURE, **dict.fromkeys((each.id for each in many), SURE), "s-3": LOOK}, brief=True
    )

    assert table.rows[0].cells[2:] == ("I (50%)", "Sam, Lee → i1 (50%)", 2, 4, "", "sure")
    assert table.rows[1].cells[-1] == "look"
