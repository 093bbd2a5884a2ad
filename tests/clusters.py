"""A scheduler with two workers on this machine, and work that ends them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import dask
import pytest
from distributed import LocalCluster, Status, Worker, get_worker

from qualcode.suggesters.workers.connecting import OWN
from qualcode.suggesters.workers.there import versions


@contextmanager
def local_cluster(n_workers: int = 2, *, processes: bool = False) -> Iterator[LocalCluster]:
    """Workers that speak to the scheduler as they would from elsewhere; a partition may end two before it is given up.

    Where they are no `processes` of their own, they start at once, and none comes back.
    """
    with dask.config.set(OWN):
        cluster = LocalCluster(
            n_workers=n_workers,
            threads_per_worker=1,
            processes=processes,
            protocol="tcp://",
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            memory_limit=0,
            silence_logs=logging.CRITICAL,
            scheduler_kwargs={"allowed_failures": 1},
        )
        try:
            yield cluster
        finally:
            cluster.close(timeout=60)


@pytest.fixture(scope="module")
def two_workers() -> Iterator[str]:
    """The address of a scheduler with two workers, gone before other tests: its threads draw random numbers."""
    with local_cluster() as cluster:
        yield cluster.scheduler_address


def twice(given: int) -> list[int]:
    """Make two of everything."""
    return [given, given]


class Deadly:
    """Work that ends workers which meet a certain number: all of them, or so many."""

    def __init__(self, number: int, mark: Path, n: int = 1000) -> None:
        self.number, self.mark, self.n = number, mark, n

    def __call__(self, given: int) -> list[int]:
        if given == self.number and len(list(self.mark.parent.glob(f"{self.mark.name}*"))) < self.n:
            self.mark.with_name(f"{self.mark.name}-{uuid4()}").touch()
            end_worker()
        return twice(given)


def end_worker() -> None:
    """On a worker: be gone, for the scheduler, in the middle of the work."""
    worker = get_worker()
    worker.plugins.clear()  # who is killed takes leave of nothing
    worker.loop.add_callback(worker.close, executor_wait=False)
    while worker.status is not Status.closed:
        time.sleep(0.01)


def breaks(given: str) -> list[str]:
    """Work with a bug, which holds words of an interview."""
    raise KeyError(given)


def of_another_version(dask_worker: Worker) -> dict[str, str]:
    """On a worker: what it has, which on the first is another sentencex."""
    return {**versions(), **({} if dask_worker.name else {"sentencex": "0.0.1"})}


class Losing:
    """In place of a cluster: does the work here, but for what no worker would survive."""

    def __init__(self, is_lost: Callable[[Any], bool]) -> None:
        self.is_lost = is_lost

    def spread(
        self,
        waiting: Iterator[Any],
        do: Callable[[Any], Iterable[Any]],
        *,
        weigh: Callable[[Any], int],
        lost: Callable[[Any], Iterable[Any]],
    ) -> Iterator[Any]:
        for given in waiting:
            assert weigh(given) > 0
            yield from lost(given) if self.is_lost(given) else do(given)

    @contextmanager
    def connected(self, *_: object) -> Iterator[Losing]:
        """In place of `cluster_at`."""
        yield self
