"""Names replaced as a transcript is read, and put back by the key alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.privacy.pseudonyms import Entry, Pseudonyms, grown
from tests.make import make_document

KEY = (
    Entry(real="Claire Dumont", shown="[Person 1]"),
    Entry(real="Hassan Al-Basri", shown="[the director]"),
    Entry(real="Layla Hassan", shown="Nour"),
    Entry(real="Tel Afar", shown="[Place 1]", kind="place"),
    Entry(real="Hope", shown="[Person 2]"),
    Entry(real="أمينة", shown="[Person 3]"),
)
PSEUDONYMS = Pseudonyms(KEY)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Claire Dumont came.", "[Person 1] came."),
        ("CLAIRE  DUMONT'S car", "[Person 1]'S car"),
        ("I know Claire, and Ms. Dumont too.", "I know [Person 1], and Ms. [Person 1] too."),
        ("Hassan Al-Basri and Hassan Al Basri", "[the director] and [the director]"),
        ("Hassan left.", "Hassan left."),
        ("Al-Basri left with Layla.", "[the director] left with Nour."),
        ("From tel-afar to Telafar.", "From [Place 1] to [Place 1]."),
        ("I hope Hope comes.", "I hope [Person 2] comes."),
        ("قالت أمينة ذلك", "قالت [Person 3] ذلك"),
        ("Clairely is no name.", "Clairely is no name."),
        ("Write to a@b.org or +964 770 123 4567.", "Write to a@b.org or +964 770 123 4567."),
    ],
)
def test_names_are_replaced_in_any_spelling_and_whose_cannot_be_told_stay(said: str, kept: str) -> None:
    assert PSEUDONYMS.replaced(said)[0] == kept


def test_a_label_is_what_stands_in_the_name_s_place_without_brackets() -> None:
    assert PSEUDONYMS.label("CLAIRE DUMONT") == "Person 1"
    assert PSEUDONYMS.label("Dr. Claire Dumont") == "Dr. Person 1"
    assert PSEUDONYMS.label("Interviewer") == "Interviewer"


def test_turns_are_counted_in_the_text_as_it_is_kept() -> None:
    document = make_document(
        ("I", "Hello Claire Dumont, how is Layla?"), ("Claire Dumont", "Fine."), ("I", "And Hope?")
    )

    read, n = PSEUDONYMS.read(document)

    assert n == 3
    assert [(turn.speaker, read.text[turn.start : turn.end]) for turn in read.turns] == [
        ("I", "Hello [Person 1], how is Nour?"),
        ("Person 1", "Fine."),
        ("I", "And [Person 2]?"),
    ]
    assert read.sha256 != document.sha256
    assert read.source_sha256 == document.source_sha256


def test_what_reading_noted_holds_no_name_either() -> None:

    document = replace(
        make_document("Fine."), left_out=("Interview with Claire Dumont, page 1",), doubts=("Layla Hassan?",)
    )
    read, _ = PSEUDONYMS.read(document)

    assert (read.left_out, read.doubts) == (("Interview with [Person 1], page 1",), ("Nour?",))


def test_what_is_not_certain_is_listed_by_place_and_in_words_of_the_key_alone() -> None:
    read, _ = PSEUDONYMS.read(
        make_document(("I", "Hello."), "Clair said so. Hassan knows. Claire too.", "Nothing here.")
    )

    doubts = [(doubt.turn, doubt.why) for doubt in PSEUDONYMS.doubts(read)]

    assert doubts == [(2, "Hassan is part of several names of the key"), (2, "spelt like Claire")]


WORDS = st.sampled_from(["Claire Dumont", "Layla Hassan", "Hope", "the", "grant", "ended", "and", "Tel Afar", "donor"])


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_who_has_the_key_reads_the_names_again(words: list[str]) -> None:
    said = ", ".join(words)
    kept, _ = PSEUDONYMS.replaced(said)

    assert not any(name in kept for name in ("Claire", "Dumont", "Layla", "Hope", "Tel Afar"))
    assert PSEUDONYMS.revealed(kept) == said


def test_a_key_grows_by_names_it_has_not_and_numbers_what_shows_nothing() -> None:
    made = grown(
        [
            Entry(real="Claire Dumont", shown=""),
            Entry(real="Mosul", shown="", kind="place"),
            Entry(real="X", shown="[Person 1]"),
        ],
        [
            Entry(real="claire  dumont", shown="[cso-1]"),
            Entry(real="Layla", shown="[cso-2]"),
            Entry(real="Person 1", shown="[cso-3]"),
        ],
    )

    assert [(entry.real, entry.shown) for entry in made] == [
        ("Claire Dumont", "[Person 2]"),
        ("Mosul", "[Place 1]"),
        ("X", "[Person 1]"),
        ("Layla", "[cso-2]"),
    ]
    assert grown(made, []) == made
