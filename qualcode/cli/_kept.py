"""What takes long to make and can be made again, kept as JSON in the study's `.cache/`."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from qualcode import __version__
from qualcode.model.plain import from_plain, to_plain
from qualcode.store import Project

T = TypeVar("T")


def kept(project: Project, name: str, kind: Any, made_from: object, make: Callable[[], T]) -> T:
    """Give what was made before from the same things, else make it and keep it in place of what was made last.

    Where nothing can be kept or what is kept is damaged, the result is the same and takes longer.
    """
    path = project.cache / f"{name}.json"
    key = hashlib.sha256(json.dumps([__version__, to_plain(made_from)]).encode()).hexdigest()
    with suppress(OSError, ValueError, TypeError, KeyError):
        found = json.loads(path.read_bytes())
        if found["key"] == key:
            made: T = from_plain(kind, found["made"])
            return made
    made = make()
    _write(path, json.dumps({"key": key, "made": to_plain(made)}, ensure_ascii=False).encode())
    return made


def library_mark(name: str) -> str:
    """What changes when another version of a library is installed, told without loading it."""
    found = find_spec(name)
    if found is None or found.origin is None:
        return ""
    seen = Path(found.origin).stat()
    return f"{name} {seen.st_mtime_ns} {seen.st_size}"


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, for another command may read it at this moment. A full disk is no reason to stop."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
