"""What was acknowledged is there after the process dies, and nothing is doubled when several write."""

from __future__ import annotations

import os
import random
import signal
import time
import uuid
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.store import Project
from tests.store.make import make_decision

KILLS = 12


def fork(work) -> int:  # type: ignore[no-untyped-def]
    """Run `work` in a child that leaves without tidying up."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def decide_for_ever(folder: Path, acknowledge: int) -> None:
    with Project.open(folder) as project:
        while True:
            decision = replace(make_decision(), id=str(uuid.uuid4()))
            project.append(decision)
            os.write(acknowledge, decision.id.encode())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_no_acknowledged_decision_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    Project.create(tmp_path, name="Kill").close()
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        reader, writer = os.pipe()
        child = fork(lambda end=writer: decide_for_ever(tmp_path, end))
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            first = pipe.read(36)
            time.sleep(random.Random(kill).uniform(0.001, 0.04))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            said = first + pipe.read()
        acknowledged |= {said[place : place + 36].decode() for place in range(0, len(said), 36)}

    with Project.open(tmp_path) as project:
        kept = [decision.id for decision in project.decisions()]
    assert len(acknowledged) >= KILLS
    assert acknowledged <= set(kept)
    assert len(kept) == len(set(kept)) <= len(acknowledged) + KILLS


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_four_writers_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    Project.create(tmp_path, name="Four").close()

    def write(coder: str) -> None:
        with Project.open(tmp_path) as project:
            for _ in range(25):
                project.append(make_decision(coder=coder))

    children = [fork(lambda name=f"coder {number}": write(name)) for number in range(4)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4

    with Project.open(tmp_path) as project:
        decisions = list(project.decisions())
        project.check()
    assert sorted({decision.coder for decision in decisions}) == [f"coder {number}" for number in range(4)]
    assert [decision.sequence for decision in decisions] == list(range(1, 101))
