"""Closed pipes, closed streams, and names that are no text: nothing of it is a bug, nothing is lost."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qualcode.cli.app import run
from tests.cli.conftest import Command


def shell(script: str, study: Path) -> subprocess.CompletedProcess[str]:
    """A shell in which `q` is qualcode on a study."""
    q = f'q() {{ "{sys.executable}" -m qualcode "$@" --project "{study}"; }}\n'
    return subprocess.run(
        ["/bin/bash", "-c", q + script],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("command", ["frequencies", "frequencies --chart", "codebook show", "status"])
def test_a_reader_that_has_seen_enough_is_no_error(command: str, coded: Path) -> None:
    done = shell(f"set -o pipefail; q {command} | true", coded)

    assert (done.returncode, "Error" in done.stderr) == (0, False), done.stderr


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("q status >&-", 0),
        ("q status 2>&-", 0),
        ("q status <&-", 0),
        ("q status <&- >&- 2>&-", 0),
        ("q memos --add - --coder amal <&-", 2),
    ],
)
def test_a_closed_stream_leads_nowhere(script: str, code: int, coded: Path, qualcode: Command) -> None:
    done = shell(script, coded)

    assert done.returncode == code, done.stderr
    assert "bug" not in done.stderr
    assert qualcode("check", "--project", coded).code == 0


@pytest.mark.parametrize(("piped", "code"), [("\ufeffÇa va\r\n".encode(), 0), ("Ça va".encode("cp1252"), 2)])
def test_a_memo_that_is_piped_in_is_utf_8(
    piped: bytes, code: int, coded: Path, qualcode: Command, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_bytes(piped)

    done = shell(f'LC_ALL=C PYTHONUTF8=0 q memos --add - --coder amal < "{tmp_path / "note.txt"}"', coded)

    assert (done.returncode, "is not UTF-8" in done.stderr) == (code, code == 2), done.stderr
    memos = qualcode("memos", "--format", "json", "--project", coded).cells
    assert [memo["memo"] for memo in memos] == (["Ça va"] if code == 0 else [])


class ClosedAsOnWindows(io.StringIO):
    def write(self, text: str) -> int:
        raise OSError(errno.EINVAL, "Invalid argument")

    def flush(self) -> None:
        self.write("")

    def fileno(self) -> int:
        return os.open(os.devnull, os.O_WRONLY)


def test_a_reader_on_windows_that_has_seen_enough_is_no_error_either(
    coded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", ClosedAsOnWindows())

    assert run(["status", "--project", str(coded)]) == 0
    assert capsys.readouterr().err == ""


def test_an_argument_that_is_no_text_is_refused(coded: Path) -> None:
    done = shell(r"q memos --add $'x\xff' --coder amal", coded)

    assert done.returncode == 2
    assert done.stderr.startswith("Error: x<U+DCFF>: not UTF-8")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
def test_a_transcript_whose_name_is_no_text_is_imported_with_the_others(coded: Path, qualcode: Command) -> None:
    strange = os.path.join(os.fsencode(coded / "transcripts"), b"not\xff.txt")  # noqa: PTH118
    with open(strange, "wb") as file:  # noqa: PTH123
        file.write(b"Interviewer: Do donors give?\nZara: Our grant has just ended.\n")

    done = qualcode("import", coded / "transcripts", "--project", coded)

    assert done.code == 0, done.err
    assert "not\\xff.txt" in done.out
    forgotten = qualcode("forget", "not", "--yes", "--files", "--project", coded)
    assert forgotten.code == 0, forgotten.err
    assert not os.path.exists(strange)  # noqa: PTH110
