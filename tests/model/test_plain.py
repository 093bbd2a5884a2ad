"""Nouns become JSON and come back the same."""

from __future__ import annotations

import json

import pytest

from qualcode.model.codebook import Code, Codebook, Near
from qualcode.model.coding import Anchor, Decision, Mark, Verdict
from qualcode.model.document import Turn
from qualcode.model.informant import Informant
from qualcode.model.journal import Event, EventKind
from qualcode.model.plain import from_plain, sha256_of, to_plain

ANCHOR = Anchor(document_id="d", document_sha256="0", start=0, end=1, text="é", before="", after="", segment_id="d:1")
NOUNS = [
    Decision(
        id="1",
        writer="w",
        sequence=1,
        decided_at="",
        coder="amal",
        code_id="funding",
        verdict=Verdict.ACCEPT,
        anchor=ANCHOR,
        marks=(Mark.GOOD_QUOTE,),
        supersedes=("0",),
    ),
    Codebook(
        name="Test",
        codes=(
            Code(
                id="a",
                name="A",
                terms={"": ("fund*",), "ar": ("تمويل",)},
                near=(Near(words=("money", "enough"), within=6),),
                patterns=(({"LEMMA": "lack"}, {"LOWER": {"IN": ("of",)}}),),
            ),
        ),
    ),
    Turn(ordinal=1, start=0, end=3, started_at=1.5),
    Turn(ordinal=1, start=0, end=3),
    Informant(id="i1", informant_type="CSO", variables={"sex": "f"}),
    Event(id="e", kind=EventKind.REDIRECT, target="a", detail={"into": ["b", "c"]}),
]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: type(noun).__name__)
def test_a_noun_comes_back_as_it_was(noun: object) -> None:
    assert from_plain(type(noun), json.loads(json.dumps(to_plain(noun)))) == noun


@pytest.mark.parametrize(
    "change", [{"sequence": "1"}, {"sequence": True}, {"anchor": []}, {"verdict": "maybe"}, {"marks": "good quote"}]
)
def test_what_has_another_shape_is_refused(change: dict[str, object]) -> None:
    with pytest.raises((TypeError, ValueError)):
        from_plain(Decision, to_plain(NOUNS[0]) | change)


def test_fields_of_a_newer_version_are_left_out() -> None:
    assert from_plain(Decision, to_plain(NOUNS[0]) | {"colour": "red"}) == NOUNS[0]


def test_equal_nouns_have_one_hash_and_others_another() -> None:
    one, same = (Informant(id="i1", informant_type="CSO", variables={"round": "2"}) for _ in range(2))

    assert sha256_of(one) == sha256_of(same) == sha256_of(to_plain(one))
    assert sha256_of(one) != sha256_of([one])
