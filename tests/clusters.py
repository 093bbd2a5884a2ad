"""A scheduler with two workers on this machine, and work that ends them."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import LocalCluster

from qualcode.suggesters.workers.there import versions


@contextmanager
def local_cluster(*, processes: bool = True, n_workers: int = 2) -> Iterator[LocalCluster]:
    """Workers that come back when they are killed; a partition may end two of them before it is given up."""
    with (
        dask.config.set({"distributed.deploy.lost-worker-timeout": "1 day"}),
        LocalCluster(
            n_workers=n_workers,
            threads_per_worker=1,
            processes=processes,
            protocol="tcp://",
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            memory_limit=0,
            silence_logs=logging.CRITICAL,
            scheduler_kwargs={"allowed_failures": 1},
        ) as cluster,
    ):
        yield cluster


@pytest.fixture(scope="session")
def two_workers() -> Iterator[str]:
    """The address of a scheduler with two workers."""
    with local_cluster() as cluster:
        yield cluster.scheduler_address


def twice(given: int) -> list[int]:
    """Make two of everything."""
    return [given, given]


class KillsOnce:
    """Work that ends the first worker which meets a certain number."""

    def __init__(self, number: int, mark: Path) -> None:
        self.number, self.mark = number, mark

    def __call__(self, given: int) -> list[int]:
        if given == self.number and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return twice(given)


def deadly(given: int) -> list[int]:
    """Work that ends every worker which meets 5."""
    if given == 5:
        os._exit(1)
    return twice(given)


def breaks(given: str) -> list[str]:
    """Work with a bug, which holds words of an interview."""
    raise KeyError(given)


def become_another_version() -> None:
    """On a worker: have another sentencex."""
    from qualcode.suggesters.workers import there

    there.versions = lambda: {**versions(), "sentencex": "0.0.1"}


def become_the_same_again() -> None:
    """On a worker: have what is installed."""
    from qualcode.suggesters.workers import there

    there.versions = versions


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
