from __future__ import annotations

from dataclasses import replace

from qualcode.model.document import Role
from qualcode.tables.documents import MOST_OF_ONE_FILE, documents_table, words_in
from tests.make import make_document

DOCUMENT = make_document(("I", "How is the money?"), ("Sam", "It is short."), ("Lee", "No."))


def test_an_interview_is_listed_with_its_speakers_and_what_informants_say() -> None:
    table = documents_table([DOCUMENT])

    assert table.rows[0].cells == ("kii-01", "kii-01.txt", "I", "Sam, Lee → i1", 2, 4, "")
    assert words_in([DOCUMENT], Role.INTERVIEWER) == 4


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
