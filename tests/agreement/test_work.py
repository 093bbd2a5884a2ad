"""What coders did with the proposals, counted by hand."""

from __future__ import annotations

from qualcode.agreement.compare import Rater
from qualcode.agreement.work import work_of

PASSAGES = {"a:1": ("ana",), "a:2": ("ana",), "b:1": ("ben",), "b:2": ("ben",)}
PROPOSED = {("a:1", "funding"), ("b:1", "funding"), ("b:1", "access")}
ANA = Rater(
    name="Ana",
    said={("a:1", "funding"): True, ("b:1", "funding"): True, ("b:1", "access"): False, ("a:2", "access"): True},
    read={},
    saw_suggestions=True,
)
OMAR = Rater(
    name="Omar", said={("a:1", "funding"): False, ("b:1", "funding"): True}, read={"b:2": frozenset({"access"})}
)


def test_proposals_are_counted_by_who_decided_them_and_how_far_alike() -> None:
    work = work_of([ANA, OMAR], ["funding", "access"], PASSAGES, PROPOSED, n_settled=1, n_disputed=1)

    assert dict(work.by_coder) == {"Ana": 3, "Omar": 2}
    assert (work.n_by_several, work.n_alike, work.n_differ_besides) == (2, 1, 0)
    assert (work.n_settled, work.n_disputed) == (1, 1)
    assert work.prompted


def test_passages_without_a_proposal_are_read_where_somebody_read_or_coded_them() -> None:
    coded = [("a:1", "funding"), ("a:2", "access"), ("a:2", "access")]
    work = work_of([ANA, OMAR], ["funding", "access"], PASSAGES, PROPOSED, coded=coded)

    assert (work.n_silent, work.n_silent_read, work.n_silent_coded) == (2, 2, 1)


def test_what_coders_added_is_told_from_what_an_earlier_codebook_proposed() -> None:
    coded = [("a:1", "funding"), ("a:2", "access"), ("b:2", "access")]
    added = [("a:1", "funding"), ("a:2", "access")]
    work = work_of([ANA, OMAR], ["funding", "access"], PASSAGES, PROPOSED, coded=coded, added=added)

    assert (work.n_accepted, work.n_added, work.n_earlier) == (1, 1, 1)


def test_a_theme_that_one_added_and_another_read_past_is_a_difference_besides_the_proposals() -> None:
    omar = Rater(name="Omar", said={}, read={"a:2": frozenset({"access", "funding"})})

    assert work_of([ANA, omar], ["funding", "access"], PASSAGES, PROPOSED).n_differ_besides == 1


def test_agreement_over_all_passages_is_told_of_coders_without_suggestions_alone() -> None:
    everything = frozenset({"funding", "access"})
    blind = [
        Rater(name=name, said={("a:1", "funding"): True}, read=dict.fromkeys(PASSAGES, everything))
        for name in ("Ana", "Omar")
    ]

    assert work_of(blind, ["funding", "access"], PASSAGES, PROPOSED).kappa_read == 1.0
    assert work_of([ANA, OMAR], ["funding", "access"], PASSAGES, PROPOSED).kappa_read is None


def test_nobody_coded() -> None:
    work = work_of([], ["funding"], PASSAGES, PROPOSED)

    assert (work.by_coder, work.n_by_several, work.n_silent, work.n_silent_read) == ({}, 0, 2, 0)
