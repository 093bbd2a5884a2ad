from __future__ import annotations

import pytest

from qualcode.errors import UsageError
from qualcode.model.coding import Verdict
from qualcode.study.review.assigning import assign, assignment_table, take_back
from qualcode.study.review.coders import assignments
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study
from tests.study.make import Heard


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
