"""The commands as a whole: help, errors, exit codes."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer

from qualcode.cli import app as command_line
from qualcode.errors import BusyError, CodebookError, PrivacyError, QualcodeError, ReadError

HEAVY = (
    "spacy",
    "sklearn",
    "pandas",
    "sqlalchemy",
    "numpy",
    "matplotlib",
    "pydantic",
    "lemminflect",
    "starlette",
    "uvicorn",
)


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    script = (
        "import sys; from qualcode.cli.app import run; code = run(['--help']);"
        f"print([name for name in {HEAVY!r} if name in sys.modules], code)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.endswith("[] 0\n")
    for section in command_line.COMMANDS.values():
        for command in section:
            assert f"  {command} " in done.stdout


@pytest.mark.parametrize("command", [name for section in command_line.COMMANDS.values() for name in section])
def test_every_command_answers_to_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.run([command, "--help"]) == 0
    assert f"Usage: qualcode {command}" in capsys.readouterr().out


def test_help_opens_with_what_most_people_need() -> None:
    first = next(iter(command_line.COMMANDS.values()))

    assert list(first) == ["run", "open", "review", "quotes", "report", "roles", "status"]


@pytest.mark.parametrize("name", command_line.FORMER)
def test_a_table_that_was_a_command_is_one_still(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.run([name, "--help"]) == 0
    as_it_was = capsys.readouterr().out
    assert command_line.run(["table", name, "--help"]) == 0

    assert capsys.readouterr().out == as_it_was.replace(f"qualcode {name}", f"qualcode table {name}")
    assert command_line.run(["--help"]) == 0
    assert f"  {name} " not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["frequncies"], "Did you mean 'frequencies'?"),
        (["trace"], "Missing argument 'F-ID'"),
        (["status", "--fromat", "csv"], "No such option"),
    ],
)
def test_a_slip_of_the_hand_is_answered_with_what_is_known(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.run(arguments) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "exit_code", "said"),
    [
        (CodebookError("codebook.yaml: line 3: no id", hint="give it one"), 3, "line 3: no id\n       give it one"),
        (ReadError("a.doc: an old Word file"), 4, "Error: a.doc"),
        (PrivacyError("2 names"), 6, "2 names"),
        (BusyError("in use"), 7, "in use"),
        (QualcodeError("\x1b[31mred\u202e"), 3, "\\x1b[31mred<U+202E>"),
        (KeyboardInterrupt(), 130, "stopped"),
        (typer.Exit(5), 5, ""),
        (OSError(28, "No space left on device", "x.db"), 7, "free some space"),
        (PermissionError(13, "Permission denied", "x.db"), 3, "x.db: Permission denied"),
    ],
)
def test_failures_become_a_clear_line_and_an_exit_code(
    error: BaseException,
    exit_code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _fail_with(monkeypatch, error)

    assert command_line.run(["status"]) == exit_code
    assert said in capsys.readouterr().err


def test_a_bug_shows_frames_and_no_words_of_an_interview(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _fail_with(monkeypatch, ValueError("she said the director took it"))

    assert command_line.run(["status"]) == 1
    said = capsys.readouterr().err
    assert "director" not in said
    assert "in fail" in said
    assert "ValueError" in said


def test_a_closed_pipe_is_no_failure() -> None:
    done = subprocess.run(
        f"{sys.executable} -m qualcode codebook show --codebook cso_health --format csv | head -1",
        shell=True,
        capture_output=True,
        text=True,
        executable="/bin/bash",
        env={"PATH": "/usr/bin:/bin", "BASH_ENV": "", "SHELLOPTS": "pipefail"},
    )
    assert (done.returncode, done.stderr) == (0, "")


def _fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr("qualcode.cli.commands.status.command", fail)
    monkeypatch.setattr(command_line, "_program", command_line._program.__wrapped__)  # made anew
