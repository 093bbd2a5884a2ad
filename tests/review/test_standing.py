"""Older decisions, read with the codebook of today."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.codebook import Change, Redirect, Standing, redirect_code
from qualcode.model.coding import Decision, Mark, Verdict
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
            overruled = any(
                later.verdict not in CODED
                and later.coder == coder
                and target_of_decision(later) == target._replace(code_id=code_id)
                for later in decisions
                for code_id, _ in [
                    redirect_code(
                        target.code_id,
                        [each for each in redirects if each.sequence < later.sequence],
                        sequence=decision.sequence,
                        known=known,
                    )
                ]
                if later.sequence > decision.sequence
            )
            assert counted[coder, where] in CODED or overruled
        elif standing is Standing.RETIRED:
            assert decision in found.retired
    assert found.unknown == []


@given(histories())
def test_without_changes_decisions_are_as_they_were_made(history: tuple[list[Decision], list[Redirect]]) -> None:
    decisions, _ = history

    assert sort_out(decisions, codebook=make_codebook(*CODES)).current == decisions


def said(*words: tuple[int, Verdict, str], marks: Mapping[int, tuple[Mark, ...]] | None = None) -> list[Decision]:
    """One coder's words on one passage, by their place among decisions and changes of the codebook."""
    return [
        make_decision(verdict, code_id=code_id, sequence=sequence, marks=(marks or {}).get(sequence, ()))
        for sequence, verdict, code_id in words
    ]


def merge(sequence: int, code_id: str, to: str) -> Redirect:
    return Redirect(change=Change.MERGE, code_id=code_id, to=(to,), sequence=sequence)


def test_a_later_merge_of_other_codes_brings_no_rejected_code_back() -> None:
    decisions = said((1, Verdict.ACCEPT, "a"), (3, Verdict.REJECT, "b"))

    found = sort_out(decisions, codebook=make_codebook(*CODES), redirects=[merge(2, "a", "b"), merge(4, "c", "d")])

    assert [(d.code_id, d.verdict) for d in found.current][-1] == ("b", Verdict.REJECT)


def test_each_merge_counts_with_what_stood_when_it_was_made() -> None:
    decisions = said((1, Verdict.ACCEPT, "a"), (2, Verdict.ACCEPT, "c"), (4, Verdict.REJECT, "b"))

    found = sort_out(decisions, codebook=make_codebook(*CODES), redirects=[merge(3, "a", "b"), merge(5, "c", "b")])

    assert [(d.code_id, d.verdict) for d in found.current][-1] == ("b", Verdict.ACCEPT)


@pytest.mark.parametrize("first", [Verdict.ACCEPT, Verdict.REJECT])
def test_a_code_that_was_merged_and_then_split_waits_where_it_stood(first: Verdict) -> None:
    second = Verdict.REJECT if first is Verdict.ACCEPT else Verdict.ACCEPT
    split = Redirect(change=Change.SPLIT, code_id="b", to=("x", "y"), sequence=4)

    found = sort_out(
        said((1, first, "a"), (2, second, "b")),
        codebook=make_codebook("c", "d", "x", "y"),
        redirects=[merge(3, "a", "b"), split],
    )

    assert [decision.verdict for decision in found.recode] == [Verdict.ACCEPT]


@pytest.mark.parametrize("change", [Change.SPLIT, Change.RETIRE])
def test_a_code_that_is_merged_after_all_counts_again(change: Change) -> None:
    to = ("x", "y") if change is Change.SPLIT else ()
    gone = Redirect(change=change, code_id="a", to=to, sequence=2)

    found = sort_out(
        said((1, Verdict.ACCEPT, "a")), codebook=make_codebook("b", "x", "y"), redirects=[gone, merge(3, "a", "b")]
    )

    assert [decision.code_id for decision in found.current] == ["b"]
    assert found.recode == found.retired == []


def test_a_passage_that_had_both_codes_keeps_the_marks_of_both() -> None:
    marks = {1: (Mark.CONTRARY, Mark.OFF_RECORD), 2: (Mark.GOOD_QUOTE,)}
    decisions = said((1, Verdict.ACCEPT, "a"), (2, Verdict.ACCEPT, "b"), marks=marks)

    found = sort_out(decisions, codebook=make_codebook(*CODES), redirects=[merge(3, "a", "b")])

    assert found.current[-1].marks == (Mark.GOOD_QUOTE, Mark.OFF_RECORD)
