"""The work done by the workers of a Dask scheduler that runs already, or of one of our own on this machine.

A few partitions are out at a time and are taken back in order, so that memory stays what it is however many interviews
there are, and whoever stores them stores the same rows in the same order as without a scheduler.
"""

from __future__ import annotations

import pickle
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from functools import partial
from itertools import islice
from time import monotonic
from typing import Any, NoReturn, TypeVar

from qualcode.errors import BusyError, ProjectError
from qualcode.model.nouns import dataclass
from qualcode.suggesters.workers.answers import made_in
from qualcode.suggesters.workers.there import Differs, Parcel, ask_versions, differences, do_there, versions

HEARD_WITHIN = 0.3
"""Seconds after which ctrl+c is heard at the latest."""
N_AT_ONCE, BYTES_AT_ONCE = 25, 4_000_000
"""Documents, or bytes of them, that make a partition."""
WITHOUT_WORKERS = 60.0
"""Seconds to wait for a worker to come back before giving up."""
ANSWERS_WITHIN = 60.0
"""Seconds in which a scheduler answers, if it ever does."""
SAME_VERSIONS = "install on every worker what is installed here: the same qualcode, with its requirements.txt"
GO_ON = "what was stored stays; once it runs, give the same command again: it goes on where it stood"

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A scheduler and its workers."""

    client: Any
    address: str
    n_threads: int

    def expect_same_versions(self) -> None:
        """Refuse workers that would find something else. Raises ProjectError, which names one of them."""
        try:
            found = self._ask(self.client.run, ask_versions)
        except BusyError:
            raise
        except Exception as error:
            raise ProjectError(
                f"the workers of {self.address} cannot run this qualcode ({type(error).__name__})", hint=SAME_VERSIONS
            ) from None
        for worker, own in found.items():
            if other := differences(versions(), own):
                _refuse(Differs(worker, other))

    def spread(
        self,
        waiting: Iterator[Given],
        do: Callable[[Given], Iterable[Made]],
        *,
        weigh: Callable[[Given], int],
        lost: Callable[[Given], Iterable[Made]],
    ) -> Iterator[Made]:
        """Have workers do the work, and give back what they made, in the order of the documents.

        `weigh` says how many bytes a document is. Of one that no worker survives, `lost` says what is made instead.
        """
        from qualcode.suggesters.workers.teaching import Teach

        name = f"qualcode-{uuid.uuid4().hex}"
        self._ask(self.client.register_plugin, Teach(name, pickle.dumps(do, protocol=5)))
        batches = partitions(waiting, weigh)
        out = deque((batch, self._hand_out(name, batch)) for batch in islice(batches, 2 * self.n_threads + 2))
        try:
            while out:
                batch, future = out.popleft()
                made = self._made(future)
                if made is None:  # who else was on those workers is innocent: let them come back first
                    for _, other in out:
                        self._wait(other)
                    made = list(self._by_halves(name, batch, lost))
                del future
                out.extend((batch, self._hand_out(name, batch)) for batch in islice(batches, 1))
                for each in made:
                    yield from each
        finally:
            self._let_go(name, [future for _, future in out])

    def _hand_out(self, name: str, batch: Sequence[Any]) -> Any:
        key = f"{name}-{uuid.uuid4().hex}"
        return self.client.submit(do_there, name, dict(versions()), Parcel.of(batch), key=key, pure=False)

    def _by_halves(self, name: str, batch: list[Any], lost: Callable[[Any], Iterable[Any]]) -> Iterator[list[Any]]:
        """Do again what killed workers, nothing beside it, in ever smaller parts until the document has a name."""
        middle = len(batch) // 2
        for part in (batch[:middle], batch[middle:]) if middle else (batch,):
            made = self._made(self._hand_out(name, part))
            if made is not None:
                yield from made
            elif len(part) == 1:
                yield list(lost(part[0]))
            else:
                yield from self._by_halves(name, part, lost)

    def _made(self, future: Any) -> list[list[Any]] | None:
        """What came of a partition, a list for each document; None where it killed workers."""
        from distributed import KilledWorker

        answer = None
        while answer is None:
            self._wait(future)
            try:
                answer = future.result(timeout=WITHOUT_WORKERS).opened()
            except KilledWorker:
                return None
            except TimeoutError:  # it went with the worker that had it, and is done again where there is another
                if not self._n_workers():
                    self._alone()
            except (CancelledError, OSError) as error:
                self._gone(error)
        if isinstance(answer, Differs):
            _refuse(answer)
        return made_in(answer)

    def _wait(self, future: Any) -> None:
        """Wait for a partition, a moment at a time, as long as there is anybody who may do it."""
        from distributed import wait

        alone_since = 0.0
        looked = monotonic()
        while not future.done():
            try:
                wait([future], timeout=HEARD_WITHIN)
            except TimeoutError:
                pass
            except (CancelledError, OSError) as error:
                self._gone(error)
            if self.client.status != "running":
                self._gone(None)
            if monotonic() - looked > WITHOUT_WORKERS / 20:
                looked = monotonic()
                alone_since = 0.0 if self._n_workers() else alone_since or looked
                if alone_since and looked - alone_since > WITHOUT_WORKERS:
                    self._alone()

    def _n_workers(self) -> int:
        return len(self._ask(self.client.nthreads))

    def _ask(self, ask: Callable[..., Any], *given: object) -> Any:
        """Ask the scheduler something. Raises BusyError where it does not answer: a stopped one takes questions."""

        async def asked() -> Any:
            return await ask(*given)

        try:
            return self.client.sync(asked, callback_timeout=ANSWERS_WITHIN)
        except (CancelledError, OSError) as error:
            self._gone(error)

    def _alone(self) -> NoReturn:
        raise BusyError(f"{self.address} has no workers left", hint=GO_ON)

    def _gone(self, error: BaseException | None) -> NoReturn:
        raise BusyError(f"the scheduler at {self.address} went away", hint=GO_ON) from error

    def _let_go(self, name: str, futures: list[Any]) -> None:
        """Have nobody work on what is no longer wanted; who is gone cannot be told."""
        if self.client.status != "running":
            return
        try:
            self._ask(partial(self.client.cancel, force=True), futures)
            self._ask(self.client.unregister_worker_plugin, name)
        except Exception:  # noqa: S110 - whatever is wrong is told by what we are leaving for
            pass


def partitions(waiting: Iterator[Given], weigh: Callable[[Given], int]) -> Iterator[list[Given]]:
    """Put documents together until they are worth a way."""
    batch: list[Given] = []
    weight = 0
    for given in waiting:
        batch.append(given)
        weight += weigh(given)
        if len(batch) >= N_AT_ONCE or weight >= BYTES_AT_ONCE:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _refuse(answer: Differs) -> NoReturn:
    raise ProjectError(f"worker {answer.worker} has another version: {answer.what}", hint=SAME_VERSIONS)
