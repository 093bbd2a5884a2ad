"""Who does the work of suggesting: this process, several, or those of a scheduler.

Whoever does it finds the same, in the same order.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from qualcode.model.document import Passages
from qualcode.model.hits import PackedHits
from qualcode.suggesters.work import Work
from qualcode.suggesters.workers.here import find_here
from qualcode.suggesters.workers.processes import find_in_processes, in_processes, may_fork

if TYPE_CHECKING:
    from qualcode.suggesters.workers.scheduler import Cluster

Given = TypeVar("Given")
Made = TypeVar("Made")

FIRST = 6
"""Documents that tell how long the others will take, after one that loads what is needed."""
PAYS = 8.0
"""Seconds of work ahead from which others are worth starting: each loads everything anew."""
WORTH = 0.05
"""Seconds a document takes from which it is worth handing over: words alone are found more quickly."""
COPY_PAYS = 0.3
"""Seconds of work ahead from which a copy of this process is worth making, which has everything loaded."""

WORKERS: dict[str, Callable[[Iterator[Passages], Work, int], Iterator[PackedHits]]] = {
    "here": find_here,
    "processes": find_in_processes,
}
"""How suggesting is done on this machine."""


# To have work done somewhere else, add workers/<where>.py with one function and name it here.
def spread_out(
    waiting: Iterator[Given],
    do: Callable[[Given], Iterable[Made]],
    *,
    n_workers: int,
    cluster: Cluster | None = None,
    weigh: Callable[[Given], int],
    lost: Callable[[Given], Iterable[Made]],
) -> Iterator[Made]:
    """Have the work done that documents need, wherever it is done, and give back what was made in their order.

    `weigh` says how many bytes a document is; `lost` what is made of one that no worker of a cluster survives.
    """
    if cluster is not None:
        return cluster.spread(waiting, do, weigh=weigh, lost=lost)
    if n_workers > 1:
        return in_processes(waiting, do, n_workers)
    return chain.from_iterable(map(do, waiting))


def share_out(
    passages: Iterable[Passages],
    work: Work,
    *,
    n_workers: int = 0,
    cluster: Cluster | None = None,
    lost: Callable[[str], None] = lambda _: None,
) -> Iterator[PackedHits]:
    """Find what has to be found in these documents, in their order; `n_workers` is 0 for two where it pays.

    With a `cluster` its workers do it; `lost` is told the id of a document that none of them survives.
    """
    waiting = iter(passages)
    if cluster is not None:
        nothing = partial(_nothing, lost=lost)
        yield from spread_out(waiting, work.packed, n_workers=0, cluster=cluster, weigh=_weight, lost=nothing)
        return
    if not n_workers and n_cores() > 1:
        yield from find_here(islice(waiting, 1), work)
        started = time.process_time()
        yield from find_here(islice(waiting, FIRST), work)
        each = (time.process_time() - started) / FIRST
        ahead = each * (len(work.document_ids) - 1 - FIRST)
        n_workers = 2 if ahead > (COPY_PAYS if may_fork() else PAYS if each > WORTH else math.inf) else 1
    yield from WORKERS["processes" if n_workers > 1 else "here"](waiting, work, n_workers)


def _weight(passages: Passages) -> int:
    return len(passages.text)


def _nothing(passages: Passages, lost: Callable[[str], None]) -> Iterable[PackedHits]:
    """What is found where nobody can look: nothing, so that the document is looked at again the next time."""
    lost(passages.document_id)
    return ()


def n_cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
