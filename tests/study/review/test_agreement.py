from __future__ import annotations

import pytest

from qualcode.errors import UsageError
from qualcode.model.coding import Verdict
from qualcode.study.review.agreement import agreement_of, ratings_of
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study


@pytest.fixture
def doubly(coded: Study) -> Study:
    """The small study, in which two coders differ on one passage."""
    for coder, verdict in (("amal", Verdict.ACCEPT), ("omar", Verdict.REJECT)):
        decide(coded, coder, "amira:2", verdict, code="funding")
        decide(coded, coder, "basim:2", Verdict.ACCEPT, code="access")
    return coded


def test_ratings_are_gathered_by_passage_with_whose_words_it_holds(doubly: Study) -> None:
    found = ratings_of(doubly, [])

    assert [(rater.name, dict(rater.said)) for rater in found.raters] == [
        ("amal", {("amira:2", "funding"): True, ("basim:2", "access"): True}),
        ("omar", {("amira:2", "funding"): False, ("basim:2", "access"): True}),
    ]
    assert found.informants == {"amira:2": "amira", "basim:2": "basim", "carol:2": "carol"}


def test_the_rules_have_read_everything_and_coded_what_they_suggest(doubly: Study) -> None:
    (rules,) = ratings_of(doubly, ["rules"]).raters

    assert (rules.rating("carol:2", "funding"), rules.rating("carol:2", "access")) == (True, False)


def test_coders_are_compared_on_one_code_and_those_under_it(doubly: Study) -> None:
    table = agreement_of(doubly, ["AMAL", "omar"], code="Funding")

    assert [row.key for row in table.rows] == ["all", "funding", "short_term"]
    assert table.rows[1].cells[1:6] == (1, 0, 1, 0, 0)
    with pytest.raises(UsageError, match="amar: no such coder"):
        agreement_of(doubly, ["amar"])
