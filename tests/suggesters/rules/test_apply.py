"""Keywords and patterns apart: each finds its own, and both together what the rules find in one go."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model.codebook import Code, Codebook, Near
from qualcode.model.document import Passages
from qualcode.model.hits import Hits, Slot, joined
from qualcode.suggesters import SUGGESTERS, Material, compile_codebook, passages_of, suggest
from qualcode.suggesters.rules import language_model
from qualcode.suggesters.rules.apply import Keywords, Patterns
from qualcode.suggesters.work import Plan, plan_work
from tests.examples import examples
from tests.make import make_codebook, make_document, make_segments

LACK_OF_MONEY = ({"LOWER": "lack"}, {"LOWER": "of"}, {"LOWER": "money"})
MONEY = ({"LOWER": "money"},)
SHORT = ({"LOWER": "short"}, {"OP": "?"}, {"LOWER": {"IN": ["grants", "money"]}})
TERMS = ("money", "lack of money", "=Money", "mon*", "short grants", "road", "lack")
SAID = st.sampled_from(["lack of money", "lack", "money", ".", "Money", "short grants", "short", "the road", "enough"])


@pytest.fixture(autouse=True)
def _without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_model, "MODELS", ())


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    def some(choices: Iterable[Any], most: int) -> tuple[Any, ...]:
        return tuple(draw(st.lists(st.sampled_from(list(choices)), max_size=most, unique_by=repr)))

    def code(id: str, parent: str | None = None) -> Code:
        return Code(
            id=id,
            name=id,
            parent=parent,
            terms={"": some(TERMS, 3)},
            near=some([Near(words=("lack", "money"), within=3)], 1),
            patterns=some([LACK_OF_MONEY, MONEY, SHORT], 2),
            unless=some(["lack of money", "the road"], 1),
        )

    return make_codebook(code("above"), code("below", "above"), code("lowest", "below"), code("aside"))


TEXTS = st.lists(st.lists(SAID, min_size=1, max_size=9), min_size=1, max_size=3)


def interviews(texts: list[list[str]]) -> dict[str, Passages]:
    documents = [make_document(*" ".join(words).split(" . "), id=f"d{n}") for n, words in enumerate(texts)]
    return {document.id: passages_of(document, make_segments(document)) for document in documents}


def pieces(hits: Iterable[Hits]) -> list[tuple[object, ...]]:
    return [(some.document_id, some.code_id, *row[:3], some.found[row[3]]) for some in hits for row in some.rows()]


def plan(
    codebook: Codebook, documents: dict[str, Passages], kept: dict[Slot, Hits] | None = None, *earlier: Codebook
) -> Plan:
    keys: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for (document_id, code_id, suggester), hits in (kept or {}).items():
        keys[suggester][document_id, code_id] = hits.key
    return plan_work(
        Material(codebook=codebook, document_keys=dict.fromkeys(documents, "k")),
        SUGGESTERS,
        keys,
        earlier=lambda: earlier,
        texts=lambda ids: ((id_, documents[id_].text) for id_ in ids),
    )


def found(plan: Plan, documents: dict[str, Passages]) -> dict[Slot, Hits]:
    hits = [some for id_ in plan.work.document_ids for some in plan.work.find(documents[id_])]
    return {(some.document_id, some.code_id, some.suggester): some for some in hits}


def is_retired(slot: Slot, plan: Plan) -> bool:
    return slot[0] in plan.retired_document_ids or slot[1:] in plan.retired_codes


def place(hits: Hits) -> tuple[str, str]:
    return hits.document_id, hits.code_id


@settings(max_examples=examples(120), deadline=None)
@given(codebooks(), TEXTS)
def test_joined_they_are_what_one_matcher_of_all_rules_finds(codebook: Codebook, texts: list[list[str]]) -> None:
    documents = interviews(texts)
    apart = found(plan(codebook, documents), documents)
    together = suggest(documents.values(), compile_codebook(codebook))

    by_place = groupby(sorted(apart.values(), key=place), key=place)

    assert pieces(joined(some) for _, some in by_place) == pieces(sorted(together, key=place))


@settings(max_examples=examples(80), deadline=None)
@given(codebooks(), codebooks(), TEXTS)
def test_after_an_edit_both_hold_what_finding_everything_anew_gives(
    before: Codebook, after: Codebook, texts: list[list[str]]
) -> None:
    documents = interviews(texts)
    kept = found(plan(before, documents), documents)
    edit = plan(after, documents, kept, before)

    now = {slot: hits for slot, hits in kept.items() if not is_retired(slot, edit)} | found(edit, documents)
    now |= {slot: replace(now[slot], key=key) for slot, key in edit.standing.items()}

    assert now == found(plan(after, documents), documents)


@pytest.mark.parametrize(
    ("edited", "asked"),
    [
        ({"patterns": (SHORT,)}, {"patterns"}),
        ({"terms": {"": ("road",)}}, {"keywords"}),
        ({"unless": ("the road",)}, {"keywords", "patterns"}),
        ({"definition": "Too little."}, {"similarity"}),
    ],
)
def test_only_who_looks_at_what_was_edited_is_asked_again(edited: dict[str, Any], asked: set[str]) -> None:
    def book(**rules: Any) -> Codebook:
        own = {"terms": {"": ("money",)}, "patterns": (LACK_OF_MONEY,)} | rules
        return make_codebook(Code(id="funding", name="Funding", **own), Code(id="access", name="Access"))

    documents = interviews([["lack", "of", "money"]])
    kept = found(plan(book(), documents), documents)

    assert {job.name for job in plan(book(**edited), documents, kept).work.jobs} == asked


def test_a_code_that_loses_its_patterns_keeps_its_words_and_no_trace_of_them() -> None:
    documents = interviews([["lack", "of", "money"]])
    code = Code(id="funding", name="Funding", terms={"": ("lack of money",)}, patterns=(LACK_OF_MONEY,))
    without = Code(id="funding", name="Funding", terms={"": ("lack of money",)})
    kept = found(plan(make_codebook(code), documents), documents)

    edit = plan(make_codebook(without), documents, kept)

    assert edit.work.jobs == ()
    assert [slot for slot in kept if is_retired(slot, edit)] == [("d0", "funding", "patterns")]
    assert pieces([kept["d0", "funding", "keywords"]]) == [
        ("d0", "funding", 1, 0, 13, ("keywords", "lack of money", "lack of money"))
    ]


@pytest.mark.parametrize("make", [Keywords, Patterns])
def test_a_copy_in_another_process_finds_the_same(make: type[Keywords]) -> None:
    code = Code(id="funding", name="Funding", terms={"": ("money",)}, patterns=(LACK_OF_MONEY,))
    suggester = make(Material(codebook=make_codebook(code, "access"), only=frozenset({"funding"})))
    passages = interviews([["lack", "of", "money"]])["d0"]
    mine = list(suggester.find(passages))

    copy = pickle.loads(pickle.dumps(suggester))

    assert list(copy.find(passages)) == mine
    assert [some.code_id for some in mine] == ["funding"]
    assert all(some.columns for some in mine)
