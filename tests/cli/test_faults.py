"""Some of the spoilt acts of `scripts/kill_test`: the process dies, an act fails, the disk is full."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import typer.main

from qualcode.cli.app import app
from tests.cli import faults, faults_making
from tests.cli.conftest import Command
from tests.cli.faults import FURTHER, Kept, attempt, undisturbed, wrong_after
from tests.cli.faults_making import making, wrong_after_making
from tests.cli.test_saved_tables import OWN_SHEET, SHOWING
from tests.cli.test_whole import LOOKING, MAKING, WRITING, every_command
from tests.examples import is_full
from tests.store.acts import Fault

READ = {"--project", "--codebook", "--form", "--guide", "--informants", "--pseudonyms", "--reveal", "--template"}
"""Options that name files which a command only reads."""


def test_every_file_that_a_command_is_given_by_an_option_is_among_those_whose_acts_are_spoilt() -> None:
    root = typer.main.get_command(app)
    missing = []
    for name in set(every_command(root)) - MAKING:
        command: Any = root
        for part in name.split():
            command = command.get_command(None, part)
        ways = [*WRITING.get(name, ()), *(way for each, way, _ in FURTHER if each == name), LOOKING.get(name, ())]
        given = {word for way in ways for word in way} | READ | ({"--to"} if name in {*SHOWING} - OWN_SHEET else set())
        for each in command.params:
            takes_file = "Path" in str(getattr(each, "type_descriptor", None) and each.type_descriptor.annotation)
            if takes_file and each.opts[0].startswith("--") and given.isdisjoint(each.opts):
                missing.append((name, each.opts[0]))

    assert missing == []


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


def test_of_a_review_that_is_stopped_marks_may_be_missing_and_nothing_else(
    coded: Path, qualcode: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("review", "--coder", "amal")
    assert qualcode("codebook", "retire", "short_term", "--project", coded).code == 0  # one code on each passage
    assert attempt(coded, words)[0] == 0
    step = undisturbed("review 0", words, coded, tmp_path)
    assert step.kept.marks

    for table, told in (("", []), ("decisions", ["records", "rows", "figures"]), ("reads", ["marks"])):
        left: list[Kept] = []

        def forgetful(study: Path, *given: Any, table: str = table, left: list[Kept] = left) -> tuple[int, int]:
            """Give a command, and lose what is in a table once it was given again."""
            done = attempt(study, *given)
            if table and left:
                with contextlib.closing(sqlite3.connect(study / "project.db")) as connection, connection:
                    connection.execute(f"DROP TRIGGER IF EXISTS {table}_keep_delete")
                    connection.execute(f"DELETE FROM {table}")
            left.append(Kept.of(study))
            return done

        monkeypatch.setattr(faults, "attempt", forgetful)
        wrong = wrong_after(step, Fault.DIE, step.n_acts - 1, tmp_path / "spoilt", random.Random(1))

        assert (left[0].marks, left[0].rows["decisions"]) == (step.kept.marks, 2)
        assert left[1].marks < step.twice.marks
        assert [line.partition(":")[2].split()[4] for line in wrong] == [f"{part}:" for part in told]


def test_the_acts_of_every_command_that_makes_something_are_spoilt() -> None:
    assert {*faults_making.MAKING} == MAKING


@pytest.mark.parametrize("name", ["init", "run", "sample"])
def test_a_command_that_makes_a_study_leaves_what_it_goes_on_with_when_given_again(name: str, tmp_path: Path) -> None:
    step, chance = making(name, tmp_path), random.Random(name)

    assert step.n_acts > 10
    for fault in Fault if is_full() else chance.sample([*Fault], k=2):
        n = chance.randint(1, step.n_acts)
        assert (fault, n, wrong_after_making(step, fault, n, tmp_path / "spoilt")) == (fault, n, [])
