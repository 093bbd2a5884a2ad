from __future__ import annotations

from qualcode.model.informant import Roster
from qualcode.tables.informants import informants_table
from tests.make import make_document, make_roster


def test_an_informant_is_listed_with_all_interviews_and_all_words() -> None:
    documents = [make_document("Money is short.", id="kii-1"), make_document(("I", "Why?"), "No.", id="kii-2")]

    table = informants_table(make_roster(i1="CSO", i2="UN agency", i3="CSO"), documents)

    assert [row.cells for row in table.rows] == [
        ("i1", "CSO", "", "kii-1, kii-2", 2, 4),
        ("i2", "UN agency", "", "none", 0, 0),
        ("i3", "CSO", "", "none", 0, 0),
    ]
    assert table.notes == ("3 informants: 2 CSO, 1 UN agency.",)


def test_an_empty_list_says_so() -> None:
    assert informants_table(Roster(), []).notes == ("The list of informants is empty.",)
