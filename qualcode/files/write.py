"""A file under its final name is always whole, and readable by its owner only."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from qualcode.errors import BusyError, OutputError, QualcodeError, UsageError
from qualcode.files.held import FULL, delete_file, is_held, remedy, replace_file
from qualcode.files.process import own_mark, remove_temporary


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the file, make it safe, then rename: an older file stays until the new one is complete."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder", hint="name a file to write")
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is not a file", hint="name a file to write")
    _write(path, content, replace_file)


def write_new(path: Path, content: bytes) -> bool:
    """Write a file, whole or not at all, unless there is one of that name; returns whether it was written."""
    if os.path.lexists(path):
        return False
    try:
        _write(path, content, _link)
    except FileExistsError:
        return False
    return True


def expect_replaceable(paths: Iterable[Path]) -> None:
    """Raise OutputError where another program keeps one of these files from being replaced, naming all of them."""
    if held := [path for path in paths if path.is_file() and is_held(path)]:
        raise OutputError(
            f"{', '.join(map(str, held))}: open in another program, so nothing was written",
            hint="close it there (Word, Excel), then run the same command again",
        )


def sync_file(handle: int) -> None:
    """Make what was written to a file survive a power cut: a Mac's `fsync` leaves it in the disk's own cache."""
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # not every disk can
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def sync_folder(path: Path) -> None:
    """Make a rename in the folder survive a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(path, os.O_RDONLY)
        try:
            sync_file(handle)
        finally:
            os.close(handle)


def _write(path: Path, content: bytes, name: Callable[[Path, Path], None]) -> None:
    """Write a temporary file, make it safe, and give it its `name`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        remove_temporary(path.parent)
        handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".qualcode-{own_mark()}-", suffix=".tmp")
    except OSError as error:
        raise _refused(path, error, "choose another folder") from None
    temporary = Path(made)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            sync_file(stream.fileno())
        name(temporary, path)
    except FileExistsError:
        raise
    except OSError as error:
        raise _refused(path, error, remedy(error)) from None
    finally:
        with suppress(PermissionError):  # held by another program: taken away with the next file that is written here
            delete_file(temporary)
    with suppress(OSError):  # some shared folders cannot; the file is there
        sync_folder(path.parent)


def _link(temporary: Path, path: Path) -> None:
    """Give a file its name unless another one has it. FileExistsError where one has."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # where the disk knows no second names for a file
        if os.path.lexists(path):
            raise FileExistsError from None
        replace_file(temporary, path)


def _refused(path: Path, error: OSError, hint: str) -> QualcodeError:
    if error.errno in FULL:
        return BusyError(f"{path}: the disk is full", hint=remedy(error))
    return OutputError(f"{path}: cannot be written ({error.strerror})", hint=hint)
