"""The small study, open, at two moments: its files written; its interviews imported and coded by the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.study.codebook.files import load_codebook
from qualcode.study.codebook.suggesting import apply_codebook
from qualcode.study.folder import new_study
from qualcode.study.reading.interviews import import_transcripts
from qualcode.study.reading.roster import load_roster
from qualcode.study.study import Study
from tests.study.make import Heard, write_small_study


@pytest.fixture
def heard() -> Heard:
    """What the study said."""
    return Heard()


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heard: Heard) -> Iterator[Study]:
    """The small study, open; nothing is imported yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "study"
    new_study(folder, name="Small study", codebook="cso_health")
    write_small_study(folder)
    with Study.open(folder, voice=heard) as study:
        yield study


@pytest.fixture
def coded(written: Study, heard: Heard) -> Study:
    """The small study with its interviews and the suggestions of its codebook."""
    silent = replace(written, voice=Heard())
    import_transcripts(silent, [written.folder / "transcripts"], load_roster(silent))
    apply_codebook(silent, load_codebook(silent))
    return written
