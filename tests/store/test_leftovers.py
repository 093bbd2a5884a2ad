"""What a killed process left is deleted at the next start; what a living one is writing stays."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from qualcode.files.process import own_folder, own_mark, private_folder
from qualcode.files.write import write_whole
from qualcode.store.leftovers import remove_leftovers

GONE = "{gone}"
NAMES = (
    f".project.db.{GONE}",
    f"backups/.project-20260101T000000Z-merge.db.{GONE}",
    f"backups/.project-20260101T000000Z-merge.db.{GONE}-journal",
    f"reports/.qualcode-{GONE}-abc.tmp",
    f".project.db.{GONE}-{{machine}}",
    f"backups/.project-20260101T000000Z-merge.db.{GONE}-{{machine}}-journal",
    f"reports/.qualcode-{GONE}-{{machine}}-abc.tmp",
    f"survey/.qualcode-{GONE}-{{machine}}-abc.tmp",
    f".cache/.qualcode-{GONE}-{{machine}}-counted.json.tmp",
    f".cache/parses/.qualcode-{GONE}-{{machine}}-abc.spacy.tmp",
)
HERE = own_mark().partition("-")[2]


@pytest.fixture(scope="module")
def gone() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def make(folder: Path, names: tuple[str, ...], process: int, machine: str = HERE) -> list[Path]:
    paths = [folder / name.format(gone=process, machine=machine) for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return paths


def test_files_of_a_process_that_is_gone_are_deleted(tmp_path: Path, gone: int) -> None:
    paths = make(tmp_path, NAMES, gone)

    assert sorted(remove_leftovers(tmp_path)) == sorted(paths)
    assert not any(path.exists() for path in paths)


def test_a_folder_of_a_process_that_is_gone_is_deleted_with_all_in_it(tmp_path: Path, gone: int) -> None:
    with own_folder(tmp_path) as own:
        left = own.with_name(own.name.replace(f"-{os.getpid()}-", f"-{gone}-"))
        make(tmp_path, (f"{left.name}/codebook.xlsx",), gone)

        assert remove_leftovers(tmp_path) == [left]
        assert (left.exists(), own.exists()) == (False, True)
    assert not own.exists()


def test_a_private_folder_of_a_process_that_is_gone_is_deleted_by_the_next(
    tmp_path: Path, gone: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    own = private_folder()
    left = own.with_name(own.name.replace(f"-{os.getpid()}-", f"-{gone}-"))
    make(tmp_path, (f"{left.name}/client.qdpx", "qualcode-of-somebody.tmp"), gone)
    os.utime(own, (0, 0))

    private_folder()

    assert (left.exists(), own.exists(), (tmp_path / "qualcode-of-somebody.tmp").exists()) == (False, True, True)


def test_files_of_a_living_process_stay_for_a_day(tmp_path: Path) -> None:
    paths = make(tmp_path, NAMES, os.getpid())
    assert remove_leftovers(tmp_path) == []

    for path in paths:
        os.utime(path, (0, 0))
    assert sorted(remove_leftovers(tmp_path)) == sorted(paths)


def test_of_a_process_on_another_machine_nobody_here_knows_whether_it_lives(tmp_path: Path, gone: int) -> None:
    names = tuple(name for name in NAMES if "machine" in name)
    paths = make(tmp_path, names, gone, machine="0" * 8)
    assert remove_leftovers(tmp_path) == []

    for path in paths:
        os.utime(path, (0, 0))
    assert sorted(remove_leftovers(tmp_path)) == sorted(paths)


def test_what_was_left_in_any_folder_goes_when_something_is_written_there_again(tmp_path: Path, gone: int) -> None:
    make(tmp_path, (f".qualcode-{GONE}-{{machine}}-abc.tmp",), gone)

    write_whole(tmp_path / "report.html", b"new")

    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


def test_nothing_behind_a_link_is_deleted(tmp_path: Path, gone: int) -> None:
    (tmp_path / "study").mkdir()
    [path] = make(tmp_path / "elsewhere", (f".qualcode-{GONE}-abc.tmp",), gone)
    (tmp_path / "study" / "reports").symlink_to(path.parent)

    assert remove_leftovers(tmp_path / "study") == []
    assert path.exists()


def test_nothing_else_is_deleted(tmp_path: Path, gone: int) -> None:
    names = ("project.db", "project.db-journal", ".hidden", "backups/project-20260101T000000Z-merge.db")
    paths = make(tmp_path, (*names, f"notes/.qualcode-{GONE}-x.tmp", f".project.db.{GONE}x"), gone)

    assert remove_leftovers(tmp_path) == []
    assert all(path.exists() for path in paths)
