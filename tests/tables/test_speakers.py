from __future__ import annotations

from qualcode.model.document import Role
from qualcode.tables.speakers import NO_LABEL, speakers_table, turns_table
from tests.make import make_document, make_segments

DOCUMENT = make_document(("I", "How is the money?"), ("Sam", "It is short."), ("", "Nobody gives."), ("Sam", "No."))


def test_a_speaker_has_a_row_per_role_and_informant_with_how_much_they_say() -> None:
    why = {(DOCUMENT.id, "I", Role.INTERVIEWER): "its label", (DOCUMENT.id, "Sam", Role.INFORMANT): "answers"}

    assert [row.cells for row in speakers_table([DOCUMENT], why).rows] == [
        ("kii-01", "I", "interviewer", "", 1, 4, "its label"),
        ("kii-01", "Sam", "informant", "i1", 2, 4, "answers"),
        ("kii-01", NO_LABEL, "informant", "i1", 1, 2, ""),
    ]


def test_turns_of_nobody_in_the_roster_say_so() -> None:
    document = make_document(("Sam", "It is short."), informant_id="")

    assert speakers_table([document], {}).rows[0].cells[3] == "nobody in the list"


def test_a_turn_is_named_by_its_first_passage_and_left_out_where_it_has_none() -> None:
    table = turns_table(DOCUMENT, make_segments(DOCUMENT)[1:])

    assert [row.key for row in table.rows] == ["kii-01:2", "kii-01:3", "kii-01:4"]
    assert table.rows[0].cells == ("kii-01:2", "Sam", "informant", "i1", "It is short.")
