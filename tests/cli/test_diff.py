"""`qualcode diff` as a command; what moves and why is tested in tests/study/report/test_moved.py."""

from __future__ import annotations

from pathlib import Path

from qualcode.reports.lock import read_lock
from tests.cli.conftest import Command


def report(study: Path, qualcode: Command) -> Path:
    assert qualcode("report", "--project", study, "--format", "md").code == 0
    return study / "reports" / "report.lock"


def test_nothing_moves_while_nothing_is_done(sample: Path, qualcode: Command) -> None:
    lock = report(sample, qualcode)

    done = qualcode("diff", lock, "--project", sample)

    assert done.code == 0
    assert "0 figures moved" in done.out


def test_two_locks_are_compared_without_a_study(sample: Path, qualcode: Command) -> None:
    lock = report(sample, qualcode)

    done = qualcode("diff", lock, lock)

    assert done.code == 0
    assert f"{len({figure.id for figure in read_lock(lock).figures})} are as they were" in done.out
