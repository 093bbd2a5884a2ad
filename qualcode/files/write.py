"""A file under its final name is always whole, and readable by its owner only."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from qualcode.errors import BusyError, OutputError, QualcodeError, UsageError


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the file, make it safe, then rename: an older file stays until the new one is complete."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder", hint="name a file to write")
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is not a file", hint="name a file to write")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".qualcode-{os.getpid()}-", suffix=".tmp")
    except OSError as error:
        raise _refused(path, error, "choose another folder") from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        raise _refused(path, error, "close the program that has it open, or choose another name") from None
    finally:
        temporary.unlink(missing_ok=True)


def _refused(path: Path, error: OSError, hint: str) -> QualcodeError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return BusyError(f"{path}: the disk is full", hint="free some space and run the same command again")
    return OutputError(f"{path}: cannot be written ({error.strerror})", hint=hint)
