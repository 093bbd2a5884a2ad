from __future__ import annotations

from qualcode.model.coding import Verdict
from qualcode.study.review.audit import Audit, audit_table
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study


def test_passages_without_a_suggestion_are_drawn_and_judged_one_by_one(coded: Study) -> None:
    before = Audit.of(coded, "Access", size=60, seed=1)
    decide(coded, "amal", "amira:2", Verdict.ADD, code="access")
    decide(coded, "amal", "carol:2", Verdict.REJECT, code="access")
    after = Audit.of(coded, "access", size=60, seed=1)

    assert (before.n_passages, sorted(before.open_), before.missed) == (2, ["amira:2", "carol:2"], ())
    assert (after.open_, after.missed, after.n_judged) == ((), ("amira:2",), 2)
    assert audit_table(coded, after, 0.05).notes == (
        "2 informant passages have no suggestion of the code, all of them judged: missed in 1 (50.0%).",
    )


def test_whoever_has_not_coded_yet_has_judged_nothing(coded: Study) -> None:
    decide(coded, "amal", "amira:2", Verdict.REJECT, code="access")

    assert len(Audit.of(coded, "access", size=60, seed=1, coder="omar").open_) == 2
    assert len(Audit.of(coded, "access", size=60, seed=1, coder="AMAL").open_) == 1
