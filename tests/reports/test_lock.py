"""The lock file comes back as it was written; nothing else is taken for one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode.errors import ReadError
from qualcode.reports.lock import read_lock, write_lock
from tests.tables.test_moved import LOCK


def test_a_lock_comes_back_as_it_was_written(tmp_path: Path) -> None:
    write_lock(LOCK, tmp_path / "report.lock")

    assert read_lock(tmp_path / "report.lock") == LOCK


@pytest.mark.parametrize("content", ["", "{}", "[]", "null", '{"qualcode lock": 1}', "[" * 100_000, "\x00"])
def test_what_is_no_lock_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "report.lock"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(ReadError, match="not a lock file"):
        read_lock(path)


def test_a_lock_of_a_newer_version_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "report.lock"
    path.write_text(json.dumps({"qualcode lock": 2}), encoding="utf-8")

    with pytest.raises(ReadError, match="newer"):
        read_lock(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"gone\.lock"):
        read_lock(tmp_path / "gone.lock")
