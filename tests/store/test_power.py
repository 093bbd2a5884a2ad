"""A decision that was acknowledged survives a power cut."""

from __future__ import annotations

from pathlib import Path

from qualcode.store.engines.sqlite import PRAGMAS
from tests.store.power import decide_until_the_power_goes, empty_study, start_again

CUTS = 30


def test_no_acknowledged_decision_is_lost_when_the_power_goes(tmp_path: Path) -> None:
    empty = empty_study(tmp_path / "empty")
    n_acknowledged = 0
    for seed in range(CUTS):
        acknowledged, left = decide_until_the_power_goes(empty, seed)
        kept = start_again(left, tmp_path / "study")

        assert set(acknowledged) <= set(kept)
        assert len(kept) <= len(acknowledged) + 1
        n_acknowledged += len(acknowledged)
    assert n_acknowledged > CUTS


def test_the_disk_is_one_on_which_less_careful_settings_lose_decisions(tmp_path: Path) -> None:
    empty = empty_study(tmp_path / "empty")
    careless = tuple("PRAGMA synchronous = OFF" if "synchronous" in pragma else pragma for pragma in PRAGMAS)
    harmed = 0
    for seed in range(CUTS):
        acknowledged, left = decide_until_the_power_goes(empty, seed, careless)
        try:
            harmed += not set(acknowledged) <= set(start_again(left, tmp_path / "study"))
        except Exception:  # damaged
            harmed += 1
    assert harmed > CUTS / 3
