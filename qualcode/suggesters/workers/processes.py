"""The work done by several processes, where parsing passages takes so long that they pay.

Words alone are matched more quickly than a process starts; only token patterns make a study wait.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from itertools import islice
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

from qualcode.model.document import Passages
from qualcode.model.hits import Hits
from qualcode.suggesters.work import Work

HEARD_WITHIN = 0.3
"""Seconds after which ctrl+c is heard at the latest."""
BATCH = 4
"""Documents or files handed over at once."""

Given = TypeVar("Given")
Made = TypeVar("Made")


def find_in_processes(waiting: Iterator[Passages], work: Work, n_workers: int) -> Iterator[Hits]:
    """Find in several documents at a time."""
    return in_processes(waiting, work.find, n_workers)


def may_fork() -> bool:
    """Whether a process can be copied, which takes no time, instead of a new one being started.

    A copy has none of the other threads, but whatever they had locked; the system counts those of libraries, too.
    """
    return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1


def in_processes(waiting: Iterator[Given], do: Callable[[Given], Iterable[Made]], n_workers: int) -> Iterator[Made]:
    """Hand batches out and take them back in order, a few at a time, so that a large study is never all in memory.

    The processes start at once, before anything is taken back.
    """
    context = get_context("fork" if may_fork() else "spawn")
    others = frozenset(active_children())
    pool = ProcessPoolExecutor(n_workers, mp_context=context, initializer=_prepare, initargs=(do,))
    pending: deque[Future[list[Made]]] = deque()
    try:
        pending.extend(_handed_out(pool, waiting, 2 * n_workers + 1))
    except BaseException:
        _end(pool, others)
        raise
    return _taken_back(pool, waiting, pending, others)


def _handed_out(pool: ProcessPoolExecutor, waiting: Iterator[Any], n_batches: int) -> Iterator[Future[list[Any]]]:
    for _ in range(n_batches):
        if batch := list(islice(waiting, BATCH)):
            yield pool.submit(_do_all, batch)


def _taken_back(
    pool: ProcessPoolExecutor,
    waiting: Iterator[Any],
    pending: deque[Future[list[Made]]],
    others: Collection[BaseProcess],
) -> Iterator[Made]:
    try:
        while pending:
            made = _made(pending.popleft())
            pending.extend(_handed_out(pool, waiting, 1))
            if not pending:  # now, since whoever counts along does not ask for more than there is
                pool.shutdown()
            yield from made
    except BaseException:
        _end(pool, others)
        raise
    pool.shutdown()


def _end(pool: ProcessPoolExecutor, others: Collection[BaseProcess]) -> None:
    """Have the processes end at once: nobody waits for what is not finished."""
    for process in active_children():
        if process not in others:
            process.terminate()
    pool.shutdown(cancel_futures=True)


def _made(future: Future[list[Made]]) -> list[Made]:
    """What comes of a batch, waited for a moment at a time: on Windows ctrl+c is not heard during a wait."""
    while True:
        with suppress(TimeoutError):
            return future.result(timeout=HEARD_WITHIN)


_do: Callable[[Any], Iterable[Any]]
"""Of a process that helps: handed over once, when it starts."""


def _prepare(do: Callable[[Any], Iterable[Any]]) -> None:
    global _do
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked is told, and ends this one
    gc.set_threshold(100_000, 50, 50)  # nearly all that is made stays until it is handed over
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _do = do


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _do_all(batch: list[Any]) -> list[Any]:
    return [made for given in batch for made in _do(given)]
