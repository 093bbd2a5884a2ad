"""Impose rules of other systems on this Python; QUALCODE_TEST_RULES names which.

lock      Windows: a file that any process has open is not renamed, replaced or deleted
folder    Windows: a folder cannot be opened
lines     Windows: text is written with CRLF unless told otherwise
names     Windows: no name with < > : " | ? * \\, no name of a device, none that ends in a dot or a space
encoding  Windows: text is cp1252 unless told otherwise
resource  Windows: no `resource`, no count of one's own processors, no opening without waiting
limits    macOS: no limit can be set
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import re
import stat
import sys
from collections.abc import Callable
from typing import Any

BAD = re.compile(r'[<>:"|?*\\\x00-\x1f]|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$|[. ]$', re.IGNORECASE)
_open, _os_open = builtins.open, os.open
WRITES = frozenset("wax+")


def is_open(path: Any) -> bool:
    """Whether any process has the file open."""
    try:
        found = os.stat(path, follow_symlinks=False)
    except (OSError, ValueError):
        return False
    if not stat.S_ISREG(found.st_mode):
        return False
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            for number in os.listdir(f"/proc/{process}/fd"):
                held = os.stat(f"/proc/{process}/fd/{number}")
                if (held.st_dev, held.st_ino) == (found.st_dev, found.st_ino):
                    return True
        except OSError:
            continue
    return False


def lock() -> None:
    """Refuse to rename, replace or delete what is open."""

    def guarded(act: Callable[..., None], n_paths: int) -> Callable[..., None]:
        def run(*given: Any, **options: Any) -> None:
            for path in given[:n_paths]:
                if not options.get("dir_fd") and is_open(path):
                    raise PermissionError(errno.EACCES, "used by another process", os.fspath(path))
            act(*given, **options)

        return run

    os.replace, os.rename = guarded(os.replace, 2), guarded(os.rename, 2)
    os.remove, os.unlink = guarded(os.remove, 1), guarded(os.unlink, 1)


def folder() -> None:
    """Refuse to open a folder; making a rename last is left out there by the name of the system."""

    def opened(path: Any, flags: int, *given: Any, **options: Any) -> int:
        called_by = sys._getframe(1).f_code.co_name
        own = called_by in ("sync_folder", "_rmtree_safe_fd") or flags & (os.O_DIRECTORY | os.O_TMPFILE)
        if not own and not isinstance(path, int) and options.get("dir_fd") is None and os.path.isdir(path):
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))
        return _os_open(path, flags, *given, **options)

    os.open = opened


def text(*, lines: bool, encoding: bool, names: bool) -> None:
    """Open files as Windows does where nothing else is said."""

    def opened(file: Any, mode: str = "r", *given: Any, **options: Any) -> Any:
        if names and not isinstance(file, int) and WRITES.intersection(mode):
            expect_name(file)
        if "b" not in mode and len(given) < 2:
            if encoding and options.get("encoding") is None:
                options["encoding"] = "cp1252"
            if lines and WRITES.intersection(mode) and options.get("newline") is None:
                options["newline"] = "\r\n"
        return _open(file, mode, *given, **options)

    builtins.open = io.open = opened
    if lines:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.reconfigure(newline="\r\n")  # type: ignore[union-attr]


def expect_name(path: Any) -> None:
    """OSError for a name that Windows has none of."""
    name = os.path.basename(os.fsdecode(path))
    if name not in (".", "..") and BAD.search(name):
        raise OSError(errno.EINVAL, "The filename, directory name, or volume label syntax is incorrect", name)


def names() -> None:
    """Refuse names also where files are renamed and folders made."""
    replace, mkdir = os.replace, os.mkdir

    def replaced(source: Any, target: Any, **options: Any) -> None:
        expect_name(target)
        replace(source, target, **options)

    def made(path: Any, *given: Any, **options: Any) -> None:
        expect_name(path)
        mkdir(path, *given, **options)

    os.replace, os.mkdir = replaced, made


def resource() -> None:
    """Be without what only Unix has."""
    imported = builtins.__import__

    def importing(name: str, globals: Any = None, *rest: Any, **options: Any) -> Any:
        if name == "resource" and not str((globals or {}).get("__name__", "")).startswith("psutil"):  # rests on it here
            raise ImportError(name)
        return imported(name, globals, *rest, **options)

    builtins.__import__ = importing
    for name in ("sched_getaffinity", "O_NONBLOCK", "getuid"):
        if hasattr(os, name):
            delattr(os, name)


def limits() -> None:
    """Refuse every limit."""
    import resource

    def refused(*_: Any) -> None:
        raise ValueError("current limit exceeds maximum limit")

    resource.setrlimit = refused


wanted = set(filter(None, os.environ.get("QUALCODE_TEST_RULES", "").split(",")))
if {"lines", "encoding", "names"} & wanted:
    text(lines="lines" in wanted, encoding="encoding" in wanted, names="names" in wanted)
for rule in (lock, folder, names, resource, limits):
    if rule.__name__ in wanted:
        rule()
