"""How rules did."""

from __future__ import annotations

import pytest

from qualcode.model.coding import Verdict
from qualcode.model.rules import Rule, RuleHits
from qualcode.review.resolve import resolve
from qualcode.review.scores import outcomes, score_rules, score_words
from qualcode.review.session import Session
from qualcode.review.standing import Target
from tests.review.make import DOCUMENTS, ListLog, make_library


def hits(written: str, *ordinals: int, word: str = "", code_id: str = "x") -> RuleHits:
    places = {("k", ordinal): [word or written] for ordinal in ordinals}
    return RuleHits(Rule(code_id=code_id, written=written, language="en"), places, {"i1"} if ordinals else set())


def targets(*ordinals: int, code_id: str = "x") -> frozenset[Target]:
    return frozenset(Target("k", f"k:{ordinal}", code_id) for ordinal in ordinals)


def test_a_score_counts_what_was_accepted_of_what_was_decided() -> None:
    [score] = score_rules([hits("grant", 1, 2, 3, 4)], accepted=targets(1, 2), rejected=targets(3))

    assert (score.n_hits, score.n_passages, score.n_informants) == (4, 4, 1)
    assert (score.n_accepted, score.n_decided) == (2, 3)
    assert score.interval == pytest.approx((0.2077, 0.9385), abs=1e-4)


def test_rules_that_only_repeat_others_can_all_go_together() -> None:
    found = [hits("grant", 1, 2, 3), hits("short grant", 2), hits("donor", 3, 4), hits("donors", 3, 4), hits("none")]

    assert [score.only_repeats for score in score_rules(found)] == [False, True, False, True, False]


def test_a_rule_of_another_code_is_no_repetition() -> None:
    found = [hits("grant", 1), hits("grant", 1, code_id="y")]

    assert not any(score.only_repeats for score in score_rules(found))


def test_words_are_ranked_by_the_rejections_they_caused() -> None:
    found = [hits("fund", 1, 2, word="funds"), hits("grant", 3, word="granted"), hits("fund*", 1, word="funds")]
    scores = score_words(found, accepted=targets(2), rejected=targets(1, 3))

    assert [(score.words, score.n_rejected, score.n_accepted) for score in scores] == [
        ("granted", 1, 0),
        ("funds", 1, 1),
    ]


def test_a_disputed_passage_is_neither_accepted_nor_rejected() -> None:
    log, library = ListLog(), make_library(assigned=[("amal", "kii-01"), ("omar", "kii-01")])
    for coder, verdict in (("amal", Verdict.ACCEPT), ("omar", Verdict.REJECT)):
        session = Session(log, library, coder=coder)
        session.decide(session.items()[0], verdict)
        session.decide(session.items()[1], Verdict.REJECT)
    accepted, rejected = outcomes(resolve(log.decisions(), DOCUMENTS))

    assert accepted == frozenset()
    assert rejected == {session.items()[1].target}
