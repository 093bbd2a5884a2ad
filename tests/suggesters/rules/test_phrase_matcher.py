"""Keyword matching finds what spaCy's PhraseMatcher finds, wherever the words of a form are whole tokens."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from qualcode.model.codebook import Code, Codebook
from qualcode.model.document import Document
from qualcode.readers import read_documents
from qualcode.readers.codebooks import read_codebook
from qualcode.suggesters import compile_codebook, suggest_document
from tests.examples import examples
from tests.make import make_document, make_segments

ROOT = Path(__file__).parents[3]
SAMPLE = sorted((ROOT / "transcripts_sample").glob("kii-*.docx"))[:3] or sorted((ROOT / "transcripts_sample").iterdir())


class Hit(NamedTuple):
    form: str
    start: int
    end: int


@cache
def blank() -> Language:
    return spacy.blank("en")


def keyword_hits(document: Document, forms: tuple[str, ...]) -> set[Hit]:
    """With the program's own matcher, a code per form so that no form hides another."""
    codes = [Code(id=str(number), name=form, terms={"xx": (form,)}) for number, form in enumerate(forms)]
    matcher = compile_codebook(Codebook(name="", codes=tuple(codes), languages=("xx",)))
    return {
        Hit(forms[int(suggestion.code_id)], piece.start, piece.end)
        for suggestion in suggest_document(document, make_segments(document), matcher)
        for piece in suggestion.evidence
    }


def phrase_hits(document: Document, forms: tuple[str, ...]) -> set[Hit]:
    phrases = PhraseMatcher(blank().vocab, attr="LOWER")
    for form in forms:
        phrases.add(form, [blank().make_doc(form)])
    hits = set()
    for segment in make_segments(document):
        parsed = blank().make_doc(segment.text)
        for key, first, last in phrases(parsed):
            span = parsed[first:last]
            form = blank().vocab.strings[key]
            hits.add(Hit(form, segment.start + span.start_char, segment.start + span.end_char))
    return hits


def same_words(document: Document, hit: Hit, tokens: set[tuple[int, str]]) -> bool:
    """Whether the words of a hit, and those beside it, are the same to both: between spaces, whole tokens."""
    place = hit.start
    for word in hit.form.split(" "):
        if (place, word) not in tokens:
            return False
        place += len(word) + 1
    if document.text[hit.start : hit.end].count(" ") != hit.form.count(" "):
        return False
    beside = document.text[hit.start - 1 : hit.start], document.text[hit.end : hit.end + 1]
    return not any(sign.isalnum() or sign == "_" for sign in beside if sign)


def tokens_of(document: Document) -> set[tuple[int, str]]:
    parsed: list[tuple[int, Doc]] = [(s.start, blank().make_doc(s.text)) for s in make_segments(document)]
    return {(start + token.idx, token.lower_) for start, doc in parsed for token in doc}


def compared(document: Document, forms: tuple[str, ...]) -> tuple[set[Hit], set[Hit], int]:
    """What each finds where both see the same words, and how many keyword hits there are in all."""
    tokens = tokens_of(document)
    ours, theirs = keyword_hits(document, forms), phrase_hits(document, forms)
    return (
        {hit for hit in ours if same_words(document, hit, tokens)},
        {hit for hit in theirs if same_words(document, hit, tokens)},
        len(ours),
    )


def plain_forms() -> tuple[str, ...]:
    """Every form of every English word and phrase of the shipped codebook that is made of letters."""
    codebook = read_codebook(ROOT / "codebooks" / "cso_health.yaml")
    matcher = compile_codebook(codebook)
    forms = {form for code in codebook.codes for some in matcher.forms(code.id).values() for form in some}
    return tuple(
        sorted(form for form in forms if form.isascii() and form.replace(" ", "").isalpha() and form.islower())
    )


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_on_the_sample_both_find_the_same(path: Path) -> None:
    for document in read_documents(path):
        told = make_document(document.text.replace("\n\n", "\n").replace("\n", " "))
        ours, theirs, n_ours = compared(told, plain_forms())

        assert ours == theirs
        assert len(ours) > 0.95 * n_ours > 50, "most hits are whole tokens, and there are many"


FORMS = ("fund", "funding", "run out", "run out of money", "money", "can", "not", "u", "n", "un", "short", "term", "a")
ODD = """
fund Funding FUNDS run Run out of money can cannot don't not U.N. UN a short-term fund@money.org can't (fund) “money”
money, out. fund/money fund_money İ ß 😀 تمويل 12 3.5 e.g. … fund’s https://fund.org/money
"""
PIECES = st.sampled_from(ODD.split())


@settings(max_examples=examples(400))
@given(st.lists(PIECES, min_size=1, max_size=20), st.sampled_from([" ", "  ", "\n"]))
@example(["run", "out", "of", "money"], " ")
def test_on_any_text_both_find_the_same(pieces: list[str], gap: str) -> None:
    ours, theirs, _ = compared(make_document(gap.join(pieces)), FORMS)

    assert ours == theirs


@settings(max_examples=examples(300))
@given(st.text(min_size=1, max_size=60))
def test_on_any_characters_both_find_the_same(text: str) -> None:
    ours, theirs, _ = compared(make_document(text.strip() or "x"), FORMS)

    assert ours == theirs


@pytest.mark.parametrize(
    ("form", "text", "by_keywords", "by_tokens"),
    [
        ("can", "We cannot go.", [], ["can"]),
        ("do", "We don't go.", [], ["do"]),
        ("un", "The U.N. came.", [], []),
        ("u n", "The U.N. came.", [], []),
        ("fund", "Write to fund@example.org", ["fund"], []),
        ("short term", "A short-term grant", ["short-term"], []),
        ("short term", "A short  term grant", ["short  term"], []),
        ("fund", "fu\u00adnd", ["fu\u00adnd"], []),
        ("café", "cafe\u0301", ["cafe\u0301"], []),
        ("fund", "fund_raising", [], []),
    ],
    ids=[
        "cannot",
        "don't",
        "U.N.",
        "U.N. apart",
        "address",
        "hyphen",
        "two spaces",
        "soft hyphen",
        "accent",
        "underscore",
    ],
)
def test_where_tokens_differ(form: str, text: str, by_keywords: list[str], by_tokens: list[str]) -> None:
    document = make_document(text)

    assert [text[hit.start : hit.end] for hit in keyword_hits(document, (form,))] == by_keywords
    assert [text[hit.start : hit.end] for hit in phrase_hits(document, (form,))] == by_tokens
