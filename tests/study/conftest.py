"""The small study, open, at two moments: its files written; its interviews imported and coded by the rules."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.study.codebook.files import load_codebook
from qualcode.study.codebook.suggesting import apply_codebook
from qualcode.study.folder import new_study
from qualcode.study.reading.interviews import import_transcripts
from qualcode.study.reading.roster import load_roster
from qualcode.study.study import Study
from tests.study.make import Heard, configured, write_small_study


@pytest.fixture
def heard() -> Heard:
    """What the study said."""
    return Heard()


@pytest.fixture(scope="session")
def written_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to copy: the small study, nothing imported yet."""
    folder = tmp_path_factory.mktemp("written") / "study"
    new_study(folder, name="Small study", codebook="cso_health")
    write_small_study(folder)
    return folder


@pytest.fixture(scope="session")
def coded_once(written_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to copy: the small study with its interviews and the suggestions of its codebook."""
    folder = Path(shutil.copytree(written_once, tmp_path_factory.mktemp("coded") / "study"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(folder.parent / "config"))
        with Study.open(folder, voice=Heard()) as study:
            import_transcripts(study, [folder / "transcripts"], load_roster(study))
            apply_codebook(study, load_codebook(study))
    return folder


def opened(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heard: Heard) -> Iterator[Study]:
    """A copy of a study, open, away from the user's own settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with Study.open(shutil.copytree(once, tmp_path / "study"), voice=heard) as study:
        yield study


@pytest.fixture
def written(written_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heard: Heard) -> Iterator[Study]:
    """The small study, open; nothing is imported yet."""
    yield from opened(written_once, tmp_path, monkeypatch, heard)


@pytest.fixture
def coded(coded_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heard: Heard) -> Iterator[Study]:
    """The small study with its interviews and the suggestions of its codebook."""
    yield from opened(coded_once, tmp_path, monkeypatch, heard)


@pytest.fixture
def sample(sample_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heard: Heard) -> Iterator[Study]:
    """The sample study as `qualcode demo` leaves it, its one privacy question settled."""
    yield from opened(sample_once, tmp_path, monkeypatch, heard)


@pytest.fixture
def shown(coded: Study) -> Study:
    """The small study, coded by the rules, with groups of any size shown."""
    return configured(coded, "[privacy]\nminimum_cell = 1")
