"""A clone is the same on every system, whatever Git is set to there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(
    not (ROOT / ".git").exists() or shutil.which("git") is None, reason="not in a clone, or without Git"
)


def test_a_clone_on_windows_has_the_line_ends_that_scripts_and_hashes_expect(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git = ["git", "-c", "core.autocrlf=true", "-c", "core.eol=crlf"]
    subprocess.run([*git, "clone", "--quiet", "--depth", "1", ROOT.as_uri(), clone], check=True, capture_output=True)

    told = subprocess.run(
        ["git", "ls-files", "--eol"], cwd=clone, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    ends = {line.split("\t")[1]: line.split()[1] for line in told.splitlines()}

    assert ends["scripts/check"] == "w/lf"
    assert {name for name, end in ends.items() if end not in ("w/lf", "w/-text", "w/none")} == {
        name for name in ends if name.endswith(".cmd")
    }
