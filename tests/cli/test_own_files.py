"""What is written from a study overwrites nothing that it rests on, and is whole or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Command


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".db"
    }


@pytest.mark.parametrize(
    ("command", "what"),
    [
        (("export", "--decisions", "{study}/project.db"), "the database"),
        (("export", "--decisions", "{study}/reports/../codebook.yaml"), "the codebook"),
        (("export", "--decisions", "{study}/link"), "the list of informants"),
        (("report", "--to", "{study}/informants.csv"), "the list of informants"),
        (("report", "--to", "{study}/transcripts/amira.md"), "in the transcripts folder"),
        (("report", "--to", "{study}/backups"), "in the backups folder"),
        (("codebook", "export", "{study}/informants.csv"), "the list of informants"),
        (("review", "--to", "{study}/transcripts/a.xlsx", "--coder", "amal"), "in the transcripts folder"),
        (("audit", "funding", "--to", "{study}/transcripts/a.xlsx", "--coder", "amal"), "in the transcripts folder"),
    ],
)
def test_a_file_the_study_rests_on_is_not_overwritten(
    command: tuple[str, ...], what: str, small: Path, qualcode: Command
) -> None:
    assert qualcode("import", small / "transcripts", "--project", small).code == 0
    assert qualcode("suggest", "--project", small).code == 0
    (small / "link").symlink_to(small / "informants.csv")
    before = contents(small)

    done = qualcode(*(part.format(study=small) for part in command), "--project", small)

    assert done.code == 2
    assert f"this is {what} of the study" in done.err
    assert contents(small) == before
    assert qualcode("check", "--project", small).code == 0


@pytest.mark.parametrize("place", ["/dev/null", "/dev/null/x", "{out}/file.txt/x"])
def test_where_no_file_can_be_is_said_and_not_taken_for_a_full_disk(
    place: str, small: Path, tmp_path: Path, qualcode: Command
) -> None:
    (tmp_path / "file.txt").touch()
    place = place.format(out=tmp_path)

    done = qualcode("export", "--decisions", place, "--project", small)

    assert done.code in (2, 3)
    assert done.err.startswith(f"Error: {place}")


def test_a_codebook_is_exported_whole_or_not_at_all(
    small: Path, tmp_path: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    precious = tmp_path / "precious.csv"
    precious.write_text("kept")
    (tmp_path / "link.csv").symlink_to(precious)

    assert qualcode("codebook", "export", tmp_path / "link.csv", "--project", small).code == 0
    assert precious.read_text() == "kept"

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = qualcode("codebook", "export", precious, "--project", small)
    assert done.code == 7
    assert str(precious) in done.err
    assert precious.read_text() == "kept"
