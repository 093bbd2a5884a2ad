from pathlib import Path

import pytest

from qualcode.study.archive import making
from tests.clusters import two_workers
from tests.study.archive.make import Files, bytes_of

__all__ = ["two_workers"]


@pytest.fixture(scope="module")
def same_files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Twelve interviews for tests that change none of them."""
    return Files(tmp_path_factory.mktemp("archives"))


@pytest.fixture(scope="module")
def whole(same_files: Files) -> dict[str, bytes]:
    """What an archive of them holds that is made three at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "AT_ONCE", 3)
        patch.setenv("XDG_CONFIG_HOME", str(same_files.folder / "config"))
        return bytes_of(same_files.archive("whole"))


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    """Twelve interviews, their list of informants and a codebook."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return Files(tmp_path)
