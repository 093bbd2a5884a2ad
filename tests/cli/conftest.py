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


def called(folder: Path, *commands: list[str]) -> None:
    """Call commands on a study that is made once, away from the user's own settings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(folder.parent / "config"))
        patch.delenv("QUALCODE_PROJECT", raising=False)
        for command in commands:
            assert run([*command, "--quiet"]) == 0


@pytest.fixture(scope="session")
def small_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "study"
    called(folder, ["init", str(folder), "--no-input", "--name", "Small study"])
    write_small_study(folder)
    return folder


@pytest.fixture(scope="session")
def coded_once(small_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(small_once, tmp_path_factory.mktemp("coded") / "study"))
    project = ["--project", str(folder)]
    called(folder, ["import", str(folder / "transcripts"), *project], ["suggest", *project])
    return folder


@pytest.fixture
def small(small_once: Path, tmp_path: Path, qualcode: Command) -> Path:  # away from the user's settings
    """A study of three short interviews, not imported yet, with its own codebook."""
    return Path(shutil.copytree(small_once, tmp_path / "study"))


@pytest.fixture
def coded(coded_once: Path, tmp_path: Path, qualcode: Command) -> Path:  # away from the user's settings
    """The small study, imported, with the suggestions of its codebook."""
    return Path(shutil.copytree(coded_once, tmp_path / "study"))
