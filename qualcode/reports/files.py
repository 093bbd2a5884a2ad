"""A file under its final name is always whole, and readable by its owner only."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from qualcode.errors import BusyError, UsageError


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the file, make it safe, then rename: an older file stays until the new one is complete."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder", hint="name a file to write")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".qualcode-", suffix=".tmp")
    except OSError as error:
        raise BusyError(f"{path}: cannot be written ({error.strerror})", hint="choose another folder") from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        raise BusyError(
            f"{path}: cannot be written ({error.strerror})",
            hint="free some space, or close the program that has it open",
        ) from None
    finally:
        temporary.unlink(missing_ok=True)
