"""Why a passage was suggested or not: told by the same matcher, with the nearest miss."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from qualcode.model.codebook import Code, Near
from qualcode.model.text import Span
from qualcode.suggesters import compile_codebook, suggest_document
from qualcode.suggesters.rules import language_model
from qualcode.suggesters.rules.explain import Outcome, Tried, explain
from tests.make import make_codebook, make_document, make_segments


def tried(text: str, *codes: Code, sentences: tuple[int, ...] = (0,), **options: Any) -> list[Tried]:
    document = make_document(("I", "Is funding short?"), text)
    segment = make_segments(document)[1]
    spans = tuple(Span(segment.start + start, segment.end) for start in sentences)
    return explain(document, replace(segment, sentences=spans), make_codebook(*codes), **options)


def told(text: str, *codes: Code, **options: Any) -> list[tuple[str, str, str, str]]:
    return [(each.rule, each.outcome.value, each.words, each.why) for each in tried(text, *codes, **options)]


def code(*terms: str, id: str = "funding", **rules: Any) -> Code:
    return Code(id=id, name=id, terms={"": terms}, **rules)


@pytest.mark.parametrize(
    ("term", "text", "outcome", "words", "why"),
    [
        ("fund", "We have no funding.", "suggested", "funding", "form “funding”; negated by “no”"),
        ("budget", "The bugdet is gone.", "not found", "bugdet", "83 % like “budget”"),
        ("run out of money", "We ran completely out of money", "not found", "ran completely out of money", "74 % like"),
        ("=WHO", "Who came?", "not found", "Who", "written otherwise than “WHO”"),
        ("core cost", "At its core, costs rose.", "not found", "core, costs", "a sign stands between the words"),
        ("budget", "Rain.", "not found", "", "nothing like it stands here"),
    ],
)
def test_a_term_tells_what_it_found_or_its_nearest_miss(
    term: str, text: str, outcome: str, words: str, why: str
) -> None:
    ((rule, *rest),) = told(text, code(term))

    assert rule == term
    assert rest[:2] == [outcome, words]
    assert why in rest[2]


@pytest.mark.parametrize(
    ("text", "sentences", "words", "why"),
    [
        ("money one two three four enough", (0,), "money one two three four enough", "5 words apart, 3 are allowed"),
        ("Money came. It was enough", (0, 12), "Money came. It was enough", "the words stand in different sentences"),
        ("The money is enormous", (0,), "money", "“enough” is missing"),
        ("Rain fell", (0,), "", "none of its words is here"),
    ],
)
def test_near_words_tell_how_far_apart_they_stand(text: str, sentences: tuple[int, ...], words: str, why: str) -> None:
    near = code(near=(Near(words=("money", "enough"), within=3),))

    assert told(text, near, sentences=sentences) == [("near(money, enough; 3)", "not found", words, why)]


def test_words_that_do_not_count_say_who_took_them() -> None:
    parent = code("fund", "funding", unless=("fund of knowledge",))
    child = code("short-term funding", id="short", parent="funding")

    assert told("A fund of knowledge, short-term funding.", parent, child, code_ids={"funding"}) == [
        ("fund", "taken away", "fund", "inside “fund of knowledge” (unless)"),
        ("fund", "taken away", "funding", "short, under this code, takes “short-term funding”"),
        ("funding", "taken away", "funding", "short, under this code, takes “short-term funding”"),
        ("unless: fund of knowledge", "taken away", "fund of knowledge", "words that do not count"),
    ]


def test_of_two_rules_for_the_same_words_one_is_named() -> None:
    assert told("Funds.", code("fund*", "fund")) == [
        ("fund*", "suggested", "Funds", "form “funds”"),
        ("fund", "the same words", "Funds", "found by fund* already"),
    ]


def test_one_word_that_stands_for_two_of_near_is_told() -> None:
    near = code(near=(Near(words=("train", "training"), within=3),))

    assert told("The training.", near) == [
        ("near(train, training; 3)", "not found", "training", "one word stands for two of the rule")
    ]


def test_terms_that_are_another_word_in_the_language_of_the_passage_are_not_tried() -> None:
    both = Code(id="f", name="F", terms={"en": ("fund",), "fr": ("pain",)})

    assert told("A pain.", both)[1] == ("pain", "not tried", "", "the passage is in en, the term in fr")


def test_one_code_alone_is_tried_in_the_languages_the_whole_codebook_is() -> None:
    access = Code(id="access", name="Access", terms={"fr": ("route",)})

    (only,) = told("Une route is a road.", code("road"), access, code_ids={"access"})

    assert only == ("route", "not tried", "", "the passage is in en, the term in fr")


@pytest.mark.skipif(not language_model.installed_model(), reason="the English model is not installed")
def test_a_pattern_tells_how_much_of_it_stands_there() -> None:
    lack = code(patterns=(({"LEMMA": "lack"}, {"LOWER": "of"}, {"LOWER": "resources"}),))

    assert told("We lacked of everything.", lack) == [
        ("lack + of + resources", "not found", "lacked of", "2 of 3 tokens in a row")
    ]


def test_an_interviewers_passage_is_context() -> None:
    document = make_document(("I", "Is funding short?"), "Yes.")

    assert explain(document, make_segments(document)[0], make_codebook(code("fund"))) == []


def test_what_is_told_as_suggested_is_what_is_suggested() -> None:
    codes = (
        code("fund", "financ*", unless=("fund of knowledge",), near=(Near(words=("money", "short"), within=4),)),
        code("short-term funding", id="short", parent="funding"),
        code("money", id="cash"),
    )
    document = make_document("Funds, financing: short-term funding. The money is short, a fund of knowledge.")
    (segment,) = make_segments(document)
    suggestions = suggest_document(document, [segment], compile_codebook(make_codebook(*codes)))
    evidence = {(piece.code_id, piece.rule, piece.start) for found in suggestions for piece in found.evidence}

    told = explain(document, segment, make_codebook(*codes))

    assert {(each.code_id, each.rule, each.start) for each in told if each.outcome is Outcome.SUGGESTED} == evidence
