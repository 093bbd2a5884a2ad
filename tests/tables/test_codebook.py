from __future__ import annotations

from qualcode.model.codebook import Code
from qualcode.tables.codebook import codes_table, forms_table
from tests.make import make_codebook

BOOK = make_codebook(Code(id="funding", name="Funding", terms={"": ("grant",), "ar": ("منحة",)}), "funding/donors")


def test_codes_are_listed_with_their_words_in_every_language_those_below_indented() -> None:
    table = codes_table(BOOK, BOOK.codes)

    assert [(row.cells[0], row.cells[-1], row.depth) for row in table.rows] == [
        ("funding", "grant, منحة", 0),
        ("donors", "", 1),
    ]
    assert table.notes == ("2 codes.",)


def test_forms_have_a_row_per_rule_and_codes_without_rules_are_counted() -> None:
    table = forms_table(BOOK, {"funding": {"grant": ["grant", "grants"], "=WHO": ["WHO"]}, "donors": {}})

    assert [row.cells for row in table.rows] == [("funding", "grant", "grant, grants"), ("funding", "=WHO", "WHO")]
    assert table.notes[0] == "2 codes."
