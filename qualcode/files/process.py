"""Which process, on which machine, is writing a file that has no name yet."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import time
from pathlib import Path

MARK = "([0-9]+)(?:-([0-9a-f]{8}))?"
"""What `own_mark` makes, as a pattern: the process, and its machine."""
TEMPORARY = re.compile(rf"\.qualcode-{MARK}-.*\.tmp")
"""A file that was being written when its process ended."""
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
    if machine not in (None, _machine()):  # of a process over there nobody here knows
        return False
    import psutil  # on Windows `os.kill` would end the process that is asked after

    try:
        return not psutil.pid_exists(process)
    except OverflowError:  # no process has such a number
        return True


def remove_temporary(folder: Path) -> None:
    """Delete the files that a process which is gone was writing into a folder: they may hold quotes."""
    try:
        found = [(path, match) for path in folder.iterdir() if (match := TEMPORARY.fullmatch(path.name))]
        for path, match in found:
            if path.is_file() and not path.is_symlink() and is_left(path, int(match[1]), match[2]):
                path.unlink(missing_ok=True)
    except OSError:  # where nothing may be deleted, nothing was left by one's own work
        return


def _machine() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]
