"""What workers of a scheduler make is what this process makes, whatever becomes of them."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from distributed import Client

from qualcode.errors import BusyError, ProjectError, UsageError, frames_of
from qualcode.model.codebook import Code, Codebook
from qualcode.suggesters import workers
from qualcode.suggesters.work import Work
from qualcode.suggesters.workers import scheduler, there
from qualcode.suggesters.workers.answers import WorkerBrokeError
from qualcode.suggesters.workers.connecting import Certificates, check_address, connect
from qualcode.suggesters.workers.scheduler import Cluster, partitions
from tests.clusters import Deadly, breaks, local_cluster, of_another_version, twice
from tests.make import make_codebook
from tests.suggesters.workers.test_processes import interviews, work

__all__ = ["work"]

CANARY = "Zahra-of-Khanaqin"


@pytest.fixture(autouse=True)
def small_partitions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "N_AT_ONCE", 2)


@pytest.fixture
def codebook() -> Codebook:
    return make_codebook(Code(id="funding", name="Funding", terms={"": ("money", "times", "resources")}))


@pytest.fixture
def cluster(two_workers: str) -> Iterator[Cluster]:
    with connect(two_workers, Certificates()) as connected:
        yield connected


def spread(cluster: Cluster, numbers: Iterable[int], do: Callable[[int], Iterable[Any]]) -> Iterator[Any]:
    return cluster.spread(iter(numbers), do, weigh=lambda _: 1, lost=lambda number: [f"lost {number}"])


def test_workers_of_a_scheduler_suggest_the_same_in_the_same_order(work: Work, cluster: Cluster) -> None:
    alone = list(workers.share_out(interviews(), work, n_workers=1))

    assert list(workers.share_out(interviews(), work, cluster=cluster)) == alone


def test_no_more_is_taken_than_the_workers_can_have_at_a_time(cluster: Cluster) -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    made = spread(cluster, numbers(), twice)
    first = next(made)
    n_taken = len(taken)
    made.close()

    assert first == 0
    assert n_taken <= 2 * (2 * cluster.n_threads + 3)


def test_nobody_keeps_what_was_sent() -> None:
    others = set(map(id, parcels()))
    with local_cluster() as own, connect(own.scheduler_address, Certificates()) as cluster:
        assert len(list(spread(cluster, range(40), twice))) == 80

        until = time.monotonic() + 60  # who let go of it tells the others by and by
        while {*map(id, parcels())} - others:
            assert time.monotonic() < until, "somebody keeps interviews"
            time.sleep(0.05)


def parcels() -> list[there.Parcel]:
    """All that was sent and is still in memory."""
    gc.collect()
    return [each for each in gc.get_objects() if type(each) is there.Parcel]


@pytest.mark.parametrize(("n_ended", "lost"), [(1, []), (1000, ["lost 5"])])
def test_what_no_worker_survives_gets_a_name_and_the_rest_is_made(
    tmp_path: Path, n_ended: int, lost: list[str]
) -> None:
    with local_cluster(8) as own, connect(own.scheduler_address, Certificates()) as cluster:
        made = list(spread(cluster, range(8), Deadly(5, tmp_path / "ended", n_ended)))

    assert any(tmp_path.glob("ended*"))
    assert made == [*twice_each(range(5)), *(lost or [5, 5]), 6, 6, 7, 7]


def twice_each(numbers: Iterable[int]) -> list[int]:
    return [number for number in numbers for _ in range(2)]


def test_a_worker_of_another_version_is_refused_with_the_remedy(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "ask_versions", of_another_version)

    with pytest.raises(ProjectError, match=r"sentencex 0\.0\.1 instead of") as refused:
        cluster.expect_same_versions()

    assert any(address in refused.value.message for address in cluster.client.nthreads())
    assert "requirements.txt" in refused.value.hint


def test_a_worker_of_another_version_that_comes_later_is_refused_too(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {**there.versions(), "sentencex": "0.0.1"}
    monkeypatch.setattr(there, "versions", lambda: own)

    with pytest.raises(ProjectError, match=r"sentencex 0\.0\.1 instead of"):
        list(spread(cluster, range(40), twice))


def test_a_scheduler_that_goes_away_ends_the_command_and_not_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    with local_cluster(1) as own, connect(own.scheduler_address, Certificates()) as cluster:
        made = spread(cluster, range(1000), twice)
        next(made)
        own.close()
        with pytest.raises(BusyError, match="went away") as gone:
            list(made)

    assert "same command again" in gone.value.hint


def test_nobody_waits_for_ever_for_a_scheduler_that_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "ANSWERS_WITHIN", 0.2)
    goes_on = Event()
    with local_cluster(1) as own, connect(own.scheduler_address, Certificates()) as cluster:
        own.loop.add_callback(goes_on.wait)
        try:
            with pytest.raises(BusyError, match="went away"):
                list(spread(cluster, range(1000), twice))
        finally:
            goes_on.set()


def test_nobody_waits_for_ever_for_workers_that_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "WITHOUT_WORKERS", 1.0)
    with local_cluster(1) as own, connect(own.scheduler_address, Certificates()) as cluster:
        made = spread(cluster, range(1000), twice)
        next(made)
        own.scale(0)
        with pytest.raises(BusyError, match="has no workers left"):
            list(made)


def test_no_log_and_no_error_tells_a_word(two_workers: str, cluster: Cluster, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(WorkerBrokeError) as broke:
        list(cluster.spread(iter([CANARY] * 5), breaks, weigh=len, lost=lambda _: ()))
    logs = [cluster.client.get_worker_logs(), cluster.client.get_scheduler_logs(), caplog.text]
    with Client(two_workers) as other:
        logs.append(other.get_events())

    assert any("breaks" in frame for frame in frames_of(broke.value))
    assert str(broke.value) == "KeyError on a worker"
    assert CANARY not in repr(logs)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("tcp://dask.example.org:8786", "over the network as they are"),
        ("tcp://10.0.0.7:8786", "over the network as they are"),
        ("tcp://127.0.0.1.example.org:8786", "over the network as they are"),
        ("tls://dask.example.org", "no address"),
        ("dask.example.org:8786", "no address"),
        ("ucx://127.0.0.1:8786", "no address"),
        ("local:", "not a number of workers"),
        ("local:0", "not a number of workers"),
        ("local:1000", "not a number of workers"),
    ],
)
def test_words_go_nowhere_that_is_not_safe(address: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        check_address(address)


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:8786", "tcp://localhost:1", "tcp://[::1]:8786", "tls://10.0.0.7:8786", "local:8"]
)
def test_words_go_to_this_machine_and_over_a_secured_line(address: str) -> None:
    check_address(address)


def test_an_address_where_nobody_answers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.suggesters.workers.connecting.WAITED_FOR", 0.5)

    with (
        pytest.raises(BusyError, match=r"nobody answers at tcp://127\.0\.0\.1:9"),
        connect("tcp://127.0.0.1:9", Certificates()),
    ):
        pass


@pytest.mark.parametrize(
    ("certificates", "told"),
    [
        (Certificates(), "needs certificates"),
        (Certificates(ca="/no/such.pem", certificate="/no/such.pem", key="/no/such.key"), "No such file"),
    ],
)
def test_a_secured_line_needs_certificates_before_anybody_is_asked(certificates: Certificates, told: str) -> None:
    with pytest.raises(UsageError, match=told) as refused, connect("tls://127.0.0.1:9", certificates):
        pass

    assert "[scheduler]" in refused.value.hint


def test_long_interviews_go_fewer_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "BYTES_AT_ONCE", 10)
    monkeypatch.setattr(scheduler, "N_AT_ONCE", 3)

    made = list(partitions(iter([4, 4, 1, 1, 12, 3, 3, 3, 3]), lambda number: number))

    assert made == [[4, 4, 1], [1, 12], [3, 3, 3], [3]]
