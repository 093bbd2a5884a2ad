from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing import active_children
from typing import Any

import pytest

from qualcode.errors import BusyError, ReadError, frames_of
from qualcode.model.codebook import Code, Codebook
from qualcode.model.document import Passages
from qualcode.model.hits import PackedHits, Slot
from qualcode.suggesters import SUGGESTERS, Material, passages_of, workers
from qualcode.suggesters.work import Work, plan_work
from qualcode.suggesters.workers import processes
from qualcode.suggesters.workers.answers import WorkerBrokeError
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
        Code(id="funding", name="Funding", terms={"fr": ("money", "all"), "": ("money", "times")}),
        Code(id="lack", name="Lack", patterns=(pattern,)),
    )


@pytest.fixture
def work(codebook: Codebook) -> Work:
    keys = {f"kii-{number}": f"key-{number}" for number in range(N)}
    material = Material(codebook=codebook, document_keys=keys)
    return plan_work(material, SUGGESTERS, {}, earlier=tuple, texts=lambda _: ()).work


def test_two_processes_suggest_the_same_in_the_same_order(work: Work) -> None:
    alone = list(workers.share_out(interviews(), work, n_workers=1))

    shared = workers.share_out(interviews(), work, n_workers=2)

    assert list(shared) == alone
    assert sum(len(hits.columns) for hits in alone) > N


@pytest.mark.parametrize("n_workers", [1, 2])
def test_the_same_bytes_are_found_in_whatever_order_and_by_however_many(work: Work, n_workers: int) -> None:
    def packed(passages: list[Passages], n: int) -> dict[Slot, tuple[str, bytes]]:
        hits = workers.share_out(passages, work, n_workers=n)
        return {(each.document_id, each.code_id, each.suggester): (each.found, each.columns) for each in hits}

    several = [
        replace(each, language=("en", "ar", "fr", "de")[number % 4], languages=())
        for number, each in enumerate(interviews())
    ]

    assert packed(several[::-1], n_workers) == packed(several, 1)


@pytest.mark.parametrize("may_fork", [False, True])
@pytest.mark.parametrize(("pays", "n_started"), [(1e9, 0), (-1e9, 1)])
def test_other_processes_are_started_where_it_pays(
    work: Work, monkeypatch: pytest.MonkeyPatch, pays: float, n_started: int, may_fork: bool
) -> None:
    started: list[int] = []

    def spread(waiting: Iterator[Passages], work: Work, n_workers: int) -> Iterator[PackedHits]:
        started.append(n_workers)
        return workers.find_here(waiting, work)

    monkeypatch.setattr(workers, "may_fork", lambda: may_fork)
    monkeypatch.setattr(workers, "COPY_PAYS" if may_fork else "PAYS", pays)
    monkeypatch.setattr(workers, "WORTH", 0)
    monkeypatch.setattr(workers, "n_cores", lambda: 2)
    monkeypatch.setitem(workers.WORKERS, "processes", spread)

    found = list(workers.share_out(interviews(), work))

    assert len(started) == n_started
    assert [hits.document_id for hits in found[::3]] == [f"kii-{number}" for number in range(N)]


def test_where_words_alone_are_matched_no_new_process_is_started(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "may_fork", lambda: False)
    monkeypatch.setattr(workers, "PAYS", -1e9)
    monkeypatch.setattr(workers, "WORTH", 1e9)
    monkeypatch.setattr(workers, "n_cores", lambda: 2)
    monkeypatch.delitem(workers.WORKERS, "processes")

    assert list(workers.share_out(interviews(), work)) == list(workers.share_out(interviews(), work, n_workers=1))


def wait_long(given: int) -> list[int]:
    time.sleep(600)
    return [given]


def make_much(given: int) -> list[bytes]:
    return [bytes(50_000_000)]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs an alarm")
@pytest.mark.parametrize("do", [wait_long, make_much])
def test_who_stops_waits_for_nobody_at_work_or_in_the_middle_of_an_answer(
    monkeypatch: pytest.MonkeyPatch, do: Callable[[int], list[Any]]
) -> None:
    waited: list[float | None] = []
    wait = processes.wait

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    def waiting(lines: Any, timeout: float | None = None) -> Any:
        if not waited:
            signal.setitimer(signal.ITIMER_REAL, 0.4)
        waited.append(timeout)
        return wait(lines, timeout)

    monkeypatch.setattr(processes, "wait", waiting)
    others = active_children()
    before = signal.signal(signal.SIGALRM, stop)
    try:
        with pytest.raises(KeyboardInterrupt):
            list(processes.in_processes(iter(range(1000)), do, 2))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

    assert waited
    assert all(timeout is not None and timeout <= 0.5 for timeout in waited)
    assert set(active_children()) <= set(others)


def test_who_cannot_begin_leaves_no_process_behind() -> None:
    others = active_children()

    def broken() -> Iterator[int]:
        yield from range(processes.BATCH)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        processes.in_processes(broken(), as_it_is, 2)

    assert set(active_children()) <= set(others)


def end_itself(given: int) -> list[int]:
    os._exit(1) if given == 5 else None
    return [given]


def test_a_process_that_is_ended_from_outside_ends_the_work_with_the_remedy() -> None:
    others = active_children()

    with pytest.raises(BusyError, match="ended from outside") as ended:
        list(processes.in_processes(iter(range(99)), end_itself, 2))

    assert "same command again" in ended.value.hint
    assert set(active_children()) <= set(others)


def refuse(given: int) -> list[int]:
    raise ReadError("kii-03: nothing to read", hint="save it again") if given else KeyError("Zahra said so")


@pytest.mark.parametrize(
    ("first", "kind", "told"),
    [(1, ReadError, "kii-03: nothing to read\nsave it again"), (0, WorkerBrokeError, "KeyError on a worker")],
)
def test_an_error_comes_back_as_it_is_and_a_bug_without_its_words(first: int, kind: type[Exception], told: str) -> None:
    with pytest.raises(kind) as met:
        list(processes.in_processes(iter([first]), refuse, 2))

    assert str(met.value) == told
    assert isinstance(met.value, ReadError) or any("refuse" in frame for frame in frames_of(met.value))


def as_it_is(given: int) -> list[int]:
    return [given]


def test_whoever_takes_as_many_as_there_are_leaves_no_process_behind() -> None:
    others = active_children()

    taken = processes.in_processes(iter(range(9)), as_it_is, 2)

    assert [next(taken) for _ in range(9)] == [*range(9)]
    assert set(active_children()) <= set(others)
