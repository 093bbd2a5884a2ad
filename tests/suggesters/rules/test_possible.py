"""Of a large codebook only the terms that a text can hold are made ready: what is found is the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.model.codebook import Code, Codebook, Near
from qualcode.model.document import Passages
from qualcode.model.hits import Hits
from qualcode.suggesters.rules import matcher
from qualcode.suggesters.rules.forms import expand_word
from qualcode.suggesters.rules.matcher import compile_codebook
from qualcode.suggesters.rules.matching import passages_of, suggest
from qualcode.suggesters.rules.possible import Possible
from qualcode.suggesters.rules.terms import Term
from tests.make import make_document, make_segments

CODEBOOK = Codebook(
    name="Test",
    languages=("en", "ar", "de"),
    codes=(
        Code(
            id="all",
            name="All",
            terms={
                "": (
                    "fund",
                    "go",
                    "good",
                    "coordinate",
                    "organise",
                    "policymaker",
                    "childcare",
                    "financ*",
                    "=WHO",
                    "M&E",
                ),
                "ar": ("تمويل", "NGO"),
                "de": ("Geld",),
            },
        ),
        Code(
            id="some",
            name="Some",
            parent="all",
            terms={"": ("short grant", "telephone call", "e-mail", "U.N.", "café", "who")},
            near=(Near(words=("money", "enough"), within=4),),
            unless=("good luck",),
        ),
    ),
)
SAID = (
    "They went to the WHO, and who funded it? The organization co-ordinates; co ordinated, we said.",
    "Policy-makers telephoning and calling: telephone calls, emails, better grants, shorter grants.",
    "Not enough monies for M & E; the U. N. financed the CAFE. Good luck to the NGOs. Child-\ncare, Geld.",
    "قالت إن التمويل قليل والـNGO لا تموّل",
)


def passages(*said: str, language: str) -> Passages:
    document = replace(make_document(*said), language=language)
    return passages_of(document, make_segments(document))


def found(codebook: Codebook, language: str) -> list[Hits]:
    return list(
        suggest([passages(*SAID, language=language), passages("Nothing.", language="en")], compile_codebook(codebook))
    )


@pytest.mark.parametrize("language", ["en", "ar", "de", "fr", ""])
def test_a_large_codebook_finds_what_all_its_forms_find(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = found(CODEBOOK, language)
    monkeypatch.setattr(matcher, "MANY_TERMS", 0)

    assert found(CODEBOOK, language) == expected
    assert any(hits.columns for hits in expected)


WORDS = (
    *("go", "good", "well", "child", "be", "run", "runs", "lies", "staffing", "telephone", "coordinate", "cooperating"),
    *("organise", "colour", "centre", "travelled", "programme", "anaemia", "enquire", "foetus", "zzqx", "a", "Wells"),
)


@pytest.mark.parametrize("word", WORDS)
def test_a_term_is_possible_wherever_one_of_its_forms_stands(word: str) -> None:
    possible = Possible([Term("unheard-of", "en"), Term(word, "en"), Term("qqqz", "en")])

    for form in expand_word(word.lower(), "en"):
        assert possible.among(form.split()) == [0, 1]


def test_terms_whose_words_do_not_stand_are_left_out() -> None:
    terms = [Term("fund", "en"), Term("short grant", "en"), Term("fin*", "en"), Term("Geld", "de"), Term("تمويل", "ar")]

    assert Possible(terms).among({"funded", "grants"}) == [0, 2, 4]
