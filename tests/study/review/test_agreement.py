from __future__ import annotations

import pytest

from qualcode.errors import UsageError
from qualcode.model.coding import Verdict
from qualcode.study.review.agreement import agreement_of, agreement_together, ratings_of
from qualcode.study.review.sessions import decide, disputed_in, keep_read, open_library, open_session
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
    assert found.informants == {f"{each}:2": (each,) for each in ("amira", "basim", "carol")}


def test_how_far_all_agree_comes_with_its_basis(coded: Study, doubly: Study) -> None:
    found = agreement_together(doubly)

    assert found is not None
    assert (found.coders, found.prompted) == (("amal", "omar"), True)
    assert (found.suggested.n_decided, found.suggested.n_accepted, found.suggested.n_rejected) == (2, 1, 0)
    assert (found.read.n_passages, found.read.n_agreed) == (2, 1)


def test_of_one_coder_no_agreement_is_told(coded: Study) -> None:
    decide(coded, "amal", "amira:2", Verdict.ACCEPT, code="funding")

    assert agreement_together(coded) is None


def test_agreement_status_adjudicate_and_tables_know_the_same_disagreements(doubly: Study) -> None:
    decide(doubly, "omar", "carol:2", Verdict.ADD, code="access")
    session = open_session(doubly, "amal")
    keep_read(doubly, session, [session.library.segments["carol:2"]], doubly.codebook().sha256)
    targets = {(each.target.segment_id, each.target.code_id) for each in disputed_in(doubly, open_library(doubly))}

    assert targets == {("amira:2", "funding"), ("carol:2", "access")}
    found = agreement_together(doubly)
    assert found is not None
    assert found.suggested.n_differ == len(targets)
    assert any("Coders disagree 2 times" in note for note in doubly.progress().notes)
    disputed = {code: places for code, places in doubly.results().disputed.items() if places}
    assert disputed == {"funding": {("amira", "amira")}, "access": {("carol", "carol")}}


def test_the_rules_have_read_everything_and_coded_what_they_suggest(doubly: Study) -> None:
    (rules,) = ratings_of(doubly, ["rules"]).raters

    assert (rules.rating("carol:2", "funding"), rules.rating("carol:2", "access")) == (True, False)


def test_coders_are_compared_on_one_code_and_those_under_it(doubly: Study) -> None:
    table = agreement_of(doubly, ["AMAL", "omar"], code="Funding", everything=True)

    assert [row.key for row in table.rows] == ["all", "funding", "short_term"]
    assert table.rows[1].cells[1:6] == (1, 0, 1, 0, 0)
    with pytest.raises(UsageError, match="amar: no such coder"):
        agreement_of(doubly, ["amar"])
