from __future__ import annotations

import pytest

from qualcode.errors import UsageError
from qualcode.model.coding import Verdict
from qualcode.study.keeping.log import log_table
from qualcode.study.review.assigning import assign, assignment_table, take_back
from qualcode.study.review.sessions import decide, suggestions_of
from qualcode.study.study import Study
from qualcode.study.who_read import assignments
from tests.study.make import Heard, cells


def test_coders_get_interviews_of_every_type_once_and_by_the_name_they_have(coded: Study, heard: Heard) -> None:
    decide(coded, "Amal", "amira:2", Verdict.ACCEPT, code="funding")
    for _ in range(2):
        assign(coded, ["amal", "Omar", " "], share=1.0, seed=1)

    assert len(assignments(coded)) == 6
    assert heard.notes == [
        "3 interviews of 3 for Amal and Omar, each to code alone",
        "nothing new: they have these interviews already",
    ]
    assert assignment_table(coded).rows[0].cells == ("amira", "CSO", "Amal (1 passage), Omar (0 passages)")


def test_interviews_are_taken_back_from_those_who_have_them(coded: Study) -> None:
    assign(coded, ["amal", "omar"], share=1.0, seed=1)

    take_back(coded, ["OMAR"], ["amira"])

    assert ("omar", "amira") not in assignments(coded)
    assert len(assignments(coded)) == 5
    with pytest.raises(UsageError, match="zoe: no interview was given to them"):
        take_back(coded, ["zoe"], [])


def test_one_coder_alone_is_given_only_interviews_that_are_named(coded: Study) -> None:
    with pytest.raises(UsageError, match="agreement needs two coders"):
        assign(coded, ["amal"], share=1.0, seed=1)
    assign(coded, [" "], share=1.0, seed=1)
    assign(coded, ["amal"], share=1.0, seed=1, documents=["carol"])

    assert assignments(coded) == [("amal", "carol")]


def test_a_share_of_every_type_is_given_to_both_coders_and_drawn_alike_again(sample: Study) -> None:
    def assigned(share: float) -> list[dict[str, str]]:
        assign(sample, ["amal", "omar"], share=share, seed=1)
        return cells(assignment_table(sample))

    first = assigned(0.2)
    assert {word for row in first for word in row["type"].split(", ")} == {
        "CSO",
        "Ministry of Health",
        "UN agency",
        "International NGO",
    }
    assert all("amal" in row["coders"] and "omar" in row["coders"] for row in first)
    assert assigned(0.2) == first
    more = [row["document"] for row in assigned(0.6)]
    assert {row["document"] for row in first} < set(more)
    assert len(log_table(sample, what="assign").rows) == 2 * len(more)

    take_back(sample, ["amal", "omar"], [])
    assert assignment_table(sample).rows == ()


def test_each_coder_is_offered_what_the_other_has_decided_in_a_shared_interview(coded: Study) -> None:
    assign(coded, ["amal", "omar"], share=0.2, seed=1, documents=["carol"])
    for row in suggestions_of(coded).rows:
        decide(coded, "amal", row.key, Verdict.ACCEPT)

    left = cells(suggestions_of(coded, coder="omar"))

    assert {row["where"].split(":")[0] for row in left} == {"carol"}


def test_an_interview_there_is_not_is_given_to_nobody(coded: Study) -> None:
    with pytest.raises(UsageError, match="nobody: no such interview"):
        assign(coded, ["amal"], share=0.2, seed=1, documents=["nobody"])

    assert assignments(coded) == []


def test_status_says_how_far_each_is_with_what_was_given_to_them(coded: Study) -> None:
    assign(coded, ["amal", "omar"], share=0.2, seed=1, documents=["amira", "carol"])
    decide(coded, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    decide(coded, "amal", "basim:2", Verdict.ACCEPT, code="access")

    notes = coded.progress().notes
    assert "Given to amal: 2 interviews, 1 of 3 suggestions decided, 2 left." in notes
    assert "Given to omar: 2 interviews, 0 of 3 suggestions decided, 3 left." in notes


def test_what_is_given_to_a_coder_is_what_is_listed_for_them(coded: Study) -> None:
    assign(coded, ["omar", "amal"], share=0.2, seed=1, documents=["carol"])

    assert [row.cells[1] for row in suggestions_of(coded, coder="omar").rows] == ["carol:2"]
    assert len(suggestions_of(coded, coder="sara").rows) == 4
