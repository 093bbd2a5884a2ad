"""What takes long to make and can be made again, kept as JSON in the study's `.cache/`."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import qualcode
from qualcode import __version__
from qualcode.files.held import replace_file
from qualcode.files.process import own_mark
from qualcode.model.plain import from_plain, to_plain
from qualcode.store import Store

T = TypeVar("T")


def kept(store: Store, name: str, kind: Any, made_from: object, make: Callable[[], T]) -> T:
    """Give what was made before from the same things, else make it and keep it in place of what was made last.

    Where nothing can be kept or what is kept is damaged or altered, the result is the same and takes longer.
    """
    path = store.cache / f"{name}.json"
    key = _key(made_from)
    with suppress(OSError, ValueError, TypeError, KeyError):
        found = _read(path)
        if found["key"] == key:
            made: T = from_plain(kind, found["made"])
            return made
    made = make()
    _write(path, {"key": key, "made": to_plain(made)})
    return made


Entries = dict[str, tuple[str, Any]]
"""By document, what it was made from, as a hash, and what was made."""


def read_entries(store: Store, name: str, made_from: object) -> Entries:
    """Read what was made of each document; nothing where it was made from other things, or is damaged or altered."""
    with suppress(OSError, ValueError, KeyError):
        found = _read(store.cache / f"{name}.json")
        if found["key"] == _key(made_from):
            return {id_: (state, made) for id_, (state, made) in found["entries"].items()}
    return {}


def keep_entries(store: Store, name: str, made_from: object, entries: Entries) -> None:
    """Keep what was made of each document, in place of what was kept under that name."""
    _write(store.cache / f"{name}.json", {"key": _key(made_from), "entries": entries})


def was_done(store: Store, name: str, made_from: object) -> bool:
    """Whether that was done last from the very same things, so that doing it again changes nothing."""
    with suppress(OSError, ValueError, KeyError):
        return bool(_read(store.cache / f"{name}.json")["key"] == _key(made_from))
    return False


def keep_done(store: Store, name: str, made_from: object) -> None:
    """Keep that it was done from these things, as they are afterwards."""
    _write(store.cache / f"{name}.json", {"key": _key(made_from)})


def _key(made_from: object) -> str:
    return hashlib.sha256(json.dumps([__version__, _code_mark(), to_plain(made_from)]).encode()).hexdigest()


@cache
def _code_mark() -> str:
    """Tell one state of the code from another: what an older one made is made again."""
    return hashlib.sha256(repr(sorted(_modules(Path(qualcode.__file__).parent))).encode()).hexdigest()


_MAKE_NOTHING = frozenset({"__pycache__", "cli", "tui", "web"})
"""Folders of the program by which nothing that is kept is made: the faces ask, and show what they are given."""


def _modules(folder: Path | str) -> Iterator[tuple[str, int, int]]:
    """Every module with its size and time; every command looks, and `rglob` takes ten times as long."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns
            elif entry.name not in _MAKE_NOTHING and entry.is_dir():
                yield from _modules(entry.path)


def _seal(content: bytes) -> bytes:
    """The end of a file, with a checksum over all before it."""
    return b',"checksum":"%b"}' % hashlib.blake2b(content, digest_size=16).hexdigest().encode()


def _read(path: Path) -> dict[str, Any]:
    """What was written. Raises ValueError where it is not as it was written."""
    found = path.read_bytes()
    size = len(_seal(b""))
    content = found[:-size]
    if found[-size:] != _seal(content):
        raise ValueError
    read: dict[str, Any] = json.loads(content + b"}")
    return read


def _write(path: Path, made: dict[str, Any]) -> None:
    """Whole or not at all, for another command may read it at this moment. A full disk is no reason to stop."""
    content = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()[:-1]
    partial = path.with_name(f".qualcode-{own_mark()}-{path.name}.tmp")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content + _seal(content))
            replace_file(partial, path)
        finally:
            partial.unlink(missing_ok=True)
