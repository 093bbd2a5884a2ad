"""Which process, on which machine, is writing a file that has no name yet."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir, mkdtemp

MARK = "([0-9]+)(?:-([0-9a-f]{8}))?"
"""What `own_mark` makes, as a pattern: the process, and its machine."""
TEMPORARY = re.compile(rf"\.qualcode-{MARK}-.*\.tmp")
"""A file that was being written when its process ended."""
PRIVATE = re.compile(rf"qualcode-{MARK}-.*\.tmp")
"""A folder of a process, where the system keeps what is temporary."""
DAY = 86_400


def own_mark() -> str:
    """The number of this process, and which machine it runs on: several may share a folder."""
    return f"{os.getpid()}-{_machine()}"


def is_left(path: Path, process: int, machine: str | None) -> bool:
    """Whether a file that a process was writing is left over: the process is gone, or the file a day old."""
    try:
        if time.time() - path.stat().st_mtime > DAY:
            return True
    except OSError:
        return False
    return _is_gone(process, machine)


def _is_gone(process: int, machine: str | None) -> bool:
    if machine not in (None, _machine()):  # of a process over there nobody here knows
        return False
    import psutil  # on Windows `os.kill` would end the process that is asked after

    try:
        return not psutil.pid_exists(process)
    except OverflowError:  # no process has such a number
        return True


def private_folder() -> Path:
    """Make a folder where the system keeps what is temporary, which only its owner can read.

    Those of processes that are gone are taken away: they may hold a client's files.
    """
    for path in Path(gettempdir()).glob("qualcode-*.tmp"):
        match = PRIVATE.fullmatch(path.name)
        if match and _is_gone(int(match[1]), match[2]):
            rmtree(path, ignore_errors=True)  # nor a link, nor another person's
    return Path(mkdtemp(prefix=f"qualcode-{own_mark()}-", suffix=".tmp"))


@contextmanager
def own_folder(parent: Path) -> Iterator[Path]:
    """A folder of this process, gone afterwards; where the process dies, the next one takes it away."""
    with TemporaryDirectory(dir=parent, prefix=f".qualcode-{own_mark()}-", suffix=".tmp") as made:
        yield Path(made)


def discard(path: Path) -> None:
    """Delete what a process that is gone was writing: a file, or a folder of its own."""
    if path.is_dir():
        rmtree(path)
    else:
        path.unlink(missing_ok=True)


def remove_temporary(folder: Path) -> None:
    """Delete the files that a process which is gone was writing into a folder: they may hold quotes."""
    try:
        found = [(path, match) for path in folder.iterdir() if (match := TEMPORARY.fullmatch(path.name))]
        for path, match in found:
            if not path.is_symlink() and is_left(path, int(match[1]), match[2]):
                discard(path)
    except OSError:  # where nothing may be deleted, nothing was left by one's own work
        return


def _machine() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]
