from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode import segmenters
from qualcode.segmenters import SEGMENTER, cut_document, segment_document
from qualcode.store.pack import pack_cut, pack_segments
from tests.examples import examples
from tests.make import make_document

SENTENCE = "We opened a second clinic in the old school, and nobody from the U.N. came to see it. "


def test_a_short_turn_is_one_segment_whoever_speaks() -> None:
    document = make_document(("I", "How is the work paid for?"), "By donors. For now.")

    segments = segment_document(document)

    assert [(segment.id, segment.turn, segment.text) for segment in segments] == [
        ("kii-01:1", 1, "How is the work paid for?"),
        ("kii-01:2", 2, "By donors. For now."),
    ]
    assert [document.text[start:end] for start, end in segments[1].sentences] == ["By donors.", "For now."]


def test_paragraphs_of_a_turn_are_segments_of_their_own_and_soft_breaks_are_not() -> None:
    segments = segment_document(make_document("First of all.\n\nThen the road,\nand the rain."))

    assert [segment.text for segment in segments] == ["First of all.", "Then the road,\nand the rain."]


def test_long_paragraphs_are_cut_at_sentence_ends_near_120_words() -> None:
    segments = segment_document(make_document(SENTENCE * 30))

    lengths = [len(segment.text.split()) for segment in segments]
    assert sum(lengths) == len((SENTENCE * 30).split())
    assert all(90 <= length <= 150 for length in lengths)
    assert all(segment.text.endswith(".") for segment in segments)


def test_the_length_is_a_setting_and_a_sentence_is_never_cut() -> None:
    document = make_document("word " * 300 + "end.")

    assert len(segment_document(document, words=20)) == 1


def test_a_failure_inside_the_splitter_leaves_plain_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def fails(language: str, text: str) -> list[str]:
        raise PanicException

    monkeypatch.setattr("sentencex.segment", fails)

    [segment] = segment_document(make_document("First.\u00a0 Then “more”? Yes"))

    assert [segment.text[start:end] for start, end in segment.sentences] == ["First.", "Then “more”?", "Yes"]


def test_the_segmenter_names_its_version() -> None:
    assert SEGMENTER.startswith("sentencex ")


@settings(deadline=None, max_examples=examples(150))
@given(
    st.lists(
        st.text(
            alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n .?!؟。é👩🏽‍🚒שב"), max_size=200
        ),
        min_size=1,
        max_size=6,
    )
)
def test_every_segment_and_sentence_is_a_slice_of_the_text_in_order_and_inside_its_turn(texts: list[str]) -> None:
    document = make_document(*[text.strip() or "x" for text in texts])

    segments = segment_document(document, words=12)

    last = 0
    for segment in segments:
        turn = document.turns[segment.turn - 1]
        assert document.text[segment.start : segment.end] == segment.text
        assert turn.start <= segment.start < segment.end <= turn.end
        assert segment.start >= last
        last = segment.end
        bounds = [segment.start, *(b for span in segment.sentences for b in span), segment.end]
        assert bounds == sorted(bounds)
    spoken = "".join(document.text.split())
    assert "".join("".join(segment.text.split()) for segment in segments) == spoken


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("We left. Then it rained.", ["We left.", "Then it rained."]),
        ("We left.Then it rained", ["We left.", "Then it rained"]),
        ("Who pays for it?-", ["Who pays for it?", "-"]),
        ("No end in sight", ["No end in sight"]),
        ("The last one ends it.", ["The last one ends it."]),
    ],
)
def test_sentences_end_at_their_marks(text: str, sentences: list[str]) -> None:
    [segment] = segment_document(make_document(text))

    assert [segment.text[start:end] for start, end in segment.sentences] == sentences


@given(st.lists(st.text("ab. ?!\n“é-", min_size=1), min_size=1, max_size=4))
@settings(max_examples=examples(60))
def test_what_is_stored_of_a_cut_is_what_is_stored_of_its_segments(paragraphs: list[str]) -> None:
    text = "\n\n".join(filter(None, map(str.strip, paragraphs))) or "a"
    document = make_document(text)

    cut = cut_document(document, words=2)

    assert pack_cut(cut) == pack_segments(cut.segments(document))


PIECES = [
    "Yes. ",
    "No",
    "Dr. Amina said",
    "“Why?” ",
    "…",
    "\n",
    "\n\n",
    " ",
    "\u00a0",
    "3.5 m",
    "[inaudible] ",
    "؟ ",
    "A.",
    "?!",
]


@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join), min_size=1, max_size=5))
def test_sentences_of_a_whole_text_are_those_of_each_paragraph(turns: list[str]) -> None:
    said = [words for turn in turns if (words := turn.strip())]
    document = make_document(*said or ["Yes."])

    in_one_go = cut_document(document)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(segmenters, "_all_sentences", lambda *_: [])
        assert cut_document(document) == in_one_go
