"""A connection to a Dask scheduler: by a secured way, or on this machine."""

from __future__ import annotations

import ipaddress
import logging
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from typing import Any

from qualcode.errors import BusyError, UsageError
from qualcode.model.nouns import dataclass
from qualcode.suggesters.workers.scheduler import Cluster

WAITED_FOR = 30
"""Seconds for a scheduler to answer, and for its first worker."""
STARTED_WITHIN = 120
"""Seconds for a worker of our own to start."""
LOCAL = "local:"
CLIENT = {
    "distributed.comm.retry.count": 0,
    "distributed.admin.low-level-log-length": 0,  # the last thousand messages, each with its interviews
}
"""What Dask is told that speaks to a scheduler."""
OWN = {
    "distributed.admin.low-level-log-length": 0,
    "distributed.admin.system-monitor.interval": "20s",
    "distributed.admin.tick.interval": "2s",
    "distributed.deploy.lost-worker-timeout": "1 day",  # who was killed comes back, however often
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.scheduler.http.routes": [],  # no pages
    "distributed.worker.http.routes": [],
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,  # no words on a disk
    "distributed.worker.profile.enabled": False,  # nobody looks at it
}
"""What a scheduler and workers of our own are told."""
HOW = "tls://HOST:PORT, tcp://127.0.0.1:PORT for one on this machine, or local:4 for four workers of its own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    """Files that show who may speak to a scheduler; without them Dask's own settings count."""

    ca: str = ""
    certificate: str = ""
    key: str = ""


def check_address(address: str) -> None:
    """Refuse an address that words of interviews may not go to. Raises UsageError."""
    scheme, _, rest = address.partition("://")
    if address.startswith(LOCAL):
        if not address.removeprefix(LOCAL).isdigit() or not 1 <= int(address.removeprefix(LOCAL)) <= 64:
            raise UsageError(f"{address}: not a number of workers", hint="for example local:4")
    elif scheme not in ("tcp", "tls") or not rest.rpartition(":")[2].isdigit():
        raise UsageError(f"{address}: no address of a scheduler", hint=HOW)
    elif scheme == "tcp" and not _is_here(rest.rpartition(":")[0]):
        raise UsageError(
            f"{address}: the words of the interviews would go over the network as they are, to whoever answers",
            hint="use tls://, with certificates named under [scheduler] in qualcode.toml",
        )


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def connect(address: str, certificates: Certificates) -> Iterator[Cluster]:
    """Connect to a scheduler and to those of its workers that are of one version with this program.

    Raises UsageError for an address that is none, BusyError where nobody answers, ProjectError for other versions.
    """
    import dask
    from distributed import Client

    check_address(address)
    security = _security(address, certificates)
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it tells what is none of the evaluator's business
    with _cluster(address) as place, dask.config.set(CLIENT):
        try:
            client = Client(place, security=security, timeout=WAITED_FOR)
        except (OSError, TimeoutError) as error:
            known = ", and are both sides' certificates of one authority" if address.startswith("tls") else ""
            raise BusyError(
                f"nobody answers at {address}", hint=f"is the scheduler running, its port open{known}?"
            ) from error
        with client:
            yield _checked(client, address)


def _checked(client: Any, address: str) -> Cluster:
    try:
        client.wait_for_workers(1, timeout=WAITED_FOR)
    except TimeoutError as error:
        raise BusyError(
            f"the scheduler at {address} has no workers", hint=f"start some: dask worker {address}"
        ) from error
    cluster = Cluster(client, address, sum(client.nthreads().values()))
    cluster.expect_same_versions()
    return cluster


@contextmanager
def _cluster(address: str) -> Iterator[Any]:
    """The scheduler at an address, or one of our own that only this machine can reach."""
    if not address.startswith(LOCAL):
        yield address
        return
    import dask
    from distributed import LocalCluster

    with tempfile.TemporaryDirectory(prefix="qualcode-") as folder, dask.config.set(OWN):
        cluster = None
        try:
            with _uninterrupted():
                cluster = LocalCluster(
                    n_workers=int(address.removeprefix(LOCAL)),
                    threads_per_worker=1,
                    host="127.0.0.1",
                    dashboard_address="127.0.0.1:0",
                    local_directory=folder,
                    memory_limit=0,
                    silence_logs=logging.CRITICAL,
                    preload=["qualcode.suggesters.workers.there"],
                    death_timeout=STARTED_WITHIN,
                    scheduler_kwargs={"allowed_failures": 2},
                )
        except (OSError, RuntimeError) as error:
            raise BusyError(f"the workers of {address} did not start", hint="ask for fewer") from error
        else:
            yield cluster
        finally:
            if cluster is not None:
                with suppress(TimeoutError):  # who does not end by then is ended with this process
                    cluster.close(timeout=WAITED_FOR)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hear ctrl+c when this is over: workers that are starting tell of it at length, each for itself."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which, started by a thread, would let it hear again, with all that it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _security(address: str, certificates: Certificates) -> Any:
    """What shows who we are, and tells whom we trust. Raises UsageError where there is nothing of it to be used."""
    from distributed.security import Security

    given = {
        "tls_ca_file": certificates.ca,
        "tls_client_cert": certificates.certificate,
        "tls_client_key": certificates.key,
    }
    security = Security(**{name: value for name, value in given.items() if value})
    hint = "name ca, certificate and key under [scheduler] in qualcode.toml"
    try:
        context = security.get_connection_args("client")["ssl_context"]
    except OSError as error:
        raise UsageError(f"the certificates cannot be used ({error.strerror or error})", hint=hint) from error
    if context is None and address.startswith("tls"):
        raise UsageError(f"{address}: needs certificates", hint=hint)
    return security
