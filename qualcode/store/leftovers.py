"""What a killed process left in a study's folder: copies and files that never got their name."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

from qualcode.store.backup import FOLDER

PLACES = ("", FOLDER, "reports")
PARTIAL = re.compile(r"\.project(?:\.db|-.*\.db)\.([0-9]+)(?:-journal)?|\.qualcode-([0-9]+)-.*\.tmp")
"""Each with the number of the process that was making it."""
DAY = 86_400


def remove_leftovers(folder: Path) -> list[Path]:
    """Delete files that were being written by a process that is gone, or that are a day old; returns them."""
    gone = []
    for place in PLACES:
        for path in sorted((folder / place).glob(".*")):
            found = PARTIAL.fullmatch(path.name)
            if found and path.is_file() and _is_left(path, int(found[1] or found[2])):
                try:
                    path.unlink(missing_ok=True)
                except OSError:  # where nothing may be deleted, nothing was left by this study's work
                    continue
                gone.append(path)
    return gone


def _is_left(path: Path, process: int) -> bool:
    if time.time() - path.stat().st_mtime > DAY:
        return True
    if os.name != "posix":  # where asking whether a process lives would end it
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        return False
    return False
