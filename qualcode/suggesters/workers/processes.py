"""The work done by several processes, where parsing passages takes so long that they pay.

Words alone are matched more quickly than a process starts; only token patterns make a study wait.

Each process has a line of its own to this one and shares no lock with anybody, so that it can be killed at any moment,
also in the middle of an answer, and nobody waits for the rest of it.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from qualcode.errors import BusyError
from qualcode.model.document import Passages
from qualcode.model.hits import PackedHits
from qualcode.suggesters.work import Work
from qualcode.suggesters.workers.answers import answer_of, made_in

HEARD_WITHIN = 0.3
"""Seconds after which ctrl+c is heard at the latest: on Windows it is not heard during a wait."""
BATCH = 4
"""Documents or files handed over at once."""
AT_HAND = 2
"""Batches that a process has: one it works on, and one to go on with."""

Given = TypeVar("Given")
Made = TypeVar("Made")


def find_in_processes(waiting: Iterator[Passages], work: Work, n_workers: int) -> Iterator[PackedHits]:
    """Find in several documents at a time."""
    return in_processes(waiting, work.packed, n_workers)


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
    batches = iter(lambda: list(islice(waiting, BATCH)), [])
    helpers: list[_Helper] = []
    try:
        for batch in islice(batches, n_workers):
            helpers.append(_Helper(context, do))
            helpers[-1].hand(batch)
        pending = deque(helpers)
        _hand_out(batches, helpers, pending)
    except BaseException:
        _end(helpers)
        raise
    return _taken_back(batches, helpers, pending)


class _Helper:
    """A process that helps, with what it has made and not given back."""

    def __init__(self, context: Any, do: Callable[[Any], Iterable[Any]]) -> None:
        self.line, its_own = context.Pipe()
        self.process = context.Process(target=_help, args=(do, its_own, self.line), daemon=True)
        self.process.start()
        its_own.close()
        self.n_at_hand = 0
        self.made: deque[list[Any]] = deque()

    def hand(self, batch: list[Any]) -> None:
        """Give it work. Raises BusyError where the process is gone."""
        try:
            self.line.send(batch)
        except OSError as error:
            raise _gone() from error
        self.n_at_hand += 1

    def take(self) -> None:
        """Take from it what it made. Raises BusyError where the process is gone."""
        try:
            answer = self.line.recv()
        except (OSError, EOFError) as error:
            raise _gone() from error
        self.n_at_hand -= 1
        self.made.append(list(chain.from_iterable(made_in(answer))))


def _hand_out(batches: Iterator[list[Any]], helpers: list[_Helper], pending: deque[_Helper]) -> None:
    """Give whoever has least to do more of it, as long as few batches wait to be given back."""
    while len(pending) <= AT_HAND * len(helpers):
        free = min(helpers, key=lambda helper: helper.n_at_hand, default=None)
        if free is None or free.n_at_hand >= AT_HAND or not (batch := next(batches, None)):
            return
        free.hand(batch)
        pending.append(free)


def _taken_back(batches: Iterator[list[Any]], helpers: list[_Helper], pending: deque[_Helper]) -> Iterator[Any]:
    by_line = {helper.line: helper for helper in helpers}
    try:
        while pending:
            helper = pending.popleft()
            _hand_out(batches, helpers, pending)
            while not helper.made:
                for line in wait(list(by_line), timeout=HEARD_WITHIN):
                    by_line[line].take()
                _hand_out(batches, helpers, pending)
            made = helper.made.popleft()
            if not pending:  # now, since whoever counts along does not ask for more than there is
                _end(helpers)
            yield from made
    finally:
        _end(helpers)


def _end(helpers: list[_Helper]) -> None:
    """End all processes, whatever they do: nobody wants what is not taken back."""
    while helpers:
        helper = helpers.pop()
        helper.process.kill()
        helper.line.close()
        helper.process.join()


def _gone() -> BusyError:
    return BusyError(
        "a process that helped was ended from outside; perhaps memory ran out",
        hint="close other programs and give the same command again",
    )


def _help(do: Callable[[Any], Iterable[Any]], line: Connection, other_end: Connection) -> None:
    """What a process does that helps, until it is ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked is told, and ends this one
    gc.freeze()  # what a copy began with is shared as long as nobody looks through it
    gc.set_threshold(100_000, 50, 50)  # nearly all that is made stays until it is handed over
    other_end.close()
    batches: SimpleQueue[list[Any]] = SimpleQueue()
    threading.Thread(target=_take_in, args=(line, batches), daemon=True).start()
    while True:
        answer = answer_of(partial(map, do, batches.get()))
        try:
            line.send(answer)
        except OSError:
            os._exit(1)


def _take_in(line: Connection, batches: SimpleQueue[list[Any]]) -> None:
    """Take work at any time, so that nobody waits to hand it over; end with the process that asked."""
    try:
        while True:
            batches.put(line.recv())
    except (OSError, EOFError):
        os._exit(1)
