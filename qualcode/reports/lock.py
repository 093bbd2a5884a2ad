"""The lock file beside a report."""

from __future__ import annotations

import json
from pathlib import Path

from qualcode.errors import ReadError
from qualcode.files.write import write_whole
from qualcode.model.lock import Lock
from qualcode.model.plain import from_plain, to_plain
from qualcode.reports.json_file import dumped

FORMAT = 1
SUFFIX = ".lock"
LARGEST = 200_000_000


def write_lock(lock: Lock, path: Path) -> None:
    """Keep what a report said and what it rested on."""
    about = "What a report said and what it rested on: qualcode diff FILE. For the team: it names interviews."
    write_whole(path, dumped({"qualcode lock": FORMAT, "about": about, **to_plain(lock)}).encode())


def read_lock(path: Path) -> Lock:
    """A lock as it was written. ReadError where the file is none."""
    try:
        usable = path.is_file() and path.stat().st_size <= LARGEST
        content = json.loads(path.read_text(encoding="utf-8") if usable else "")
        newer = content.pop("qualcode lock") != FORMAT
        lock = None if newer else from_plain(Lock, content)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ReadError(
            f"{path}: not a lock file of a qualcode report",
            hint="name the file that `qualcode report` left beside a report, for instance reports/report.lock",
        ) from None
    if lock is None:
        raise ReadError(f"{path}: made by a newer qualcode", hint="install the newest qualcode and try again")
    return lock
