from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.errors import BusyError
from qualcode.files import write
from qualcode.files.write import write_new, write_whole


@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_file_is_written_once_and_what_is_there_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    if not has_links:
        monkeypatch.setattr(os, "link", refused)
    path = tmp_path / "file.txt"

    assert write_new(path, b"first")
    assert not write_new(path, b"second")

    assert [each.name for each in tmp_path.iterdir()] == ["file.txt"]
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"first", 0o600)


@pytest.mark.parametrize(
    ("how", "step"),
    [(write_new, "fsync"), (write_new, "link"), (write_whole, "fsync"), (write_whole, "replace")],
)
def test_what_cannot_be_written_whole_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: Callable[[Path, bytes], object], step: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        if step == "fsync":
            patch.setattr(os, "fsync", full)
        else:
            patch.setattr(os, "link", full)
            patch.setattr(Path, "replace", full)
        with pytest.raises(BusyError, match="disk is full"):
            how(tmp_path / "file.txt", b"content")

    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_made_safe_after_the_file_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    monkeypatch.setattr(write, "sync_folder", lambda folder: seen.append((folder / "file.txt").exists()))

    write_whole(tmp_path / "file.txt", b"x")
    write_new(tmp_path / "other.txt", b"x")

    assert seen == [True, True]


@pytest.mark.parametrize("can", [True, False])
def test_on_a_mac_files_and_folders_are_written_to_the_disk_itself_where_it_can(
    can: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    full: list[str] = []
    plain: list[str] = []

    def kind(handle: int) -> str:
        return "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"

    def control(handle: int, command: int) -> int:
        assert command == 51
        if not can:
            raise OSError(errno.ENOTSUP, "Operation not supported")
        full.append(kind(handle))
        return 0

    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", control)
    monkeypatch.setattr(os, "fsync", lambda handle: plain.append(kind(handle)))
    monkeypatch.setattr(sys, "platform", "darwin")

    write_whole(tmp_path / "file.txt", b"x")

    assert (full, plain) == ((["file", "folder"], []) if can else ([], ["file", "folder"]))
