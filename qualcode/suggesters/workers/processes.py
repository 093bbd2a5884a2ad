"""The work done by several processes, where parsing passages takes so long that they pay.

Words alone are matched more quickly than a process starts; only token patterns make a study wait.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context, parent_process

from qualcode.model.document import Passages
from qualcode.model.hits import Hits
from qualcode.suggesters.work import Work

BATCH = 4
"""Documents handed over at once."""


def find_in_processes(waiting: Iterator[Passages], work: Work, n_workers: int) -> Iterator[Hits]:
    """Hand batches out and take them back in order, a few at a time, so that a large study is never all in memory."""
    pool = ProcessPoolExecutor(n_workers, mp_context=get_context("spawn"), initializer=_prepare, initargs=(work,))
    pending: deque[Future[list[Hits]]] = deque()
    try:
        while batch := list(islice(waiting, BATCH)):
            pending.append(pool.submit(_find, batch))
            if len(pending) > 2 * n_workers:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


_work: Work
"""Of a process that helps: handed over once, when it starts."""


def _prepare(work: Work) -> None:
    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked is told, and ends this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work = work


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _find(batch: list[Passages]) -> list[Hits]:
    return [hits for passages in batch for hits in _work.find(passages)]
