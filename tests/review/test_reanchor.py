"""Decisions on a transcript that was corrected since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from qualcode.model.coding import Decision, Mark, Verdict
from qualcode.model.document import Document, Segment
from qualcode.review.anchors import make_anchor
from qualcode.review.reanchor import is_current, reanchored
from qualcode.review.resolve import resolve
from tests.make import make_document, make_segments

OLD = make_document(
    ("I", "How is the money?"),
    "Donors left the whole of the south last year.",
    "And nobody pays the rent of the house.",
)


def decide(
    segment: int,
    verdict: Verdict = Verdict.ACCEPT,
    *,
    number: int = 1,
    document: Document = OLD,
    marks: Sequence[Mark] = (),
) -> Decision:
    return Decision(
        id=f"d{number}",
        writer="w",
        sequence=number,
        decided_at="",
        coder="amal",
        code_id="funding",
        verdict=verdict,
        anchor=make_anchor(document, make_segments(document)[segment - 1]),
        marks=tuple(marks),
    )


def now(decisions: Sequence[Decision], document: Document, segments: Sequence[Segment] = ()) -> list[Decision]:
    held = segments or make_segments(document)
    return reanchored(decisions, {document.id: document}, {segment.id: segment for segment in held})


def test_a_log_of_the_version_in_force_stays_as_it_is() -> None:
    log = [decide(2), decide(3, number=2)]

    assert now(log, OLD) == log


def test_moved_words_are_anchored_in_the_passage_that_holds_them() -> None:
    new = make_document(
        ("I", "Good morning."), ("I", "How is the money?"), *[OLD.text[s:e] for s, e in _spans(OLD)[1:]]
    )

    [decision] = now([decide(2)], new)

    assert decision.anchor.segment_id == "kii-01:3"
    assert new.text[decision.anchor.start : decision.anchor.end] == OLD.text[slice(*_spans(OLD)[1])]
    assert is_current(decision, {"kii-01": new})


def test_edited_words_keep_their_anchor_and_are_in_doubt() -> None:
    new = make_document(("I", "How is the money?"), "Donors left the whole of the north last year.")

    [decision] = now([decide(2)], new)

    assert decision == decide(2)
    assert not is_current(decision, {"kii-01": new})


MERGED = make_document(
    ("I", "How is the money?"), "Donors left the whole of the south last year. And nobody pays the rent of the house."
)
FIRST, SECOND = "Donors left the whole of the south last year.", "And nobody pays the rent of the house."


@pytest.mark.parametrize(
    ("first", "second", "verdict", "words"),
    [
        (Verdict.ACCEPT, Verdict.ACCEPT, Verdict.ACCEPT, f"{FIRST} {SECOND}"),
        (Verdict.ACCEPT, Verdict.REJECT, Verdict.ACCEPT, FIRST),
        (Verdict.REJECT, Verdict.ACCEPT, Verdict.ACCEPT, SECOND),
        (Verdict.REJECT, Verdict.REJECT, Verdict.REJECT, SECOND),
        (Verdict.ACCEPT, Verdict.WITHDRAW, Verdict.ACCEPT, FIRST),
    ],
)
def test_two_passages_that_became_one_are_coded_if_a_part_is(
    first: Verdict, second: Verdict, verdict: Verdict, words: str
) -> None:
    [decision] = now([decide(2, first), decide(3, second, number=2, marks=[Mark.OFF_RECORD])], MERGED)

    assert decision.verdict is verdict
    assert decision.anchor.text == words
    assert (Mark.OFF_RECORD in decision.marks) is (second == verdict)


def test_what_was_decided_on_the_joined_passage_settles_it() -> None:
    log = [decide(2), decide(3, number=2), decide(2, Verdict.REJECT, number=3, document=MERGED)]

    assert [d.id for d in now(log, MERGED)] == ["d1", "d3"]
    assert resolve(now(log, MERGED), [MERGED]).codings == ()


def in_one(document: Document) -> tuple[Segment, ...]:
    """The same transcript, cut so that its last two turns are one passage."""
    first, second, third = make_segments(document)
    return first, replace(second, end=third.end, text=document.text[second.start : third.end])


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (Verdict.ACCEPT, Verdict.REJECT, Verdict.ACCEPT),
        (Verdict.REJECT, Verdict.ACCEPT, Verdict.ACCEPT),
        (Verdict.REJECT, Verdict.REJECT, Verdict.REJECT),
    ],
)
def test_passages_cut_anew_are_coded_if_a_part_is(first: Verdict, second: Verdict, verdict: Verdict) -> None:
    log = [decide(2, first), decide(3, second, number=2)]

    [decision] = now(log, OLD, in_one(OLD))

    assert (decision.verdict, decision.anchor.segment_id) == (verdict, "kii-01:2")


def test_what_was_decided_on_the_passage_as_cut_now_settles_it() -> None:
    log = [decide(2), decide(3, number=2)]
    whole = make_anchor(OLD, in_one(OLD)[1])
    log.append(replace(decide(2, Verdict.REJECT, number=3), anchor=whole))

    assert resolve(now(log, OLD, in_one(OLD)), [OLD]).codings == ()


def test_a_part_in_doubt_puts_the_joined_passage_in_doubt() -> None:
    new = make_document(("I", "How is the money?"), f"Donors left the whole of the north this year. {SECOND}")

    log = now([decide(2), decide(3, number=2)], new)

    resolution = resolve(log, [new])
    assert resolution.codings == ()
    assert [decision.id for decision, _ in resolution.displaced] == ["d1"]


def test_an_older_word_on_a_part_does_not_come_back() -> None:
    log = [decide(2), decide(3, number=2), replace(decide(3, Verdict.WITHDRAW, number=3), supersedes=("d2",))]

    [decision] = now(log, MERGED)

    assert (decision.id, decision.anchor.text) == ("d1", FIRST)


LAST = ("I", "Is there anything else that you want to say?")
VERSIONS = {
    "as it was": (("I", "How is the money?"), FIRST, SECOND),
    "moved": (SECOND, ("I", "How is the money?"), FIRST),
    "joined": (("I", "How is the money?"), f"{FIRST} {SECOND}"),
}


@pytest.mark.parametrize("verdict", [Verdict.REJECT, Verdict.WITHDRAW, Verdict.SKIP])
@pytest.mark.parametrize("again", VERSIONS)
@pytest.mark.parametrize("version", VERSIONS)
def test_what_was_taken_back_stays_so_in_every_later_version(version: str, again: str, verdict: Verdict) -> None:
    second, third = (make_document(*VERSIONS[name], *last) for name, last in ((version, ()), (again, (LAST,))))
    passages = make_segments(second)
    numbered = tuple(replace(each, id=f"kii-01:{each.ordinal + 10}") for each in passages)
    here = next(each for each in numbered if FIRST in each.text)
    taken_back = replace(
        decide(2, verdict, number=2),
        anchor=make_anchor(second, here),
        supersedes=("d1",) if version == "joined" else (),  # as a session keeps it; elsewhere the place tells enough
    )
    other = replace(decide(2, number=3), coder="omar")

    before = resolve(now([decide(2), taken_back], second, numbered), [second])
    after = resolve(now([decide(2), taken_back], third), [third])
    of_both = resolve(now([decide(2), taken_back, other], third), [third], coder="omar")

    assert before.codings == after.codings == ()
    assert [coding.text for coding in of_both.codings] == [FIRST]


def _spans(document: Document) -> list[tuple[int, int]]:
    return [(turn.start, turn.end) for turn in document.turns]
