"""The wheel is whole: it carries the sample study and the codebooks, and runs away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_the_codebooks_and_the_sample_study(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    folders = ("codebooks", "transcripts_sample", "survey_sample")
    brought = [path.name for folder in folders for path in (ROOT / folder).iterdir()]
    assert len(brought) > 12
    for name in brought:
        assert any(packed.startswith("qualcode/sample/") and packed.endswith(f"/{name}") for packed in names)
    assert not any(packed.startswith(("tests/", "scripts/")) for packed in names)


def test_the_demo_runs_from_the_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-compile", "--target", str(site), str(wheel)],
        check=True,
        capture_output=True,
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(site), "XDG_CONFIG_HOME": str(tmp_path)}

    def python(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments], cwd=elsewhere, env=environment, capture_output=True, text=True, check=True
        )

    assert python("-c", "import qualcode; print(qualcode.__file__)").stdout.startswith(str(site))
    done = python("-m", "qualcode", "demo")

    assert "Funding" in done.stdout
    assert (elsewhere / "qualcode-demo" / "reports" / "report.xlsx").stat().st_size > 10_000
    assert (elsewhere / "qualcode-demo" / "reports" / "report.html").stat().st_size > 10_000
