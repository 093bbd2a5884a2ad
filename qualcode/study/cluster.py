"""The cluster that a command is pointed at, for more interviews than one machine is for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.voice import Voice
from qualcode.model.wording import plural, some
from qualcode.settings import Settings

if TYPE_CHECKING:
    from qualcode.suggesters.workers.scheduler import Cluster


def expect_reachable(address: str) -> None:
    """Raise UsageError where Dask is not installed, or words may not go to an address; nobody is asked yet."""
    if not address:
        return
    if find_spec("distributed") is None:
        raise UsageError(
            "--scheduler needs Dask, which is not installed", hint='pip install "qualcode[dask]" brings it'
        )
    from qualcode.suggesters.workers.connecting import check_address

    check_address(address)


@contextmanager
def cluster_at(address: str, settings: Settings, voice: Voice) -> Iterator[Cluster | None]:
    """Connect to a scheduler, and say to whom the words go; None where no address is given."""
    expect_reachable(address)
    if not address:
        yield None
        return
    from qualcode.suggesters.workers.connecting import Certificates, connect
    from qualcode.suggesters.workers.there import hosts

    own = settings.scheduler
    with connect(address, Certificates(ca=own.ca, certificate=own.certificate, key=own.key)) as cluster:
        where = some(hosts(list(cluster.client.nthreads())))
        voice.note(f"the words of the interviews go to {plural(cluster.n_threads, 'worker')} on {where}")
        yield cluster
