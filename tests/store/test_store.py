"""A study is made, opened, kept private, and refused when it is not whole."""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.errors import BusyError, ProjectError
from qualcode.store import DamagedError, ReadOnlyError, Store
from qualcode.store.backup import back_up, backups
from qualcode.store.engines.sqlite import translated
from tests.make import make_codebook, make_document, make_roster, make_segments
from tests.store.make import make_decision


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "study", name="Health CSOs") as store:
        yield store


def test_a_new_study_has_a_name_and_ids_and_opens_again(store: Store) -> None:
    store.close()

    with Store.open(store.folder) as opened:
        assert opened.name == "Health CSOs"
        assert len(opened.facts.setting("study")) == len(opened.facts.setting("writer")) == 36


def test_a_second_study_in_the_same_folder_is_refused(store: Store) -> None:
    with pytest.raises(ProjectError, match="already"):
        Store.create(store.folder, name="Again")


def test_only_the_owner_can_read_the_study(store: Store) -> None:
    back_up(store.path, "test")

    files = [path for path in store.folder.rglob("*") if path.is_file()]
    folders = [store.folder, store.folder / "backups"]
    assert len(files) == 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("foreign_keys", 1),
        ("busy_timeout", 30000),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
    ],
)
def test_every_connection_is_set_up_to_keep_what_it_acknowledges(store: Store, pragma: str, value: object) -> None:
    with store.reading() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_folder_without_a_study_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no study") as caught:
        Store.open(tmp_path)

    assert "qualcode init" in caught.value.hint


def test_a_study_from_a_newer_version_is_refused_and_left_alone(store: Store) -> None:
    store.close()
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'm999'")
    before = store.path.read_bytes()

    with pytest.raises(ProjectError, match="newer qualcode"):
        Store.open(store.folder)

    assert store.path.read_bytes() == before


def damage_header(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + path.read_bytes()[4:])


def damage_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    path.write_bytes(content)


def damage_end(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: -3 * 4096])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def another_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE words (word)")


@pytest.mark.parametrize("damage", [damage_header, damage_page, damage_end, empty, another_database])
def test_a_damaged_study_is_refused_and_the_newest_good_backup_named(store: Store, damage) -> None:  # type: ignore[no-untyped-def]
    good = back_up(store.path, "test")
    damage_page(back_up(store.path, "test"))
    store.close()
    damage(store.path)

    with pytest.raises(DamagedError) as caught:
        Store.open(store.folder)

    assert str(good) in caught.value.hint
    assert len(backups(store.folder)) == 2


def test_without_a_good_backup_it_says_so(store: Store) -> None:
    store.close()
    empty(store.path)

    with pytest.raises(DamagedError) as caught:
        Store.open(store.folder)

    assert "no good backup" in caught.value.hint


def test_a_study_opened_for_reading_refuses_to_write(store: Store) -> None:
    store.log.append(make_decision())
    store.close()

    with Store.open(store.folder, read_only=True) as opened:
        assert len(list(opened.log.decisions())) == 1
        with pytest.raises(ReadOnlyError):
            opened.log.append(make_decision())


def test_a_locked_study_is_busy(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.store.engines.sqlite.BUSY_SECONDS", 0.05)
    store.close()
    with (
        Store.open(store.folder) as opened,
        closing(sqlite3.connect(store.path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError, match="another program"):
            opened.log.append(make_decision())
        other.execute("ROLLBACK")

        opened.log.append(make_decision())


def test_a_full_disk_is_busy_and_loses_nothing(store: Store) -> None:
    kept = store.log.append(make_decision())
    with store.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    with store.reading() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(BusyError, match="disk is full"):
        store.log.append_all([replace(make_decision(), note="n" * 9000) for _ in range(9)])

    assert list(store.log.decisions()) == [kept]


def test_messages_never_hold_words_of_an_interview(store: Store) -> None:
    decision = store.log.append(make_decision(text="A canary sang."))

    with pytest.raises(RuntimeError) as caught:
        store.log.append(decision)

    assert "canary" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_documents_roster_and_codebook_come_back_as_they_were(store: Store) -> None:
    document = make_document(("I", "How is the money?"), "Not enough. 😀 قليل", "Café.")
    store.documents.add(document, make_segments(document), segmenter="test 1")
    store.sources.save_roster(make_roster(i1="CSO", i2="UN agency"))
    store.sources.save_codebook(make_codebook("funding", "funding/donors"))

    assert list(store.documents.all()) == [document]
    assert store.documents.segments("kii-01") == make_segments(document)
    assert store.sources.roster() == make_roster(i1="CSO", i2="UN agency")
    assert store.sources.codebook() == make_codebook("funding", "funding/donors")
    assert store.documents.sources() == {document.source_sha256: "kii-01"}


def test_the_codebook_in_force_is_the_one_saved_last(store: Store) -> None:
    first, second = (replace(make_codebook(code), sha256=code * 64, source=code) for code in "ab")
    for codebook in (first, second, first):
        store.sources.save_codebook(codebook)

    assert store.sources.codebook() == first
    assert store.sources.codebook("b" * 64) == second
    assert [sha256[0] for sha256, _ in store.sources.codebooks()] == ["b", "a"]


def test_sources_figures_and_runs_are_kept(store: Store) -> None:
    sha256 = store.sources.keep("codebook", "codebook.yaml", b"codes: []")
    store.sources.keep("codebook", "codebook.yaml", b"codes: []")
    store.facts.record_figures({"F-abc": {"measure": "n_informants"}})
    store.facts.record_run("import", {"files": 3})

    assert store.sources.get(sha256) == b"codes: []"
    assert store.facts.figure("F-abc") == {"measure": "n_informants"}
    assert store.facts.figure("F-xyz") is None
    assert [(run["command"], run["detail"]) for run in store.facts.runs()] == [("import", {"files": 3})]


def test_opening_a_study_loads_no_alembic_and_nothing_heavy(store: Store) -> None:
    script = (
        "import json, sys; from pathlib import Path; from qualcode.store import Store\n"
        "Store.open(Path(sys.argv[1])).close(); print(json.dumps(sorted(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", script, str(store.folder)], capture_output=True, check=True)

    loaded = {name.partition(".")[0] for name in json.loads(result.stdout)}
    assert not loaded & {"alembic", "pydantic", "pandas", "spacy", "sklearn", "rapidfuzz", "numpy", "rich", "typer"}


def test_a_database_behind_a_link_is_not_opened(tmp_path: Path) -> None:
    Store.create(tmp_path / "mine", name="Mine").close()
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "project.db").symlink_to(tmp_path / "mine" / "project.db")

    with pytest.raises(ProjectError, match="is a link"):
        Store.open(tmp_path / "theirs")


def test_a_full_disk_is_told_as_one_where_no_journal_can_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cannot_open = sqlite3.OperationalError("unable to open database file")
    cannot_open.sqlite_errorname = "SQLITE_CANTOPEN"
    with pytest.raises(ProjectError, match="cannot be opened"), translated(tmp_path / "project.db"):
        raise cannot_open

    full = shutil.disk_usage(tmp_path)._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(BusyError, match="the disk is full"), translated(tmp_path / "project.db"):
        raise cannot_open


def test_a_study_on_a_full_disk_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("qualcode.store.store.make_file", full)
    with pytest.raises(BusyError, match="the disk is full"):
        Store.create(tmp_path / "study", name="Full")
