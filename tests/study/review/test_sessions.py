from __future__ import annotations

import pytest

from qualcode.errors import UsageError
from qualcode.model.coding import Mark, Verdict
from qualcode.review.queue import Order, Wanted
from qualcode.study.review.sessions import decide, open_session, say_why_empty, suggestions_of, understood
from qualcode.study.study import Study
from tests.study.make import Heard


def test_suggestions_are_listed_until_they_are_decided(coded: Study) -> None:
    listed = suggestions_of(coded, coder="amal", code="Access")
    assert [row.cells[1:4] for row in listed.rows] == [("basim:2", "access", "checkpoints")]

    decide(coded, "amal", listed.rows[0].key, Verdict.ACCEPT)

    assert suggestions_of(coded, coder="AMAL", code="access").rows == ()
    assert len(suggestions_of(coded, coder="amal", code="access", decided=True).rows) == 1


def test_a_code_without_a_suggestion_is_put_on_a_passage_and_taken_back(coded: Study) -> None:
    target = decide(coded, "amal", "carol:2", Verdict.ADD, code="Access", marks=[Mark.CONTRARY], note="she denies it")
    assert (target.segment_id, target.code_id) == ("carol:2", "access")
    decide(coded, "amal", "carol:2", Verdict.WITHDRAW, code="access")

    assert [(said.verdict, said.marks, said.note) for said in coded.store.log.decisions()] == [
        (Verdict.ADD, (Mark.CONTRARY,), "she denies it"),
        (Verdict.WITHDRAW, (), ""),
    ]


@pytest.mark.parametrize(
    ("passage", "verdict", "marks", "message"),
    [
        ("amira:1", Verdict.ADD, [], "amira:1: only what informants say is coded"),
        ("amira:2", Verdict.WITHDRAW, [], "amal has decided nothing on access at amira:2 that could be taken back"),
        ("amira:2", Verdict.REJECT, [Mark.CONTRARY], "a mark needs a code on the passage"),
        ("amira:9", Verdict.ADD, [], "amira:9: no such passage"),
    ],
)
def test_what_the_screen_does_not_offer_is_refused(
    coded: Study, passage: str, verdict: Verdict, marks: list[Mark], message: str
) -> None:
    with pytest.raises(UsageError) as refused:
        decide(coded, "amal", passage, verdict, code="access", marks=marks)

    assert refused.value.message == message
    assert list(coded.store.log.decisions()) == []


def test_what_is_wanted_is_spelled_as_in_the_study_or_refused(coded: Study) -> None:
    wanted = understood(coded, Wanted(code_id="FUNDING", informant_type="un AGENCY", document_id="carol"))

    assert (wanted.code_id, wanted.informant_type) == ("funding", "UN agency")
    for unknown in (Wanted(code_id="fundin"), Wanted(informant_type="UNO"), Wanted(document_id="caro")):
        with pytest.raises(UsageError):
            understood(coded, unknown)


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (Wanted(order=Order.CHANGED), "nothing that amal decided or read has changed since the codebook was edited"),
        (Wanted(order=Order.RECODE), "no code was split of which passages are still to be sorted"),
        (Wanted(code_id="access"), "nothing is left for amal to decide there"),
        (Wanted(code_id="access", document_id="carol"), "nothing fits"),
    ],
)
def test_an_empty_queue_says_why(coded: Study, heard: Heard, wanted: Wanted, why: str) -> None:
    decide(coded, "amal", "basim:2", Verdict.ACCEPT, code="access")

    say_why_empty(open_session(coded, "amal"), wanted, heard)

    assert heard.notes[0] == why
