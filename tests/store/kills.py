"""A deciding process that is killed, or whose disk is full, and what is there afterwards."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from qualcode.errors import QualcodeError
from qualcode.store import Store
from tests.store.make import make_decision

ID = 36
"""Letters of a UUID."""


def fork(work: Callable[[], object], *, within: int = 120) -> int:
    """Run `work` in a child that has everything loaded and leaves without tidying up.

    It has none of the other threads, so what one of them holds would be waited for in vain: it ends `within`
    so many seconds, 0 for never.
    """
    child = os.fork()
    if child == 0:
        code = 1
        signal.alarm(within)
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def decide_for_ever(folder: Path, acknowledge: int, *, note: str = "") -> None:
    """Decide, and say so once it is kept."""
    with Store.open(folder) as store:
        while True:
            decision = replace(make_decision(), id=str(uuid.uuid4()), note=note)
            store.log.append(decision)
            os.write(acknowledge, decision.id.encode())


def kill_while_deciding(folder: Path, seed: int) -> set[str]:
    """Ids that a child acknowledged before it was killed at a random moment."""
    reader, writer = os.pipe()
    child = fork(lambda: decide_for_ever(folder, writer))
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        first = pipe.read(ID)
        time.sleep(random.Random(seed).uniform(0.001, 0.04))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return _ids(first + pipe.read())


def die_in_the_middle_of_writing(folder: Path) -> None:
    """Leave what a process leaves that dies when half of its changes are in the database: they are to be undone."""

    def work() -> None:
        connection = sqlite3.connect(folder / "project.db", isolation_level=None)
        connection.execute("PRAGMA cache_size = 1")  # pages go to the disk before the end
        connection.execute("BEGIN IMMEDIATE")
        for number in range(500):
            connection.execute("INSERT INTO meta VALUES (?, ?)", (f"half-{number}", "x" * 2000))

    _, status = os.waitpid(fork(work), 0)
    assert status == 0
    assert (folder / "project.db-journal").stat().st_size > 0


def decide_until_the_disk_is_full(folder: Path, *, limit: int = 0) -> tuple[set[str], str]:
    """Ids that a child acknowledged until it could not write, and what it was told; `limit` in bytes of a file."""
    import resource

    reader, writer = os.pipe()

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            decide_for_ever(folder, writer, note="x" * 20_000)
        except QualcodeError as error:
            os.write(writer, f"{type(error).__name__}: {error.hint}".encode())

    child = fork(work)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    assert status == 0, "the child died instead of saying what was wrong"
    place = said.find(b"Error: ")
    place = place - len(said[:place]) % ID if place >= 0 else len(said)
    return _ids(said[:place]), said[place:].decode()


def kept_ids(folder: Path) -> list[str]:
    """Ids in the study, which is found whole."""
    with Store.open(folder) as store:
        store.check()
        return [decision.id for decision in store.log.decisions()]


def _ids(said: bytes) -> set[str]:
    return {said[place : place + ID].decode() for place in range(0, len(said) - ID + 1, ID)}
