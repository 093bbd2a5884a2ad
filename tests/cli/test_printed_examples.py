"""What the page on results prints is what the sample study gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Command

PAGE = (ROOT / "docs" / "results.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^    \$ qualcode (.+)\n((?:    (?!\$).+\n)+)", PAGE, flags=re.MULTILINE)


def _is_printed(line: str, printed: list[str]) -> bool:
    """Whether a line stands in the output; one that ends with an ellipsis, whether one begins so."""
    shown = line.removeprefix("    ").rstrip()
    if shown.endswith("…"):
        return any(each.startswith(shown.removesuffix("…").rstrip()) for each in printed)
    return shown in printed or set(shown) == {" ", "─"}


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_an_example_is_what_the_sample_study_gives(
    command: str, shown: str, sample: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample)
    printed = [line.rstrip() for line in qualcode(*command.split()).out.splitlines()]

    assert [line for line in shown.splitlines() if not _is_printed(line, printed)] == []


def test_the_page_has_examples() -> None:
    assert [command.split()[0] for command, _ in EXAMPLES] == ["frequencies", "frequencies", "compare", "quotes"]
