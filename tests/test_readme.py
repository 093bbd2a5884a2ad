"""The README's commands do what it says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from qualcode.cli.app import run

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _commands(heading: str) -> list[list[str]]:
    section = README.split(f"## {heading}\n")[1].split("\n## ")[0]
    found = re.findall(r"^\$ (.*?)(?:\s+#.*)?$", section, flags=re.MULTILINE)
    return [command.split() for command in found]


def test_step_by_step_goes_from_an_empty_folder_to_the_words_behind_a_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    sample = ROOT / "transcripts_sample"
    ran = []
    for words in _commands("Step by step"):
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
            for path in sample.iterdir():
                target = Path() if path.name == "informants.csv" else Path("transcripts")
                shutil.copy(path, target)
            continue
        if "F-…" in words:
            capsys.readouterr()
            assert run(["frequencies", "--ids", "--format", "csv"]) == 0
            words[words.index("F-…")] = re.findall(r"F-[a-z2-7]{10}", capsys.readouterr().out)[0]
        assert words[0] == "qualcode"
        more = ["--no-input"] if words[1] == "init" else []
        assert run([*words[1:], *more]) == 0, words
        ran.append(words[1])

    assert ran == ["init", "import", "informants", "suggest", "status", "frequencies", "quotes", "trace", "report"]


def test_your_own_interviews_go_through_in_one_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    shutil.copytree(ROOT / "transcripts_sample", "my-transcripts")
    shutil.copy(ROOT / "transcripts_sample" / "informants.csv", tmp_path)

    (command,) = [words for words in _commands("Your own interviews") if words[0] == "qualcode"]

    assert run(command[1:]) == 0
    assert "Funding" in capsys.readouterr().out
    assert Path("my-report/reports/report.xlsx").exists()
    assert Path("my-report/reports/report.html").exists()


def test_the_scripts_the_readme_names_exist() -> None:
    named = set(re.findall(r"scripts/\w+", README))

    assert {"scripts/try", "scripts/test", "scripts/check"} <= named
    for script in named:
        assert (ROOT / script).stat().st_mode & 0o100, script


def test_continuous_integration_runs_the_readmes_test_command() -> None:
    assert "scripts/test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
