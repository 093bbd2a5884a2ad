"""Some of the spoilt acts of `scripts/kill_test`: the process dies, an act fails, the disk is full."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.faults import undisturbed, wrong_after
from tests.store.acts import Fault


@pytest.mark.parametrize(
    "words",
    [
        ("decide", "basim:2", "reject", "--code", "access", "--coder", "omar"),
        ("exclude", "amira", "--reason", "pilot"),
        ("codebook", "retire", "access"),
    ],
    ids=" ".join,
)
def test_a_command_whose_act_is_spoilt_leaves_all_or_nothing_and_goes_on_when_given_again(
    words: tuple[str, ...], coded: Path, qualcode: Command, tmp_path: Path
) -> None:
    step, chance = undisturbed("given", words, coded, tmp_path), random.Random(len(words))

    assert step.n_acts > 10
    for fault in Fault:
        n = chance.randint(1, step.n_acts)
        assert (fault, n, wrong_after(step, fault, n, tmp_path / "spoilt", chance)) == (fault, n, [])
