from __future__ import annotations

from qualcode.model.codebook import Code, Codebook
from qualcode.suggesters import Material, code_keys, find_stale, passages_of
from qualcode.suggesters.rules.apply import Keywords
from qualcode.suggesters.work import plan_work
from tests.make import make_codebook, make_document, make_segments

FUNDING = Code(id="funding", name="Funding", terms={"": ("fund",)})
ACCESS = Code(id="access", name="Access", terms={"": ("road",)})


def keys_after(codebook: Codebook, document_keys: dict[str, str]) -> dict[tuple[str, str], str]:
    documents = [make_document("Funds for roads.", id=document_id) for document_id in document_keys]
    passages = [passages_of(document, make_segments(document)) for document in documents]
    material = Material(codebook=codebook, document_keys=document_keys)
    work = plan_work(material, {"keywords": Keywords}, {}, earlier=tuple, texts=lambda _: ()).work
    return {(some.document_id, some.code_id): some.key for each in passages for some in work.find(each)}


def test_nothing_is_stale_after_matching() -> None:
    codebook = make_codebook(FUNDING, ACCESS)
    stale = find_stale(code_keys(codebook), {"a": "1", "b": "2"}, keys_after(codebook, {"a": "1", "b": "2"}))

    assert (stale.document_ids, stale.code_ids, stale.retired_code_ids, stale.retired_document_ids) == ((), (), (), ())


def test_an_edited_code_alone_is_stale() -> None:
    before = keys_after(make_codebook(FUNDING, ACCESS), {"a": "1", "b": "2"})
    edited = Code(id="access", name="Access", terms={"": ("road", "checkpoint")})

    stale = find_stale(code_keys(make_codebook(FUNDING, edited)), {"a": "1", "b": "2"}, before)

    assert (stale.document_ids, stale.code_ids) == (("a", "b"), ("access",))


def test_changed_new_and_removed_documents_and_codes_are_told_apart() -> None:
    before = keys_after(make_codebook(FUNDING, ACCESS), {"a": "1", "b": "2"})

    stale = find_stale(code_keys(make_codebook(FUNDING)), {"a": "1", "c": "3"}, before)

    assert stale.document_ids == ("c",)
    assert stale.code_ids == ("funding",)
    assert stale.retired_code_ids == ("access",)
    assert stale.retired_document_ids == ("b",)
