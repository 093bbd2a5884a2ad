"""After an edit of the codebook, documents that hold no word of it keep what was found; the outcome is the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model.codebook import Code, Codebook, Near
from qualcode.suggesters import Material, code_keys, find_stale, passages_of
from qualcode.suggesters.rules.apply import Keywords
from qualcode.suggesters.rules.untouched import FEW, changed_words, find_untouched
from qualcode.suggesters.work import plan_work
from tests.examples import examples
from tests.make import make_codebook, make_document, make_segments

FUNDING = Code(id="funding", name="Funding", terms={"": ("fund", "run out of money")})
ACCESS = Code(id="access", name="Access", terms={"": ("road",)})


def book(*terms: str, also: Mapping[str, tuple[str, ...]] = {}, language: str = "en", **rules: Any) -> Codebook:
    made = make_codebook(Code(id="funding", name="Funding", terms={"": terms, **also}, **rules), ACCESS)
    return replace(made, languages=(language,))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (book("fund"), book("fund", "grant"), {"grant", "grants", "granted", "granting"}),
        (book("fund", "grant"), book("grant"), {"fund", "funds", "funded", "funding"}),
        (book("fund"), book("fund", "run out of money"), {"money", "monies", "moneys", "running"}),
        (book("fund"), book("fund", "financ*", "*ordinat*"), {"financ", "ordinat"}),
        (book("fund"), book("fund", unless=("fund of knowledge",)), {"knowledge", "knowledges"}),
        (book("fund"), book("fund", near=(Near(words=("=Gaza", "money"), within=3),)), {"gaza"}),
        (book("fund", "grant"), book("grant", "fund"), None),
        (book("fund"), book("fund", patterns=(({"LEMMA": "lack"},),)), None),
        (book("fund"), book("fund", unless=("fonds",), language="fr"), None),
        (book("fund"), book("fund", also={"ar": ("تمويل",)}), None),
        (book("fund"), book("fund"), set()),
    ],
    ids=[
        "a term more",
        "a term less",
        "a phrase",
        "wildcards",
        "unless",
        "near",
        "another order",
        "a pattern",
        "another first language",
        "a first word in a language",
        "nothing",
    ],
)
def test_an_edit_is_told_by_the_words_it_needs(before: Codebook, after: Codebook, words: set[str] | None) -> None:
    found = changed_words(before, after, ["funding"])

    assert (found is None) == (words is None)
    assert words is None or words <= (found or set()) or words == found


def test_a_document_that_writes_the_new_word_with_a_hyphen_is_touched() -> None:
    before, after = book("fund"), book("fund", "policymaker")
    documents = {"hyphen": "The policy-makers.", "none": "The policy makers."}
    keys = dict.fromkeys(documents, "k")
    known = {(id, code): f"k:{key}" for id in documents for code, key in code_keys(before).items()}
    stale = find_stale(code_keys(after), keys, known)

    standing = find_untouched(after, [before], stale, keys, known, lambda ids: [(id, documents[id]) for id in ids])

    assert {document_id for document_id, _ in standing} == {"none"}


def test_a_changed_child_counts_for_its_parent() -> None:
    child = Code(id="short", name="S", parent="funding", terms={"": ("short funding",)})
    other = replace(child, terms={"": ("brief funding",)})

    words = changed_words(make_codebook(FUNDING, child), make_codebook(FUNDING, other), ["funding"])

    assert words is not None
    assert "funding" in words


TERMS = [
    "fund",
    "short-term",
    "short-term funding",
    "money",
    "=WHO",
    "financ*",
    "run out of money",
    "=Fund",
    "fundings",
    "santé",
    "تمويل",
    "f*",
    "road",
]
WORDS = (
    "fund Funds funding short-term short term money WHO who financing run out of road roads, . “Fund’s fu\u00adnds "
    "SANTÉ sante\u0301 التَّمويـل بتمويل"
)
WORDS_SAID = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=8)
LANGUAGES = st.sampled_from(["en", "en", "fr", "de"])


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    def code(id: str, parent: str | None = None) -> Code:
        language = draw(st.sampled_from(["", "", "fr", "ar"]))
        terms = tuple(draw(st.lists(st.sampled_from(TERMS), max_size=4, unique=True)))
        unless = tuple(draw(st.lists(st.sampled_from(["short-term funding", "run out"]), max_size=1)))
        near = tuple(draw(st.lists(st.sampled_from([Near(words=("money", "road"), within=4)]), max_size=1)))
        return Code(id=id, name=id, parent=parent, terms={language: terms}, unless=unless, near=near)

    codes = [code("funding"), code("short", "funding"), code("access"), code("health")]
    left_out = draw(st.sampled_from(["", "short", "access", "health"]))
    made = make_codebook(*(each for each in codes if each.id != left_out))
    return replace(made, languages=draw(st.sampled_from([("en",), ("en",), ("fr", "en")])))


@settings(max_examples=examples(150), deadline=None)
@given(codebooks(), codebooks(), st.lists(st.tuples(WORDS_SAID, LANGUAGES), min_size=1, max_size=4))
def test_matching_only_what_an_edit_touches_gives_what_matching_everything_gives(
    before: Codebook, after: Codebook, texts: list[tuple[list[str], str]]
) -> None:
    documents = {
        f"d{n}": replace(make_document(" ".join(words), id=f"d{n}"), language=language)
        for n, (words, language) in enumerate(texts)
    }
    passages = {id_: passages_of(document, make_segments(document)) for id_, document in documents.items()}
    keys = dict.fromkeys(documents, "k")

    def matched(codebook: Codebook) -> dict[tuple[str, str], Any]:
        material = Material(codebook=codebook, document_keys=keys)
        work = plan_work(material, {"keywords": Keywords}, {}, earlier=tuple, texts=lambda _: ()).work
        return {(some.document_id, some.code_id): some for each in passages.values() for some in work.find(each)}

    old, new = matched(before), matched(after)
    hit_keys = {place: some.key for place, some in old.items()}
    stale = find_stale(code_keys(after), keys, hit_keys)
    standing = find_untouched(
        after, [before], stale, keys, hit_keys, lambda ids: ((id_, documents[id_].text) for id_ in ids)
    )

    for place, key in standing.items():
        assert key == new[place].key == f"k:{code_keys(after)[place[1]]}"
        assert (old[place].columns, old[place].found) == (new[place].columns, new[place].found)


@pytest.mark.parametrize("n_terms", [1, FEW, FEW + 1, 40])
def test_few_words_and_many_are_found_alike(n_terms: int) -> None:
    terms = [f"w{chr(97 + n // 26)}{chr(97 + n % 26)}x" for n in range(n_terms)]
    before, after = book("fund"), book("fund", *terms)
    texts = {f"d{n}": f"Rain. {term.upper()}s fell." for n, term in enumerate(terms)} | {"dry": "“Rain”, no more."}
    keys = dict.fromkeys(texts, "k")
    hit_keys = {(id_, code_id): f"k:{key}" for id_ in texts for code_id, key in code_keys(before).items()}

    stale = find_stale(code_keys(after), keys, hit_keys)
    standing = find_untouched(after, [before], stale, keys, hit_keys, lambda ids: ((id_, texts[id_]) for id_ in ids))

    assert standing == {("dry", "funding"): f"k:{code_keys(after)['funding']}"}


def test_without_a_codebook_from_before_everything_is_matched_again() -> None:
    after = make_codebook(FUNDING, replace(ACCESS, terms={"": ("road", "path")}))
    hit_keys = {("a", "funding"): "k:1", ("a", "access"): "k:2"}
    stale = find_stale(code_keys(after), {"a": "k"}, hit_keys)

    assert find_untouched(after, [], stale, {"a": "k"}, hit_keys, lambda _: [("a", "Rain.")]) == {}
