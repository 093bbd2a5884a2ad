"""Transcripts edited at random: no decision is dropped, and only the very words count silently."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model.coding import Decision, Verdict
from qualcode.model.document import Document
from qualcode.review.anchors import make_anchor
from qualcode.review.reanchor import reanchored
from qualcode.review.resolve import resolve
from qualcode.segmenters import segment_document
from qualcode.segmenters.versions import carry_segments, with_carried_ids
from tests.examples import examples
from tests.make import make_document

WORDS = ["money", "donors", "left", "Yes.", "the", "clinic", "لا يوجد", "👩‍⚕️", "été", "road.", "we", "ask?"]
TALK = st.lists(
    st.tuples(st.sampled_from(["I", "R"]), st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)),
    min_size=1,
    max_size=8,
)
Turns = list[tuple[str, str]]


@st.composite
def edited(draw: st.DrawFn, turns: Turns) -> Turns:
    """The talk with turns put in, taken out, joined, swapped, said by another, and words changed."""
    turns = list(turns)
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(turns) - 1))
        speaker, words = turns[place]
        match draw(st.sampled_from(["insert", "delete", "join", "swap", "relabel", "edit"])):
            case "insert":
                turns.insert(place, ("R", " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5)))))
            case "delete" if len(turns) > 1:
                del turns[place]
            case "join" if place + 1 < len(turns):
                turns[place : place + 2] = [(speaker, f"{words} {turns[place + 1][1]}")]
            case "swap" if place + 1 < len(turns):
                turns[place], turns[place + 1] = turns[place + 1], turns[place]
            case "relabel":
                turns[place] = ("R" if speaker == "I" else "I", words)
            case _:
                turns[place] = (speaker, words.replace(draw(st.sampled_from(WORDS)), draw(st.sampled_from(WORDS))))
    return turns


def decide(document: Document, data: st.DataObject) -> list[Decision]:
    """A decision or none on every passage, by two coders."""
    log: list[Decision] = []
    for segment in segment_document(document):
        for coder in data.draw(st.sets(st.sampled_from(["amal", "omar"]))):
            verdict = data.draw(st.sampled_from([Verdict.ACCEPT, Verdict.ACCEPT, Verdict.REJECT]))
            log.append(
                Decision(
                    id=f"d{len(log)}",
                    writer="w",
                    sequence=len(log) + 1,
                    decided_at="",
                    coder=coder,
                    code_id="funding",
                    verdict=verdict,
                    anchor=make_anchor(document, segment),
                )
            )
    return log


@settings(deadline=None, max_examples=examples(300))
@given(TALK, st.data())
def test_no_decision_is_dropped_and_only_the_very_words_count(turns: Turns, data: st.DataObject) -> None:
    old = make_document(*turns)
    log = decide(old, data)
    new = make_document(*data.draw(edited(turns)))
    passages = segment_document(new)
    carried = carry_segments(old.text, segment_document(old), new.text, passages)
    segments = with_carried_ids(passages, carried.old_ids, len(segment_document(old)) + 1)

    now = reanchored(log, {new.id: new}, {segment.id: segment for segment in segments})
    for coder in ("amal", "omar"):
        resolution = resolve(now, [new], coder=coder)
        counted = (*resolution.codings, *resolution.of_others, *resolution.unattributed)
        listed = {decision.id for decision, _ in resolution.displaced}
        for decision in (each for each in log if each.coder == coder):
            words = decision.anchor.text
            if decision.verdict is Verdict.ACCEPT:
                joined = [d for d in resolution.displaced if words in new.text and d[0].coder == coder]
                assert decision.id in listed or any(words in coding.text for coding in counted) or joined
            elif decision.id not in listed:
                assert words in new.text

        said = {decision.anchor.text for decision in log}
        for coding in counted:
            assert new.text[coding.start : coding.end] == coding.text
            assert any(words in coding.text for words in said)


@settings(deadline=None, max_examples=examples(200))
@given(TALK, st.data())
def test_passages_keep_their_ids_and_no_number_is_used_twice(turns: Turns, data: st.DataObject) -> None:
    old, new = make_document(*turns), make_document(*data.draw(edited(turns)))
    earlier, passages = segment_document(old), segment_document(new)
    carried = carry_segments(old.text, earlier, new.text, passages)

    segments = with_carried_ids(passages, carried.old_ids, len(earlier) + 1)

    ids = [segment.id for segment in segments]
    assert len(set(ids)) == len(ids)
    assert [replace(s, id="", ordinal=0) for s in segments] == [replace(s, id="", ordinal=0) for s in passages]
    known = {segment.id: segment for segment in earlier}
    kept = [segment for segment in segments if segment.id in known]
    assert len(kept) == carried.same + carried.changed
