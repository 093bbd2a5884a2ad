"""A stretch of another program's text → the passages of ours that it covers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.exchange.align import Alignment
from qualcode.model.covered import covered_passages
from qualcode.model.document import Segment
from qualcode.model.text import Span

THEIRS = "KII 1\n\nQ: Why so late?\n\n00:12 Amina: “They pay late.” Always, my friend.\n\nQ: And?\n\nAmina: No fuel."
OURS = "Why so late?\n\n“They pay late.” Always, my friend.\n\nAnd?\n\nNo fuel."


@pytest.mark.parametrize(
    ("selected", "found"),
    [
        ("They pay late", "They pay late"),
        ("“They pay late.”", "“They pay late.”"),
        ("“They pay late.” Always", "“They pay late.” Always"),
        ("Amina: “They pay late.” Always", "“They pay late.” Always"),
        ("hey pay lat", "They pay late"),
        ("ey pay la", "pay"),
        ("y pay late.", "pay late."),
        ("my friend.\n\nQ: And?\n\nAmina: No", "my friend.\n\nAnd?\n\nNo"),
        ("00:12 Amina:", None),
        ("KII 1", None),
        ("\n\n", None),
    ],
)
def test_where_a_stretch_stands(selected: str, found: str | None) -> None:
    start = THEIRS.index(selected)
    span = Alignment(THEIRS, OURS).span(start, start + len(selected))
    assert (span.within(OURS) if span else None) == found


@given(st.lists(st.sampled_from(["a", "b", "money", "late", "نقود", "x2"]), min_size=1, max_size=60), st.data())
def test_a_text_stands_in_itself_wherever_labels_were_put_in(words: list[str], data: st.DataObject) -> None:
    ours = " ".join(words)
    labels = data.draw(st.lists(st.integers(0, len(words)), max_size=4))
    pieces, places = [], []
    for number, word in enumerate(words):
        pieces += [f"LABEL{n}: " for n, place in enumerate(labels) if place == number]
        places.append(sum(map(len, pieces)))
        pieces.append(f"{word} ")
    alignment = Alignment("".join(pieces), ours)
    assert alignment.share == 1
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    if first == 0 and last == len(words) - 1:
        span = alignment.span(places[first], places[last] + len(words[last]))
        assert span is not None
        assert span.within(ours) == ours


def test_long_texts_with_whole_parts_missing_are_aligned() -> None:
    words = [f"word{n % 997} part{n}" for n in range(6_000)]
    theirs, ours = " ".join(words), " ".join(words[:1_000] + words[2_500:])
    start = theirs.index("part4000")
    span = Alignment(theirs, ours).span(start, start + 8)
    assert span is not None
    assert span.within(ours) == "part4000"


def passages(*texts: str) -> list[Segment]:
    found, start = [], 0
    for number, text in enumerate(texts, start=1):
        found.append(
            Segment(
                id=f"d:{number}", document_id="d", ordinal=number, turn=1, start=start, end=start + len(text), text=text
            )
        )
        start += len(text) + 1
    return found


@pytest.mark.parametrize(
    ("span", "covered"),
    [
        ((0, 13), [("d:1", None)]),
        ((0, 15), [("d:1", None)]),
        ((4, 13), [("d:1", (4, 13))]),
        ((10, 24), [("d:2", (14, 24))]),
        ((0, 62), [("d:1", None), ("d:2", None), ("d:3", None)]),
        ((0, 3), [("d:1", (0, 3))]),
        ((8, 16), [("d:1", (8, 13))]),
        ((13, 14), []),
    ],
)
def test_a_passage_is_covered_by_three_words_or_half_of_it_or_it_has_the_most(
    span: tuple[int, int], covered: list[tuple[str, tuple[int, int] | None]]
) -> None:
    three = passages("one two three", "four five six seven eight nine ten", "eleven twelve")
    assert [(passage.id, part) for passage, part in covered_passages(Span(*span), three)] == covered
