"""A command line to call, and the sample study to call it on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qualcode.cli.app import run
from tests.study.make import write_small_study

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Done:
    """What a command left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def cells(self) -> list[dict[str, Any]]:
        """The cells of each row by column, of a result written as JSON."""
        return [row["cells"] for row in json.loads(self.out)["rows"]]


Command = Callable[..., Done]


@pytest.fixture
def qualcode(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Calls a command in this process, away from the user's own settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("QUALCODE_PROJECT", raising=False)

    def call(*arguments: object) -> Done:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return call


@pytest.fixture
def sample(sample_once: Path, tmp_path: Path) -> Path:
    """A copy of the sample study as `qualcode demo` leaves it, its one privacy question settled."""
    return Path(shutil.copytree(sample_once, tmp_path / "sample"))


@pytest.fixture
def small(tmp_path: Path, qualcode: Command) -> Path:
    """A study of three short interviews, not imported yet, with its own codebook."""
    folder = tmp_path / "study"
    assert qualcode("init", folder, "--no-input", "--name", "Small study").code == 0
    write_small_study(folder)
    return folder


@pytest.fixture
def coded(small: Path, qualcode: Command) -> Path:
    """The small study, imported, with the suggestions of its codebook."""
    assert qualcode("import", small / "transcripts", "--project", small).code == 0
    assert qualcode("suggest", "--project", small).code == 0
    return small
