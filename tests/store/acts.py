"""The acts by which a process changes a disk, counted, and one of them spoilt.

Acts of Python are those of the functions named in OF_PYTHON; acts of SQLite are the system calls that its own file
system makes, which it lets others take over. Whatever is spoilt stays so in this process: it is to be a child.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import errno
import os
import signal
from collections.abc import Callable
from enum import Enum
from typing import Any

OF_PYTHON = ("open", "write", "fsync", "replace", "rename", "unlink", "remove", "link", "mkdir", "rmdir")
GROWING = {"open", "write", "fsync", "link", "mkdir", "pwrite", "pwrite64"}
"""Acts that a full disk refuses."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT

_INT, _SIZE, _PLACE, _TEXT, _POINTER = (
    ctypes.c_int,
    ctypes.c_ssize_t,
    ctypes.c_int64,
    ctypes.c_char_p,
    ctypes.c_void_p,
)
OF_SQLITE: dict[str, tuple[Any, ...]] = {
    "open": (_INT, _TEXT, _INT, _INT),
    "write": (_SIZE, _INT, _POINTER, ctypes.c_size_t),
    "pwrite": (_SIZE, _INT, _POINTER, ctypes.c_size_t, _PLACE),
    "pwrite64": (_SIZE, _INT, _POINTER, ctypes.c_size_t, _PLACE),
    "ftruncate": (_INT, _INT, _PLACE),
    "unlink": (_INT, _TEXT),
    "openDirectory": (_INT, _TEXT, ctypes.POINTER(_INT)),
}
"""What each returns, and its arguments."""


class Fault(Enum):
    """What happens at an act."""

    DIE = "die"
    TORN = "torn"
    """Half of what was to be written is, and then the process dies."""
    FAIL = "fail"
    """The act fails, once."""
    FULL = "full"
    """The disk is full from then on."""


class Acts:
    """Counts the acts of this process from `watch` on, and spoils the n-th; None spoils nothing."""

    def __init__(self, fault: Fault | None = None, n: int = 0) -> None:
        self.fault, self.n = fault, n
        self.names: list[str] = []
        """What was done, act by act."""
        self._kept: list[Any] = []  # what SQLite holds must not be collected

    @property
    def count(self) -> int:
        """How many acts there were."""
        return len(self.names)

    def watch(self) -> None:
        for name in OF_PYTHON:
            setattr(os, name, self._of_python(name, getattr(os, name)))
        system = _FileSystem()
        for name, shape in OF_SQLITE.items():
            if (real := system.call(name, shape)) is not None:
                spoilt = ctypes.CFUNCTYPE(*shape, use_errno=True)(self._of_sqlite(name, real))
                self._kept.append(spoilt)
                system.put(name, spoilt)

    def _of_python(self, name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def done(*given: Any, **options: Any) -> Any:
            changes = name != "open" or bool((given[1] if len(given) > 1 else options.get("flags", 0)) & WRITES)
            number = self._spoilt(name) if changes else 0
            if number == -1:
                act(given[0], given[1][: len(given[1]) // 2])
                _die()
            if number:
                raise OSError(number, os.strerror(number))
            return act(*given, **options)

        return done

    def _of_sqlite(self, name: str, act: Callable[..., int]) -> Callable[..., int]:
        def done(*given: Any) -> int:
            number = self._spoilt(name) if name != "open" or given[1] & os.O_CREAT else 0
            if number == -1:
                act(*given[:2], given[2] // 2, *given[3:])
                _die()
            if number:
                ctypes.set_errno(number)
                return -1
            return act(*given)

        return done

    def _spoilt(self, name: str) -> int:
        """The number of the error with which an act fails: 0 for none, -1 for half of it and then death."""
        self.names.append(name)
        grows = name in GROWING
        if self.fault is Fault.FULL and self.count >= self.n:
            return errno.ENOSPC if grows else 0
        if self.count != self.n or self.fault is None:
            return 0
        if self.fault is Fault.FAIL:
            return errno.EIO
        if self.fault is Fault.TORN and "write" in name:
            return -1
        return _die()


def _die() -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


class _Vfs(ctypes.Structure):
    """The beginning of SQLite's `sqlite3_vfs`, whose third version can give its system calls away."""

    _fields_ = [
        ("version", _INT),
        ("size", _INT),
        ("longest", _INT),
        ("next", _POINTER),
        ("name", _TEXT),
        ("data", _POINTER),
        ("others", _POINTER * 13),
        ("set_call", ctypes.CFUNCTYPE(_INT, _POINTER, _TEXT, _POINTER)),
        ("get_call", ctypes.CFUNCTYPE(_POINTER, _POINTER, _TEXT)),
    ]


class _FileSystem:
    """The file system of the SQLite that Python uses, where it is a library of its own."""

    def __init__(self) -> None:
        import _sqlite3

        library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
        library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        self.place = library.sqlite3_vfs_find(None)
        self.vfs = self.place.contents

    def call(self, name: str, shape: tuple[Any, ...]) -> Callable[..., int] | None:
        address = self.vfs.get_call(ctypes.cast(self.place, _POINTER), name.encode())
        return ctypes.CFUNCTYPE(*shape, use_errno=True)(address) if address else None

    def put(self, name: str, spoilt: Any) -> None:
        address = ctypes.cast(spoilt, _POINTER)
        assert self.vfs.set_call(ctypes.cast(self.place, _POINTER), name.encode(), address) == 0
