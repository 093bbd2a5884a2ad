"""Files that another program has open: Windows neither replaces nor deletes them, and may not let them be read."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from pathlib import Path

from qualcode.errors import BusyError, QualcodeError

PATIENCE = 2.0
"""Seconds for which a virus scanner, an indexer or a syncing program may hold a file that was just written."""
PAUSE = 0.05
FULL = (errno.ENOSPC, errno.EDQUOT)


def replace_file(made: Path, path: Path) -> None:
    """Put a file in another's place, waiting for who holds one of them for a moment. PermissionError where one stays
    held."""
    _patiently(lambda: made.replace(path))


def delete_file(path: Path) -> None:
    """Delete a file, waiting for who holds it for a moment; PermissionError where it stays held."""
    _patiently(lambda: path.unlink(missing_ok=True))


def is_held(path: Path) -> bool:
    """Whether a program has a file open in a way that keeps it from being replaced; never so but on Windows."""
    try:
        _patiently(lambda: path.rename(path))
    except PermissionError:
        return True
    except OSError:  # no file, or none that could be held
        return False
    return False


def remedy(error: OSError) -> str:
    """What to do where the system refuses to read or write a file."""
    if error.errno in FULL:
        return "free some space and run the same command again"
    if isinstance(error, PermissionError):
        return "is it open in Word or Excel? close it there; if it is not, look who may read and write it"
    return "check the path and its permissions"


def refusal(error: OSError) -> QualcodeError | None:
    """What the system refuses, for the person who can put it right; None where it is not the system that does."""
    if error.strerror is None:
        return None
    kind = BusyError if error.errno in FULL else QualcodeError
    place = f"{error.filename}: " if error.filename else ""
    return kind(f"{place}{error.strerror}", hint=remedy(error))


def _patiently(act: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            act()
        except PermissionError:
            if time.monotonic() > end:
                raise
            time.sleep(PAUSE)
        else:
            return
