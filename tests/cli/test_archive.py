"""`qualcode archive` and `qualcode sample`, as they are typed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.study.archive.make import Files


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Twelve interviews, their list of informants and a codebook."""
    return Files(tmp_path / "archives")


def made(files: Files, qualcode: Command) -> Path:
    out = files.folder / "out"
    done = qualcode(
        *("archive", files.transcripts, "--codebook", files.codebook, "--informants", files.roster, "--out", out),
        *("--processes", 1),
    )
    assert done.code == 0, done.err
    assert "12 files read, 12 informants counted" in done.err
    assert "Themes by informant type (suggestions, not reviewed)" in done.out
    return out


def test_from_a_folder_to_a_table_and_a_sample(files: Files, qualcode: Command) -> None:
    out = made(files, qualcode)

    again = qualcode("archive", out, "--by", "organisation", "--format", "json")
    sample = qualcode("sample", out, "--size", 6, "--out", files.folder / "drawn")
    status = qualcode("status", "--project", files.folder / "drawn")
    unread = qualcode("archive", out, "--sample", files.folder / "drawn")

    [funding, *_] = again.cells
    assert funding["total.n_informants"]["value"] == 9
    assert "6 informants drawn, 6 interviews" in sample.err
    assert "qualcode review --whole" in sample.err
    assert status.code == 0
    assert unread.code == 3
    assert "nothing is reviewed yet" in unread.err


def test_a_file_that_cannot_be_read_is_told_by_the_exit_code(files: Files, qualcode: Command) -> None:
    (files.transcripts / "bad.docx").write_bytes(b"PK no zip")

    done = qualcode(
        *("archive", files.transcripts, "--codebook", files.codebook, "--informants", files.roster),
        *("--out", files.folder / "out", "--processes", 1),
    )

    assert done.code == 4
    assert "bad.docx" in done.err
    assert "9 of 12" in done.out


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ([], "an archive is made with a codebook"),
        (["--out", "x"], "an archive is made with a codebook"),
        (["--codebook", "nosuch", "--out", "x"], "no such codebook"),
        (["--codebook", "cso_health", "--out", "x"], "who was interviewed?"),
    ],
)
def test_what_is_missing_is_asked_for(files: Files, qualcode: Command, more: list[str], told: str) -> None:
    done = qualcode("archive", files.transcripts, *more)

    assert done.code == 2
    assert told in done.err


@pytest.mark.parametrize(
    "command", [["suggest"], ["import"], ["run", "transcripts", "--codebook", "cso_health", "--out", "out"]]
)
def test_words_are_sent_to_no_other_machine_as_they_are(command: list[str], small: Path, qualcode: Command) -> None:
    project = [] if command[0] == "run" else ["--project", small]

    done = qualcode(*command, *project, "--scheduler", "tcp://dask.example.org:8786")

    assert done.code == 2
    assert "over the network" in done.err


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs a group of processes")
def test_ctrl_c_ends_it_with_all_its_workers_in_a_line(files: Files) -> None:
    given = ("archive", files.transcripts, "--codebook", files.codebook, "--informants", files.roster)
    command = [sys.executable, "-m", "qualcode", *map(str, given), "--out", str(files.folder / "out")]
    with subprocess.Popen(
        [*command, "--scheduler", "local:1"], stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as started:
        assert started.stderr is not None
        first = started.stderr.readline()
        os.killpg(started.pid, signal.SIGINT)
        rest = started.stderr.read()

    assert "go to 1 worker on 127.0.0.1" in first
    assert started.returncode in (130, -signal.SIGINT)  # a shell says 130 of both
    assert rest == "Error: stopped; what was saved is kept\n"
    assert is_gone(started.pid)


def is_gone(group: int) -> bool:
    """Whether all processes of a group end within a minute: workers see that their command is gone."""
    for _ in range(600):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
