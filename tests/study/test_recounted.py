"""Figures of studies at random against a count from their files that uses nothing of qualcode."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.study.recounted import differences, random_study


@pytest.mark.parametrize("seed", [3, 11])
def test_every_figure_is_the_one_counted_by_hand(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    n, wrong = differences(tmp_path / "study", random_study(tmp_path / "study", seed))

    assert n > 100
    assert wrong == []
