"""The same suggestions from two processes, where parsing passages takes so long that a second one pays.

Words alone are matched more quickly than a process starts; only token patterns make a study wait.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any

from qualcode.model.codebook import Codebook
from qualcode.model.document import Passages
from qualcode.model.hits import Hits
from qualcode.model.plain import from_plain, to_plain
from qualcode.suggesters import suggest
from qualcode.suggesters.rules.matcher import Matcher, compile_codebook

FIRST = 6
"""Documents that tell how long the others will take, after one that loads the model."""
PAYS = 8.0
"""Seconds of work ahead from which others are worth starting: each loads the model anew."""
BATCH = 4
"""Documents handed over at once."""


def suggest_in_processes(
    passages: Iterable[Passages],
    matcher: Matcher,
    *,
    n_documents: int,
    document_keys: Mapping[str, str],
    n_processes: int = 0,
) -> Iterator[Hits]:
    """What `suggest` finds, in the same order, from so many processes; 0 for two where it pays."""
    waiting = iter(passages)
    if not n_processes and matcher.patterns and _n_cores() > 1:
        yield from suggest(islice(waiting, 1), matcher, document_keys=document_keys)
        started = time.process_time()
        yield from suggest(islice(waiting, FIRST), matcher, document_keys=document_keys)
        ahead = (time.process_time() - started) / FIRST * (n_documents - 1 - FIRST)
        n_processes = 2 if ahead > PAYS else 1
    if n_processes < 2:
        yield from suggest(waiting, matcher, document_keys=document_keys)
    else:
        yield from _spread(waiting, matcher, document_keys, n_processes)


def _spread(
    waiting: Iterator[Passages], matcher: Matcher, document_keys: Mapping[str, str], n_processes: int
) -> Iterator[Hits]:
    """Batches go out and come back in order, a few at a time, so that a large study is never all in memory."""
    pool = ProcessPoolExecutor(
        n_processes,
        mp_context=get_context("spawn"),
        initializer=_prepare,
        initargs=(to_plain(matcher.codebook), matcher.wanted, matcher.cache),
    )
    pending: deque[Future[list[Hits]]] = deque()
    try:
        while batch := list(islice(waiting, BATCH)):
            keys = {each.document_id: document_keys[each.document_id] for each in batch}
            pending.append(pool.submit(_suggest, batch, keys))
            if len(pending) > 2 * n_processes:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


_matcher: Matcher
"""Of a process that helps: compiled once, when it starts."""


def _prepare(codebook: dict[str, Any], wanted: frozenset[str], cache: Path | None) -> None:
    global _matcher
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked is told, and ends this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _matcher = compile_codebook(from_plain(Codebook, codebook), only=wanted, cache=cache)


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _suggest(batch: list[Passages], document_keys: Mapping[str, str]) -> list[Hits]:
    return list(suggest(batch, _matcher, document_keys=document_keys))


def _n_cores() -> int:
    """That this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
