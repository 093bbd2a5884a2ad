from __future__ import annotations

import json

from qualcode.model.codebook import Code, Codebook
from qualcode.model.plain import from_plain, to_plain
from qualcode.suggesters import code_keys, compile_codebook, find_stale, passages_of, suggest
from tests.make import make_codebook, make_document, make_segments

FUNDING = Code(id="funding", name="Funding", terms={"": ("fund",)})
ACCESS = Code(id="access", name="Access", terms={"": ("road",)})


def keys_after(codebook: Codebook, document_keys: dict[str, str]) -> dict[tuple[str, str], str]:
    documents = [make_document("Funds for roads.", id=document_id) for document_id in document_keys]
    passages = [passages_of(document, make_segments(document)) for document in documents]
    hits = suggest(passages, compile_codebook(codebook), document_keys=document_keys)
    return {(some.document_id, some.code_id): some.key for some in hits}


def test_nothing_is_stale_after_matching() -> None:
    codebook = make_codebook(FUNDING, ACCESS)
    stale = find_stale(codebook, {"a": "1", "b": "2"}, keys_after(codebook, {"a": "1", "b": "2"}))

    assert (stale.document_ids, stale.code_ids, stale.retired_code_ids, stale.retired_document_ids) == ((), (), (), ())


def test_an_edited_code_alone_is_stale() -> None:
    before = keys_after(make_codebook(FUNDING, ACCESS), {"a": "1", "b": "2"})
    edited = Code(id="access", name="Access", terms={"": ("road", "checkpoint")})

    stale = find_stale(make_codebook(FUNDING, edited), {"a": "1", "b": "2"}, before)

    assert (stale.document_ids, stale.code_ids) == (("a", "b"), ("access",))


def test_a_new_definition_matches_nothing_anew() -> None:
    renamed = Code(id="funding", name="Money", definition="Money the organisation has.", terms={"": ("fund",)})

    assert code_keys(make_codebook(FUNDING)) == code_keys(make_codebook(renamed))


def test_a_changed_child_makes_its_parent_stale_since_it_takes_words_from_it() -> None:
    before = make_codebook(FUNDING, Code(id="short", name="S", parent="funding", terms={"": ("short funding",)}))
    after = make_codebook(FUNDING, Code(id="short", name="S", parent="funding", terms={"": ("brief funding",)}))

    assert code_keys(before)["funding"] != code_keys(after)["funding"]


def test_changed_new_and_removed_documents_and_codes_are_told_apart() -> None:
    before = keys_after(make_codebook(FUNDING, ACCESS), {"a": "1", "b": "2"})

    stale = find_stale(make_codebook(FUNDING), {"a": "1", "c": "3"}, before)

    assert stale.document_ids == ("c",)
    assert stale.code_ids == ("funding",)
    assert stale.retired_code_ids == ("access",)
    assert stale.retired_document_ids == ("b",)


def test_a_codebook_kept_in_the_study_matches_nothing_anew() -> None:
    pattern = ({"LOWER": {"IN": ("lack", "need")}}, {"LOWER": "money"})
    codebook = make_codebook(Code(id="lack", name="Lack", patterns=(pattern,)))

    kept = from_plain(Codebook, json.loads(json.dumps(to_plain(codebook))))

    assert code_keys(kept) == code_keys(codebook)
