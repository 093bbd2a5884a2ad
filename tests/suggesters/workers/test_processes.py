from __future__ import annotations

from collections.abc import Iterator

import pytest

from qualcode.model.codebook import Code, Codebook
from qualcode.model.document import Passages
from qualcode.suggesters import compile_codebook, passages_of, suggest
from qualcode.suggesters.workers import processes
from tests.make import make_codebook, make_document, make_segments

N = 15


def interviews() -> Iterator[Passages]:
    for number in range(N):
        document = make_document("We lack nearly all resources.", f"Money came {number} times.", id=f"kii-{number}")
        yield passages_of(document, make_segments(document))


@pytest.fixture
def codebook() -> Codebook:
    pattern = ({"LOWER": "lack"}, {"LOWER": {"IN": ("nearly", "almost")}, "OP": "?"}, {"LOWER": "all"})
    return make_codebook(
        Code(id="funding", name="Funding", terms={"": ("money",)}), Code(id="lack", name="Lack", patterns=(pattern,))
    )


@pytest.fixture
def keys() -> dict[str, str]:
    return {f"kii-{number}": f"key-{number}" for number in range(N)}


def test_two_processes_suggest_the_same_in_the_same_order(codebook: Codebook, keys: dict[str, str]) -> None:
    matcher = compile_codebook(codebook)
    alone = list(suggest(interviews(), matcher, document_keys=keys))

    shared = processes.suggest_in_processes(interviews(), matcher, n_documents=N, document_keys=keys, n_processes=2)

    assert list(shared) == alone
    assert sum(len(hits.columns) for hits in alone) > N


@pytest.mark.parametrize(("pays", "n_started"), [(1e9, 0), (-1e9, 1)])
def test_other_processes_are_started_where_it_pays(
    codebook: Codebook, keys: dict[str, str], monkeypatch: pytest.MonkeyPatch, pays: float, n_started: int
) -> None:
    started: list[int] = []

    def spread(waiting: Iterator[Passages], matcher: object, document_keys: object, n: int) -> Iterator[object]:
        started.append(n)
        return suggest(waiting, compile_codebook(codebook), document_keys=keys)

    monkeypatch.setattr(processes, "PAYS", pays)
    monkeypatch.setattr(processes, "_n_cores", lambda: 2)
    monkeypatch.setattr(processes, "_spread", spread)
    matcher = compile_codebook(codebook)

    found = list(processes.suggest_in_processes(interviews(), matcher, n_documents=N, document_keys=keys))

    assert len(started) == n_started
    assert [hits.document_id for hits in found[::2]] == [f"kii-{number}" for number in range(N)]
