"""A change of the codebook that is stopped at one of its acts: file and record are as before, or both are changed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from qualcode.errors import QualcodeError
from qualcode.store import Store
from qualcode.store.facts import CODEBOOK_BEFORE
from qualcode.study.codebook.changes import add_code, merge_code, move_code, new_code, retire_code, split_code
from qualcode.study.codebook.files import load_codebook
from qualcode.study.codebook.suggesting import apply_codebook
from qualcode.study.keeping.copies import copy_study, put_back
from qualcode.study.study import Study
from qualcode.study.unread import codebook_is_unread
from tests.examples import is_full
from tests.store.acts import Acts, Fault
from tests.store.kills import fork
from tests.study.make import Heard, accept_all

CHANGES: dict[str, Callable[[Study], object]] = {
    "retire": lambda study: retire_code(study, "access"),
    "merge": lambda study: merge_code(study, "short_term", "funding"),
    "split": lambda study: split_code(study, "access", ["roads", "papers"], terms=["papers=permit"]),
    "move": lambda study: move_code(study, "short_term", "access"),
    "add": lambda study: add_code(study, "medicines", terms=["medicine"]),
    "on the spot": lambda study: new_code(study, "Late instalments", "funding"),
    "by hand, then explained": lambda study: retire_code(study, "gone_by_hand"),
}

Told = tuple[str, list[tuple[str, str, tuple[str, ...]]], str, dict[tuple[str, str, str], str]]


@pytest.fixture(scope="module")
def decided_once(coded_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small study, decided; a code was taken out of the file by hand, and another put into it."""
    folder = Path(shutil.copytree(coded_once, tmp_path_factory.mktemp("decided") / "study"))
    with Study.open(folder) as study:
        add_code(study, "gone_by_hand", terms=["medicine"])
        accept_all(study)
        text = study.codebook_path.read_text("utf-8").replace("id: gone_by_hand", "id: new_by_hand")
        study.codebook_path.write_text(text, "utf-8")
    return folder


def told(study: Study) -> Told:
    """The file, the records of what became of codes, the codebook in force, and what suggestions were made with."""
    redirects = [(each.change.value, each.code_id, each.to) for each in study.store.log.redirects()]
    book = study.store.sources.codebook()
    assert book is not None
    return study.codebook_path.read_text("utf-8"), redirects, book.sha256, dict(study.store.suggestions.keys())


def acts_of(folder: Path, change: Callable[[Study], object], fault: Fault | None = None, n: int = 0) -> list[str]:
    """What a process does to the disk that makes a change, with a fault at its n-th act."""
    reader, writer = os.pipe()

    def work() -> None:
        with Study.open(folder) as study:
            acts, tell = Acts(fault, n), os.write
            acts.watch()
            try:
                change(study)
            except QualcodeError:
                assert fault is not None
            tell(writer, json.dumps(acts.names).encode())

    child = fork(work)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    names: list[str] = json.loads(said or "[]")
    return names


def turns(names: Sequence[str], most: int) -> list[int]:
    """Acts that are of another kind than the one before, at most so many of them; where all are asked for, all acts."""
    found = [number for number, name in enumerate(names, 1) if number == 1 or name != names[number - 2]]
    return [*range(1, len(names) + 1)] if is_full() else found[:: max(1, len(found) // most)]


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_that_is_stopped_is_made_whole_or_not_at_all_and_can_be_given_again(
    name: str, decided_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    whole = Path(shutil.copytree(decided_once, tmp_path / "whole"))
    names = acts_of(whole, CHANGES[name])
    with Study.open(decided_once) as study:
        before = told(study)
    with Study.open(whole) as study:
        after = told(study)
    assert after[1] != before[1]

    for number, n in enumerate(turns(names, 12 if name == "retire" else 4)):
        fault = list(Fault)[number % len(Fault)]
        stopped = Path(shutil.copytree(decided_once, tmp_path / f"{n}"))
        acts_of(stopped, CHANGES[name], fault, n)
        with Study.open(stopped, read_only=True) as study:
            left = told(study)
            assert (n, fault, left[:3]) in [(n, fault, before[:3]), (n, fault, after[:3])]
            assert left[3] in (before[3], after[3]) or codebook_is_unread(study)
            assert not study.store.facts.setting(CODEBOOK_BEFORE)
        with Study.open(stopped) as study:
            try:
                CHANGES[name](study)
            except QualcodeError:
                assert left[:3] == after[:3]
            file, redirects, sha256, keys = told(study)
            assert (file, sha256, keys) == (after[0], after[2], after[3])
            assert sorted({*redirects}) == sorted({*after[1]})
            assert len(redirects) - len(after[1]) <= (left[:3] == after[:3])


def stopped_half_way(study: Study) -> str:
    """Leave what a process leaves that dies when the file is replaced and its record not yet kept."""
    folder = study.folder
    names = acts_of(Path(shutil.copytree(folder, folder.with_name("counted"))), CHANGES["retire"])
    before = study.codebook_path.read_text("utf-8")
    acts_of(folder, CHANGES["retire"], Fault.DIE, names.index("replace") + 2)
    assert study.codebook_path.read_text("utf-8") != before
    return before


def test_what_was_undone_is_said_once(coded: Study, heard: Heard) -> None:
    before = stopped_half_way(coded)

    for _ in range(2):
        with Study.open(coded.folder, read_only=True, voice=heard) as study:
            assert study.codebook_path.read_text("utf-8") == before

    assert heard.notes == [
        "codebook.yaml: a change that was stopped half-way was undone; give the command again",
    ]


def test_a_file_edited_after_the_stop_stays_as_it_was_edited(coded: Study) -> None:
    stopped_half_way(coded)
    edited = coded.codebook_path.read_text("utf-8").replace("Money.", "Money of all kinds.")
    coded.codebook_path.write_text(edited, "utf-8")

    with Study.open(coded.folder) as study:
        assert study.codebook_path.read_text("utf-8") == edited
        assert not study.store.facts.setting(CODEBOOK_BEFORE)


def test_where_nothing_may_be_written_the_study_is_read_as_it_is(coded: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped_half_way(coded)
    left = coded.codebook_path.read_text("utf-8")
    monkeypatch.setattr("qualcode.store.store.may_write", lambda path: False)

    with Study.open(coded.folder) as study:
        assert study.frequencies().rows
        assert study.codebook_path.read_text("utf-8") == left


def test_a_backup_made_in_the_middle_undoes_nothing_later(coded: Study) -> None:
    coded.store.facts.set_setting(CODEBOOK_BEFORE, '{"before": "", "after": ""}')
    made = copy_study(coded)
    coded.store.facts.drop_setting(CODEBOOK_BEFORE)
    coded.close()

    put_back(coded.folder, made)

    with Store.open(coded.folder) as store:
        assert not store.facts.setting(CODEBOOK_BEFORE)


def test_a_suggestion_run_that_is_stopped_is_said_and_finished_by_the_next_change(coded: Study) -> None:
    text = coded.codebook_path.read_text("utf-8").replace("terms: [checkpoint]", "terms: [checkpoint, medicine]")
    coded.codebook_path.write_text(text, "utf-8")
    load_codebook(coded)  # and stopped before it is applied
    assert codebook_is_unread(coded)

    move_code(coded, "short_term", "access")

    assert not codebook_is_unread(coded)
    found = apply_codebook(coded, coded.codebook())
    assert (found.added, found.retired, found.n_rematched) == (0, 0, 0)
