"""What `codebook check` says of rules that cannot work, or work too well."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.codebook import Code, Codebook, Near
from qualcode.suggesters import check_in_study, check_rules, compile_codebook, find_by_rule, passages_of, rule_errors
from qualcode.suggesters.rules.examples import codes_alone
from tests.make import make_document, make_segments


def book(*terms: str, near: tuple[Near, ...] = (), unless: tuple[str, ...] = (), language: str = "") -> Codebook:
    code = Code(id="x", name="X", terms={language: terms}, near=near, unless=unless, line=3)
    return Codebook(name="B", codes=(code,))


@pytest.mark.parametrize(
    ("codebook", "says"),
    [
        (book("WHO"), "the term 'WHO' also finds every 'who'"),
        (book("ours"), "the term 'ours' is a word that nearly every passage holds"),
        (book("will"), "'will'"),
        (book("fund", unless=("fund",)), "the term 'fund' can never match"),
        (book("fu*"), "catches too many words"),
        (book(near=(Near(words=("a", "b", "c"), within=1),)), "near a, b, c within 1 can never match"),
    ],
)
def test_a_rule_that_cannot_work_is_named_with_line_and_remedy(codebook: Codebook, says: str) -> None:
    [problem] = check_rules(codebook, "codebook.yaml")

    assert problem.where == "codebook.yaml: line 3: x"
    assert says in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    "codebook",
    [
        book("=WHO", "run out of money", "e-mail", "U.N.", "financ*", "anti*corruption", "and/or", "women's centre"),
        book("تمويل", "نقاط التفتيش", language="ar"),
        book("fund", unless=("fund of knowledge",), near=(Near(words=("money", "enough"), within=6),)),
    ],
)
def test_rules_that_work_are_left_alone(codebook: Codebook) -> None:
    assert check_rules(codebook) == []


FAMILY = Codebook(
    name="F",
    codes=(
        Code(id="money", name="Money", terms={"en": ("fund", "grant-money", "U.N.", "will"), "ar": ("تمويل",)}),
        Code(id="grants", name="Grants", parent="money", terms={"en": ("fund", "grant-money")}, unless=("fund",)),
        Code(id="donors", name="Donors", parent="grants", terms={"en": ("e-mail",), "fr": ("bailleur de fonds",)}),
        Code(id="roads", name="Roads", near=(Near(words=("a", "b", "c"), within=1),)),
    ),
)


@pytest.mark.parametrize("only", [["money"], ["grants"], ["donors"], ["roads"], ["money", "roads"], []], ids=",".join)
def test_what_is_said_of_some_codes_is_what_is_said_of_them_among_all(only: list[str]) -> None:
    everything = rule_errors(FAMILY)

    assert rule_errors(FAMILY, only=only) == [each for each in everything if each.where.rpartition(": ")[2] in only]
    assert {each.where.rpartition(": ")[2] for each in everything} == {"money", "grants", "roads"}


PLAIN = st.from_regex(r"[A-Za-z0-9]+(  ?[A-Za-z0-9]+){0,4}", fullmatch=True)


@given(PLAIN, st.sampled_from(["", "en", "fr", "es", "ar", "ckb", "xx"]))
def test_words_of_plain_letters_are_always_found_by_themselves(term: str, language: str) -> None:
    codebook = book(term, language=language)

    assert codes_alone([(term, language or "en")], compile_codebook(codebook)) == [{"x"}]


DOCUMENT = make_document(
    ("I", "Coats?"),
    "We coordinate, cooperate, complain, and count the costs of coal.",
    "Grants and grant money.",
    id="k",
)
PASSAGES = [passages_of(DOCUMENT, make_segments(DOCUMENT))]


def test_a_wildcard_that_catches_too_much_is_shown_with_what_it_catches() -> None:
    greedy, quiet = check_in_study(book("co*", "coordinat*", "budget"), PASSAGES)

    assert "'co*' catches 6 words in this study" in greedy.message
    assert "coordinate (1)" in greedy.message
    assert not greedy.is_error
    assert quiet.message == "1 of 3 terms match nothing in this study: budget"


def test_a_code_that_finds_nothing_is_named() -> None:
    assert "none of its rules" in check_in_study(book("budget"), PASSAGES)[0].message


def test_each_rule_is_matched_as_if_it_were_the_only_one() -> None:
    found = {hits.rule.written: hits for hits in find_by_rule(book("grant", "grants", "grant money"), PASSAGES)}

    assert found["grant"].words == Counter({"grants": 1, "grant": 1})
    assert found["grant"].places == {("k", 3): ["grants", "grant"]}
    assert found["grant money"].hits == 1


def test_what_a_code_below_takes_is_not_its_parents() -> None:
    parent = Code(id="x", name="X", terms={"": ("grant",)})
    child = Code(id="y", name="Y", parent="x", terms={"": ("grant money",)})
    found = find_by_rule(Codebook(name="B", codes=(parent, child)), PASSAGES)

    assert [(hits.rule.code_id, hits.hits) for hits in found] == [("x", 1), ("y", 1)]


def test_a_term_that_finds_other_common_words_by_inflection_is_told() -> None:
    [problem] = check_rules(book("well"), "codebook.yaml")

    assert not problem.is_error
    assert problem.message == "the term 'well' also finds best, better"
    assert "=well" in problem.hint


def test_two_terms_of_different_codes_that_find_the_same_words_are_told_once() -> None:
    funding = Code(id="funding", name="F", terms={"": ("fund", "grant")})
    codes = (
        funding,
        Code(id="short", name="S", terms={"": ("fund",)}, parent="funding"),
        Code(id="support", name="S", terms={"": ("funds", "=grants", "support")}, line=9),
    )

    [problem] = check_rules(Codebook(name="B", codes=codes), "codebook.yaml")

    assert (problem.where, problem.is_error) == ("codebook.yaml: line 9: support", False)
    assert problem.message.startswith("the terms 'funds' and 'fund' (funding) find the same word: ")
