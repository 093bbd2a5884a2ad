"""Copies of the study: made while it is open, thinned with age, put back whole."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from qualcode.errors import BusyError, ProjectError
from qualcode.store import DamagedError, Store
from qualcode.store import restore as restoring
from qualcode.store.backup import back_up, back_up_if_due, backups, is_good, newest_good_backup, thin
from qualcode.store.engines import sqlite
from qualcode.store.restore import restore
from qualcode.store.schema import SCHEMA, VERSION_TABLE
from tests.make import make_document, make_segments
from tests.store.make import make_decision


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "study", name="Backups") as store:
        store.log.append(make_decision())
        yield store


def test_a_backup_holds_what_was_decided_until_then(store: Store) -> None:
    backup = back_up(store.path, "test")
    store.log.append(make_decision())

    assert is_good(backup)
    assert newest_good_backup(store.folder) == backup
    store.close()
    restore(store.folder, backup)
    with Store.open(store.folder) as opened:
        assert len(list(opened.log.decisions())) == 1


def test_restoring_keeps_what_was_there(store: Store) -> None:
    backup = back_up(store.path, "test")
    store.log.append(make_decision())
    store.close()

    kept, _ = restore(store.folder, backup)

    assert kept is not None
    restore(store.folder, kept)
    with Store.open(store.folder) as opened:
        assert len(list(opened.log.decisions())) == 2


def test_a_damaged_study_is_moved_aside_and_replaced(store: Store) -> None:
    backup = back_up(store.path, "test")
    store.close()
    store.path.write_bytes(b"x" * 5000)
    journal = store.path.with_name("project.db-journal")
    journal.write_bytes(b"old pages")
    with pytest.raises(DamagedError):
        Store.open(store.folder)
    with pytest.raises(ProjectError, match="who withdrew consent"):
        restore(store.folder, backup)
    assert store.path.read_bytes() == b"x" * 5000

    kept, _ = restore(store.folder, backup, damaged=True)

    assert kept is not None
    assert "damaged" in kept.name
    assert not journal.exists()
    with Store.open(store.folder) as opened:
        assert len(list(opened.log.decisions())) == 1


def test_a_backup_that_is_not_whole_is_refused(store: Store) -> None:
    backup = back_up(store.path, "test")
    backup.write_bytes(backup.read_bytes()[:6000])

    with pytest.raises(ProjectError, match="not whole"):
        restore(store.folder, backup)

    with Store.open(store.folder) as opened:
        assert len(list(opened.log.decisions())) == 1


def test_restoring_does_not_bring_back_who_withdrew(store: Store, tmp_path: Path) -> None:
    document = make_document("A CANARY sang.", informant_id="gone")
    store.documents.add(document, make_segments(document), segmenter="test 1")
    elsewhere = shutil.copy(back_up(store.path, "test"), tmp_path / "elsewhere.db")
    store.forgetting.forget("gone")
    store.close()

    restore(store.folder, elsewhere)

    with Store.open(store.folder) as opened:
        assert opened.documents.ids() == ()
    assert all(b"CANARY" not in path.read_bytes() for path in store.folder.rglob("*") if path.is_file())


@pytest.mark.usefixtures("open_files_go")
def test_nobody_writes_while_a_backup_takes_the_place_of_the_study(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = back_up(store.path, "test")
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0)
    refused: list[str] = []

    def look(folder: Path) -> None:
        with Store.open(folder) as opened, pytest.raises(BusyError) as caught:
            opened.log.append(make_decision())
        refused.append(caught.value.message)

    for moment in ("copy", "_set_aside"):
        act = getattr(restoring, moment)

        def and_look(*arguments: Path, act: Callable[..., Any] = act) -> Any:
            done = act(*arguments)
            look(store.folder)
            return done

        monkeypatch.setattr(restoring, moment, and_look)
    restore(store.folder, backup)

    assert len(refused) == 2


@pytest.mark.usefixtures("open_files_stay")
@pytest.mark.parametrize("damaged", [False, True])
def test_a_study_is_restored_where_open_files_cannot_be_replaced(damaged: bool, store: Store) -> None:
    backup = back_up(store.path, "test")
    store.log.append(make_decision(segment=2))
    store.close()
    if damaged:
        store.path.write_bytes(b"x" * 5000)

    restore(store.folder, backup, damaged=damaged)

    with Store.open(store.folder) as opened:
        assert len(list(opened.log.decisions())) == 1


@pytest.mark.usefixtures("open_files_stay")
def test_a_study_that_is_open_elsewhere_and_cannot_be_replaced_stays_as_it_was(store: Store) -> None:
    backup = back_up(store.path, "test")
    store.log.append(make_decision(segment=2))

    with store.path.open("rb"), pytest.raises(BusyError, match="another program has the study open"):
        restore(store.folder, backup)

    assert len(list(store.log.decisions())) == 2
    assert backups(store.folder) == [backup]


@pytest.mark.usefixtures("open_files_go")
def test_who_has_a_study_open_that_is_replaced_is_told_and_nothing_is_said_to_be_saved(store: Store) -> None:
    with Store.open(store.folder) as opened:
        restore(store.folder, back_up(store.path, "test"))

        with pytest.raises(ProjectError, match="was replaced") as caught:
            opened.log.append(make_decision(segment=2))

    assert caught.value.hint == "open it again"
    with Store.open(store.folder) as again:
        assert [decision.anchor.segment_id for decision in again.log.decisions()] == ["kii-01:1"]


def test_a_backup_is_made_after_half_an_hour_of_work(store: Store) -> None:
    assert backups(store.folder) == []
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    store.facts.set_setting("created_at", long_ago.isoformat())
    store.close()

    with Store.open(store.folder) as opened:
        opened.log.append(make_decision())
        opened.log.append(make_decision())

    assert [path.stem.rpartition("-")[2] for path in backups(store.folder)] == ["automatic"]


def test_old_automatic_backups_are_thinned_and_others_are_kept(store: Store) -> None:
    folder = store.folder / "backups"
    folder.mkdir()
    now = datetime.now(UTC)
    for hours in (1, 2, 3, *range(48, 48 + 24 * 40, 6)):
        (folder / f"project-{now - timedelta(hours=hours):%Y%m%dT%H%M%S}Z-automatic.db").touch()
    by_hand = folder / f"project-{now - timedelta(days=30):%Y%m%dT%H%M%S}Z-by-hand.db"
    by_hand.touch()

    thin(store.folder)

    left = backups(store.folder)
    assert by_hand in left
    assert 3 + 12 + 3 <= len(left) <= 3 + 14 + 6 + 1
    assert thin(store.folder) == []


@pytest.mark.parametrize("moment", ["20990101T000000", "99999999T999999", "19700101T000000"])
def test_a_backup_whose_date_is_wrong_keeps_none_from_being_made(store: Store, moment: str) -> None:
    (store.folder / "backups").mkdir()
    odd = Path(shutil.copy(store.path, store.folder / "backups" / f"project-{moment}Z-automatic.db"))
    store.facts.set_setting("created_at", "2020-01-01T00:00:00Z")

    made = back_up_if_due(store.path)

    assert made is not None
    assert back_up_if_due(store.path) is None
    assert newest_good_backup(store.folder) == made
    assert odd in backups(store.folder)


def another_study(tmp_path: Path) -> Path:
    with Store.create(tmp_path / "another", name="Another") as another:
        return another.path


def newer(tmp_path: Path) -> Path:
    return changed(tmp_path, "UPDATE alembic_version SET version_num = 'm999'")


def without_a_table(tmp_path: Path) -> Path:
    return changed(tmp_path, "DROP TABLE memos")


def of_nobody(tmp_path: Path) -> Path:
    return changed(tmp_path, "DELETE FROM meta")


def empty(tmp_path: Path) -> Path:
    path = tmp_path / "empty.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(VERSION_TABLE)
        connection.execute("INSERT INTO alembic_version VALUES (?)", (SCHEMA,))
    return path


def changed(tmp_path: Path, statement: str) -> Path:
    path = Path(shutil.copy(tmp_path / "study" / "project.db", tmp_path / "copy.db"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    return path


@pytest.mark.parametrize("make", [another_study, newer, without_a_table, of_nobody, empty])
@pytest.mark.parametrize("is_damaged", [False, True])
def test_what_is_not_a_whole_copy_of_this_study_does_not_take_its_place(
    store: Store, tmp_path: Path, make: Callable[[Path], Path], is_damaged: bool
) -> None:
    back_up(store.path, "test")
    path = make(tmp_path)
    store.close()
    if is_damaged:
        store.path.write_bytes(b"x" * 5000)
    before = store.path.read_bytes()

    with pytest.raises(ProjectError):
        restore(store.folder, path, damaged=is_damaged)

    assert store.path.read_bytes() == before
