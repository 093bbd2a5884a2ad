"""Older decisions, read with the codebook of today."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.codebook import Change, Redirect, Standing, redirect_code
from qualcode.model.coding import Decision, Verdict
from qualcode.review.standing import CODED, Target, sort_out, target_of_decision
from tests.make import make_codebook
from tests.store.make import make_decision

CODES = ("a", "b", "c", "d")
SPLIT = {"b": ("d", "x"), "c": ("c", "y")}


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Decision], list[Redirect]]:
    """A study: decisions, and between them codes that are merged, split, retired and put back."""
    decisions: list[Decision] = []
    redirects: list[Redirect] = []
    for sequence in range(1, draw(st.integers(1, 25)) + 1):
        code_id = draw(st.sampled_from(CODES))
        if draw(st.integers(0, 3)):
            verdict = draw(st.sampled_from([Verdict.ACCEPT, Verdict.REJECT, Verdict.WITHDRAW]))
            coder, segment = draw(st.sampled_from(["amal", "omar"])), draw(st.integers(1, 2))
            decisions.append(make_decision(verdict, code_id=code_id, coder=coder, segment=segment, sequence=sequence))
            continue
        change = draw(st.sampled_from([Change.MERGE, Change.RETIRE, Change.ADD, Change.SPLIT]))
        to: tuple[str, ...] = ()
        if change is Change.MERGE:
            to = (draw(st.sampled_from([other for other in CODES if other != code_id])),)
        elif change is Change.SPLIT:
            to = SPLIT.get(code_id, ("x", "y"))
        redirects.append(Redirect(change=change, code_id=code_id, to=to, sequence=sequence))
    return decisions, redirects


@given(histories())
def test_no_accepted_code_is_dropped_whatever_became_of_it(history: tuple[list[Decision], list[Redirect]]) -> None:
    decisions, redirects = history
    codebook = make_codebook(*CODES, "x", "y")
    found = sort_out(decisions, codebook=codebook, redirects=redirects)

    latest: dict[tuple[str, Target], Decision] = {}
    for decision in decisions:
        latest[decision.coder, target_of_decision(decision)] = decision
    counted = {(d.coder, target_of_decision(d)): d.verdict for d in found.current}
    known = {code.id for code in codebook.codes}
    for (coder, target), decision in latest.items():
        if decision.verdict not in CODED:
            continue
        today, standing = redirect_code(target.code_id, redirects, sequence=decision.sequence, known=known)
        where = target._replace(code_id=today)
        if standing is Standing.CURRENT:
            merged_at = max((r.sequence for r in redirects if r.change is Change.MERGE), default=0)
            said_since = [d for d in found.current if d.sequence > merged_at and d.coder == coder]
            overruled = any(target_of_decision(d) == where and d.verdict not in CODED for d in said_since)
            assert counted[coder, where] in CODED or overruled
        elif standing is Standing.RETIRED:
            assert decision in found.retired
    assert found.unknown == []


@given(histories())
def test_without_changes_decisions_are_as_they_were_made(history: tuple[list[Decision], list[Redirect]]) -> None:
    decisions, _ = history

    assert sort_out(decisions, codebook=make_codebook(*CODES)).current == decisions
