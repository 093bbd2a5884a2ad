"""A disk that loses power: what was synced is there afterwards, of the rest a random part, some of it torn.

SQLite runs on it through apsw, with the study's own pragmas and statements.
"""

from __future__ import annotations

import itertools
import random
import uuid
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import apsw
from sqlalchemy import insert
from sqlalchemy.dialects.sqlite import pysqlite

from qualcode.store import Store, schema
from qualcode.store.engines.sqlite import PRAGMAS
from qualcode.store.log import decision_row
from tests.store.make import make_decision

SECTOR = 512
_NUMBERS = itertools.count()


class PowerCutError(Exception):
    """The disk is gone."""


@dataclass
class Stored:
    """A file: what is safe on the disk, and what was written since."""

    safe: bytearray | None = None
    """None where the file would not be there after a power cut."""
    seen: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes]] = field(default_factory=list)
    """Place and bytes; a place below zero cuts the file to that length."""

    def write(self, place: int, data: bytes) -> None:
        if len(self.seen) < place:
            self.seen.extend(bytes(place - len(self.seen)))
        self.seen[place : place + len(data)] = data
        self.pending.append((place, data))

    def truncate(self, size: int) -> None:
        del self.seen[size:]
        self.pending.append((-size - 1, b""))

    def sync(self) -> None:
        self.safe, self.pending = bytearray(self.seen), []

    def after(self, lots: random.Random) -> bytes | None:
        """What a power cut leaves of it."""
        if self.safe is None and lots.random() < 0.5:
            return None
        left = bytearray(self.safe or b"")
        for place, data in self.pending:
            if lots.random() < 0.5:
                continue
            if place < 0:
                del left[-place - 1 :]
                continue
            if lots.random() < 0.3:
                data = data[: lots.randrange(len(data) // SECTOR + 1) * SECTOR]
            if data and len(left) < place:
                left.extend(bytes(place - len(left)))
            left[place : place + len(data)] = data
        return bytes(left)


class Disk(apsw.VFS):
    """Files in memory; after `fuse` writes and syncs the power is gone."""

    def __init__(self, fuse: int) -> None:
        self.name = f"power-{next(_NUMBERS)}"
        self.fuse = fuse
        self.files: dict[str, Stored] = {}
        self.deleted: dict[str, Stored] = {}
        """Deleted without the folder being synced: a power cut may bring them back."""
        super().__init__(self.name, "")

    def step(self) -> None:
        self.fuse -= 1
        if self.fuse < 0:
            raise PowerCutError

    def xOpen(self, name: Any, flags: list[int]) -> Any:  # noqa: N802 - SQLite's names
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        path = path or f"temporary-{uuid.uuid4()}"
        flags[1] = flags[0]
        return File(self, self.files.setdefault(path, Stored()))

    def xDelete(self, path: str, sync_folder: bool) -> None:  # noqa: N802
        self.step()
        gone = self.files.pop(path, None)
        if gone and not sync_folder and gone.safe is not None:
            self.deleted[path] = gone
        if sync_folder:
            self.deleted.clear()

    def xAccess(self, path: str, _flags: int) -> bool:  # noqa: N802
        return path in self.files

    def xFullPathname(self, path: str) -> str:  # noqa: N802
        return path

    def after(self, lots: random.Random) -> dict[str, bytes]:
        """The files as they are found once the power is back."""
        left = {path: file.after(lots) for path, file in self.files.items()}
        left |= {path: bytes(file.safe or b"") for path, file in self.deleted.items() if lots.random() < 0.5}
        return {path: data for path, data in left.items() if data is not None}


class File:
    """An open file of the disk."""

    def __init__(self, disk: Disk, stored: Stored) -> None:
        self.disk, self.stored = disk, stored

    def xRead(self, amount: int, place: int) -> bytes:  # noqa: N802
        return bytes(self.stored.seen[place : place + amount])

    def xWrite(self, data: bytes, place: int) -> None:  # noqa: N802
        self.disk.step()
        self.stored.write(place, bytes(data))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self.disk.step()
        self.stored.truncate(size)

    def xSync(self, _flags: int) -> None:  # noqa: N802
        self.disk.step()
        self.stored.sync()

    def xFileSize(self) -> int:  # noqa: N802
        return len(self.stored.seen)

    def xLock(self, _level: int) -> None: ...  # noqa: N802

    def xUnlock(self, _level: int) -> None: ...  # noqa: N802

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xFileControl(self, _op: int, _pointer: int) -> bool:  # noqa: N802
        return False

    def xSectorSize(self) -> int:  # noqa: N802
        return SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return 0

    def xClose(self) -> None: ...  # noqa: N802


STATEMENT = str(insert(schema.decisions).compile(dialect=pysqlite.dialect(paramstyle="named")))
DATABASE = "/study/project.db"


def empty_study(folder: Path) -> bytes:
    """The database of a new study."""
    Store.create(folder, name="Power").close()
    return (folder / "project.db").read_bytes()


def decide_until_the_power_goes(
    empty: bytes, seed: int, pragmas: tuple[str, ...] = PRAGMAS
) -> tuple[list[str], dict[str, bytes]]:
    """Ids of the decisions that were acknowledged, and the files that are left."""
    lots = random.Random(seed)
    disk = Disk(fuse=lots.randrange(1, 120))
    disk.files[DATABASE] = Stored(safe=bytearray(empty), seen=bytearray(empty))
    acknowledged: list[str] = []
    connection = apsw.Connection(DATABASE, vfs=disk.name)
    try:
        for pragma in pragmas:
            connection.execute(pragma)
        for number in range(1, 100):
            decision = replace(make_decision(sequence=number), id=str(uuid.UUID(int=lots.getrandbits(128))))
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(STATEMENT, decision_row(decision))
            connection.execute("COMMIT")
            acknowledged.append(decision.id)
    except (PowerCutError, apsw.Error):
        pass
    left = disk.after(lots)
    disk.fuse = 1_000_000  # so that closing is quiet
    connection.close(force=True)
    return acknowledged, left


def start_again(left: dict[str, bytes], folder: Path) -> list[str]:
    """Open what a power cut left as qualcode does; ids of the decisions in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("project.db*"):
        path.unlink()
    for path, data in left.items():
        if path.startswith(DATABASE):
            (folder / Path(path).name).write_bytes(data)
    with Store.open(folder) as store:
        store.check()
        return [decision.id for decision in store.log.decisions()]
