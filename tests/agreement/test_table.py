from __future__ import annotations

from qualcode.agreement.compare import RULES, Rater
from qualcode.agreement.table import agreement_table
from tests.make import make_codebook

BOOK = make_codebook("funding", "funding/donors", "access")
INFORMANTS = {"a:1": "a", "b:1": "b"}
AMAL = Rater(name="amal", said={("a:1", "funding"): True, ("b:1", "funding"): True})
OMAR = Rater(name="omar", said={("a:1", "funding"): True, ("b:1", "funding"): False})
ZOE = Rater(name="zoe", said={("a:1", "funding"): True})


def test_two_coders_are_set_side_by_side_all_themes_first() -> None:
    table = agreement_table([AMAL, OMAR], INFORMANTS, BOOK, {"funding", "donors"})

    assert table.title == "Agreement between amal and omar"
    assert [(row.key, row.depth, row.cells[:6]) for row in table.rows] == [
        ("all", 0, ("All themes together", 2, 1, 1, 0, 0)),
        ("funding", 0, ("Funding", 2, 1, 1, 0, 0)),
        ("donors", 1, ("Donors", 0, 0, 0, 0, 0)),
    ]
    assert [column.label for column in table.columns[2:6]] == ["Both", "Only amal", "Only omar", "Neither"]


def test_of_several_coders_it_is_counted_where_all_say_the_same() -> None:
    table = agreement_table([AMAL, OMAR, ZOE], INFORMANTS, BOOK, {"funding"})

    assert [column.key for column in table.columns[2:5]] == ["all", "differ", "none"]
    assert table.rows[1].cells[2:5] == (1, 1, 0)


def test_what_is_missing_is_said_in_words() -> None:
    other = Rater(name="omar", said={("b:1", "funding"): True})

    assert agreement_table([], INFORMANTS, BOOK, {"funding"}).notes[0].startswith("Nobody has coded yet")
    assert f"`qualcode agreement zoe {RULES}`" in agreement_table([ZOE], INFORMANTS, BOOK, {"funding"}).notes[0]
    assert (
        agreement_table([ZOE, other], INFORMANTS, BOOK, {"funding"})
        .notes[0]
        .startswith("No passage that two of zoe and omar have looked at")
    )
