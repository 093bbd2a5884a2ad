"""What was acknowledged is there after the process dies, and nothing is doubled when several write."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from qualcode.errors import QualcodeError
from qualcode.model.journal import Event, EventKind
from qualcode.store import Store
from qualcode.store.backup import back_up, is_good
from qualcode.store.restore import restore
from tests.examples import is_full
from tests.store.make import make_decision

if not hasattr(os, "fork"):
    pytest.skip("needs fork", allow_module_level=True)

from tests.store.kills import (
    decide_until_the_disk_is_full,
    die_in_the_middle_of_writing,
    fork,
    kept_ids,
    kill_while_deciding,
)

KILLS = 50 if is_full() else 25


def test_no_acknowledged_decision_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    Store.create(tmp_path, name="Kill").close()
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        acknowledged |= kill_while_deciding(tmp_path, kill)

    kept = kept_ids(tmp_path)
    assert len(acknowledged) >= KILLS
    assert acknowledged <= set(kept)
    assert len(kept) == len(set(kept)) <= len(acknowledged) + KILLS


def test_after_a_death_in_the_middle_of_writing_a_study_is_read_as_it_was_before(tmp_path: Path) -> None:
    with Store.create(tmp_path, name="Half") as store:
        store.log.append(make_decision())
    die_in_the_middle_of_writing(tmp_path)

    with Store.open(tmp_path, read_only=True) as opened:
        assert len(list(opened.log.decisions())) == 1
        assert opened.facts.setting("half-1") == ""


def test_restoring_after_a_death_in_the_middle_of_writing_keeps_the_healthy_study_and_who_withdrew(
    tmp_path: Path,
) -> None:
    study, elsewhere = tmp_path / "study", tmp_path / "elsewhere.db"
    with Store.create(study, name="Half") as store:
        shutil.copy(back_up(store.path, "test"), elsewhere)
        store.log.append(make_decision())
        store.log.add_event(Event(id="e", kind=EventKind.FORGET, target="x", detail={"informants": ["h"]}))
    shutil.rmtree(study / "backups")
    die_in_the_middle_of_writing(study)

    kept, _ = restore(study, elsewhere)

    assert kept is not None
    assert is_good(kept)
    assert kept.name.endswith("before-restore.db")
    with Store.open(study) as opened:
        assert "h" in opened.forgetting.forgotten().informants


@pytest.mark.skipif(sys.platform != "linux", reason="limits on files differ")
def test_a_full_disk_is_told_in_plain_words_and_loses_nothing(tmp_path: Path) -> None:
    Store.create(tmp_path, name="Full").close()

    acknowledged, said = decide_until_the_disk_is_full(tmp_path, limit=1_000_000)

    assert len(acknowledged) > 10
    assert set(kept_ids(tmp_path)) == acknowledged
    assert said.startswith("BusyError")
    assert "safe" in said
    with Store.open(tmp_path) as store:  # there is room again
        store.log.append(make_decision())


def test_a_folder_that_can_only_be_read_is_opened_for_reading(tmp_path: Path) -> None:
    Store.create(tmp_path, name="Read").close()
    with Store.open(tmp_path) as store:
        store.log.append(make_decision())
    (tmp_path / "project.db").chmod(0o444)
    for folder in (tmp_path, *tmp_path.parents):
        if os.getuid() == 0 and "pytest" in str(folder):
            folder.chmod(stat.S_IMODE(folder.stat().st_mode) | 0o555)
    tmp_path.chmod(0o555)

    def read() -> None:
        if os.getuid() == 0:
            os.setuid(65534)  # to whom permissions apply
        with Store.open(tmp_path) as store:
            assert store.read_only
            assert len(list(store.log.decisions())) == 1
            with pytest.raises(QualcodeError, match="can only be read"):
                store.log.append(make_decision())

    try:
        assert os.waitpid(fork(read), 0)[1] == 0
    finally:
        tmp_path.chmod(0o700)


def test_four_writers_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    Store.create(tmp_path, name="Four").close()

    def write(coder: str) -> None:
        with Store.open(tmp_path) as store:
            for _ in range(25):
                store.log.append(make_decision(coder=coder))

    children = [fork(lambda name=f"coder {number}": write(name)) for number in range(4)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4

    with Store.open(tmp_path) as store:
        decisions = list(store.log.decisions())
        store.check()
    assert sorted({decision.coder for decision in decisions}) == [f"coder {number}" for number in range(4)]
    assert [decision.sequence for decision in decisions] == list(range(1, 101))
