from __future__ import annotations

from qualcode.model.guide import Asking, Guide, Question
from qualcode.tables.guide import guide_table, interviewer_table
from tests.make import make_document

GUIDE = Guide(
    questions=(
        Question(id="money", wordings=("How is the money?", "And funds?"), codes=("funding",)),
        Question(id="roads", wordings=("And the roads?",), codes=("access",)),
    )
)
DOCUMENTS = [make_document(("I", "So, how is the money?"), "Short.", ("I", "I see."), id=f"kii-{n}") for n in (1, 2)]
ASKED = Asking(document_id="kii-1", turn=1, question_id="money", wording="How is the money?", likeness=1.0)


def test_a_question_is_told_with_the_interviews_it_was_not_recognised_in() -> None:
    assert [row.cells for row in guide_table(GUIDE, DOCUMENTS, [ASKED]).rows] == [
        ("money", "How is the money?", "funding", "1 of 2", "kii-2"),
        ("roads", "And the roads?", "access", "0 of 2", "kii-1, kii-2"),
    ]


def test_what_the_interviewer_says_stands_beside_the_question_recognised_in_it() -> None:
    table = interviewer_table(GUIDE, DOCUMENTS[0], [ASKED])

    assert [row.cells for row in table.rows] == [
        ("So, how is the money?", "money", "How is the money?"),
        ("I see.", "", ""),
    ]
    assert table.notes == ("Not recognised: roads.",)
