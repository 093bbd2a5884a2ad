"""What a killed process left is deleted at the next start; what a living one is writing stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qualcode.store.leftovers import remove_leftovers

GONE = "{gone}"
NAMES = (
    f".project.db.{GONE}",
    f"backups/.project-20260101T000000Z-merge.db.{GONE}",
    f"backups/.project-20260101T000000Z-merge.db.{GONE}-journal",
    f"reports/.qualcode-{GONE}-abc.tmp",
)


@pytest.fixture(scope="module")
def gone() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def make(folder: Path, names: tuple[str, ...], process: int) -> list[Path]:
    paths = [folder / name.format(gone=process) for name in names]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.touch()
    return paths


def test_files_of_a_process_that_is_gone_are_deleted(tmp_path: Path, gone: int) -> None:
    paths = make(tmp_path, NAMES, gone)

    assert sorted(remove_leftovers(tmp_path)) == sorted(paths)
    assert not any(path.exists() for path in paths)


def test_files_of_a_living_process_stay_for_a_day(tmp_path: Path) -> None:
    paths = make(tmp_path, NAMES, os.getpid())
    assert remove_leftovers(tmp_path) == []

    for path in paths:
        os.utime(path, (0, 0))
    assert sorted(remove_leftovers(tmp_path)) == sorted(paths)


def test_nothing_else_is_deleted(tmp_path: Path, gone: int) -> None:
    names = ("project.db", "project.db-journal", ".hidden", "backups/project-20260101T000000Z-merge.db")
    paths = make(tmp_path, (*names, f"transcripts/.qualcode-{GONE}-x.tmp", f".project.db.{GONE}x"), gone)

    assert remove_leftovers(tmp_path) == []
    assert all(path.exists() for path in paths)
