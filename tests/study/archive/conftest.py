from pathlib import Path

import pytest

from tests.clusters import two_workers
from tests.study.archive.make import Files

__all__ = ["two_workers"]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    """Twelve interviews, their list of informants and a codebook."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return Files(tmp_path)
