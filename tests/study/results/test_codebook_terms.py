"""Words that set a code's passages apart, from whatever there is to learn from."""

from __future__ import annotations

import pytest

from qualcode.errors import UsageError
from qualcode.model.coding import Verdict
from qualcode.study.codebook.changes import add_code
from qualcode.study.results.codebook_terms import terms_table
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study
from tests.study.make import cells


def test_terms_are_suggested_from_the_sample_study(sample: Study) -> None:
    table = terms_table(sample, "Access", most=30)

    found = cells(table)
    assert "access" in [row["term"] for row in found]
    assert all(float(row["z"]) >= 1.96 for row in found)
    assert [float(row["z"]) for row in found] == sorted((float(row["z"]) for row in found), reverse=True)
    assert all(int(row["informants"]) >= 2 for row in found)


def test_of_many_words_the_strongest_are_shown_and_the_others_counted(sample: Study) -> None:
    whole = terms_table(sample, "access", most=1000)

    first = terms_table(sample, "access", most=2)

    assert first.rows == whole.rows[:2]
    n_more = len(whole.rows) - 2
    assert first.notes[-1] == f"{n_more} more: --most {len(whole.rows)}."
    assert whole.notes[-1].startswith("Take what belongs to the theme")


def test_it_learns_from_what_people_coded_then_from_suggestions_then_from_the_definition(coded: Study) -> None:
    suggested = terms_table(coded, "access", most=5)
    decide(coded, "amal", "amira:2", Verdict.ADD, code="access")
    accepted = terms_table(coded, "access", most=5)
    add_code(coded, "medicine", definition="Medicines and how to get them.")
    by_definition = terms_table(coded, "medicine", most=5)

    assert suggested.notes[0].startswith("Here: 1 passage suggested, not reviewed;")
    assert accepted.notes[0].startswith("Here: 1 passage coded by people;")
    assert "that share words with the definition" in by_definition.notes[0]
    assert accepted.notes[-1] == "No word stands out that two informants used; with more coded passages some will."


def test_a_code_there_is_not_has_no_words(coded: Study) -> None:
    with pytest.raises(UsageError, match="nothing: no such code"):
        terms_table(coded, "nothing", most=5)
