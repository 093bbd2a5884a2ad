"""What commands do where another program has one of the files open, as Word and Excel do on Windows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("open_files_stay")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_no_file_of_a_report_is_written_while_one_is_open(coded: Path, qualcode: Command) -> None:
    assert qualcode("report", "--draft", "--project", coded).code == 0
    before = contents(coded / "reports")

    with (coded / "reports" / "report-draft.xlsx").open("rb"):
        done = qualcode("report", "--draft", "--title", "Another", "--project", coded)

    assert (done.code, contents(coded / "reports")) == (3, before)
    assert "report-draft.xlsx: open in another program" in done.err


def test_a_backup_is_not_put_in_place_of_a_study_that_is_open(coded: Path, qualcode: Command) -> None:
    assert qualcode("backup", "--project", coded).code == 0
    before = contents(coded / "backups")

    with (coded / "project.db").open("rb"):
        done = qualcode("restore", "--project", coded)

    assert done.code == 7
    assert "close the review screen" in done.err
    assert contents(coded / "backups") == before


def test_words_go_although_the_list_and_a_cache_are_open(coded: Path, qualcode: Command) -> None:
    assert qualcode("frequencies", "--project", coded).code == 0
    cache = next(path for path in (coded / ".cache").rglob("*") if path.is_file())

    with (coded / "informants.csv").open("rb"), cache.open("rb"):
        done = qualcode("forget", "amira", "--yes", "--roster", "--files", "--project", coded)

    assert done.code == 0
    assert f"{cache}: could not be deleted" in done.err
    assert "informants.csv: cannot be written" in done.err
    assert qualcode("forget", "amira", "--yes", "--project", coded).code == 0
    assert "amira" not in qualcode("status", "--project", coded).out
