"""One bad row is said with table and id, by `check` and by whoever reads it; nothing of it is taken in by a merge."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qualcode.errors import ProjectError
from qualcode.model.journal import About, Event, EventKind, Memo
from qualcode.store import Store
from qualcode.store.engines.sqlite import DamagedError
from qualcode.store.restore import restore
from tests.make import make_document, make_segments
from tests.store.make import make_decision


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to copy: a record of each kind."""
    folder = tmp_path_factory.mktemp("made") / "study"
    with Store.create(folder, name="Damage") as store:
        document = make_document(("I", "And you?"), "Money is short.", id="kii-01")
        store.documents.add(document, make_segments(document), segmenter="test 1")
        store.log.append_all([make_decision()])
        store.log.add_memo(Memo(id="m", coder="amal", about=About.STUDY, text="On it."))
        store.log.add_event(Event(id="e", kind=EventKind.FORGET, target="x", detail={"informants": ["h"]}))
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "study"))


def write(folder: Path, *statements: str) -> None:
    """As another program would."""
    with closing(sqlite3.connect(folder / "project.db")) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE decisions SET verdict = 'SECRET'", "decisions"),
        ("UPDATE decisions SET anchor = '{\"SECRET\": 1}'", "decisions"),
        ("UPDATE decisions SET anchor = 'SECRET'", "decisions"),
        ("UPDATE decisions SET note = X'80ff'", "decisions"),
        ("UPDATE decisions SET sequence = 'SECRET'", "decisions"),
        ("UPDATE decisions SET sequence = 9223372036854775807", "decisions"),
        ("UPDATE memos SET text = X'ff'", "memos, 'm'"),
        ("UPDATE memos SET about = 'SECRET'", "memos, 'm'"),
        ("UPDATE events SET kind = 'SECRET'", "events, 'e'"),
        ("UPDATE events SET detail = '{\"informants\": 5}'", "events, 'e'"),
        ("UPDATE documents SET turns = 'SECRET'", "documents, 'kii-01'"),
        ("UPDATE documents SET segments = '{}'", "documents, 'kii-01'"),
        ("UPDATE documents SET text = X'fffe'", "documents, 'kii-01'"),
        ("UPDATE documents SET record = 'SECRET'", "documents, 'kii-01'"),
        ("UPDATE meta SET value = '{SECRET' WHERE key = 'secrets'", "meta, 'secrets'"),
        ("UPDATE meta SET value = '[\"SECRET\"]' WHERE key = 'secrets'", "meta, 'secrets'"),
        ("UPDATE meta SET value = '5' WHERE key = 'secrets'", "meta, 'secrets'"),
        ("INSERT INTO places VALUES ('kii-01', X'80ff')", "places, 'kii-01'"),
    ],
)
def test_check_names_the_row_that_cannot_be_read(statement: str, named: str, folder: Path) -> None:
    write(folder, statement)

    with Store.open(folder) as store, pytest.raises(DamagedError) as caught:
        store.check()

    assert named in caught.value.message
    assert "SECRET" not in caught.value.message
    assert "restore" in caught.value.hint


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("CREATE TRIGGER swallow BEFORE INSERT ON decisions BEGIN SELECT RAISE(IGNORE); END", "trigger 'swallow'"),
        ("CREATE VIEW seen AS SELECT * FROM decisions", "view 'seen'"),
        ("CREATE TABLE more (a)", "table 'more'"),
        ("CREATE INDEX finds ON memos (coder)", "index 'finds'"),
    ],
)
def test_a_study_with_something_of_another_program_in_it_is_not_opened(
    statement: str, named: str, folder: Path
) -> None:
    with closing(sqlite3.connect(folder / "project.db")) as connection:
        connection.execute(statement)

    for read_only in (False, True):
        with pytest.raises(DamagedError) as caught:
            Store.open(folder, read_only=read_only)
        assert named in caught.value.message


@pytest.mark.parametrize("swallow", ["trigger", "constraint"])
def test_what_is_not_kept_is_not_said_to_be(swallow: str, folder: Path) -> None:
    with Store.open(folder) as store:
        with closing(sqlite3.connect(folder / "project.db")) as other:
            if swallow == "trigger":
                other.execute("CREATE TRIGGER swallow BEFORE INSERT ON decisions BEGIN SELECT RAISE(IGNORE); END")
            else:
                made = other.execute("SELECT sql FROM sqlite_schema WHERE name = 'decisions'").fetchone()[0]
                other.execute("ALTER TABLE decisions RENAME TO before")
                other.execute(f"{made.rstrip().removesuffix(')')}, UNIQUE (coder) ON CONFLICT IGNORE)")
                other.execute("INSERT INTO decisions SELECT * FROM before")
                other.commit()

        with pytest.raises(DamagedError, match="takes nothing new"):
            store.log.append(make_decision())


@pytest.mark.parametrize(
    "statement", ["DROP TABLE memos", "ALTER TABLE memos RENAME TO other", "ALTER TABLE memos DROP COLUMN text"]
)
def test_a_study_without_all_its_tables_is_not_opened(statement: str, folder: Path) -> None:
    write(folder, statement)

    with pytest.raises(DamagedError, match=r"memos.*is missing"):
        Store.open(folder)


def test_a_version_that_is_none_is_not_printed(folder: Path) -> None:
    write(folder, "UPDATE alembic_version SET version_num = 'SECRET'")

    with pytest.raises(DamagedError) as caught:
        Store.open(folder)

    assert "SECRET" not in caught.value.message


def test_what_keeps_decisions_is_missed_by_check_and_put_back_by_opening(folder: Path) -> None:
    write(folder)
    with Store.open(folder, read_only=True) as store, pytest.raises(DamagedError, match="taken away"):
        store.check()

    with Store.open(folder) as store:
        store.check()
    with closing(sqlite3.connect(folder / "project.db")) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM decisions")


def decision(folder: Path) -> dict[str, Any]:
    with Store.open(folder) as store, (folder / "out.jsonl").open("w", encoding="utf-8") as stream:
        store.merging.export(stream)
    lines = (folder / "out.jsonl").read_text("utf-8").splitlines()
    return {"head": lines[0], **{json.loads(line)["kind"]: json.loads(line) for line in lines[1:]}}


def event(kind: str, detail: object) -> dict[str, Any]:
    return {"kind": "event", "id": "new", "event": kind, "target": "x", "detail": detail, "sequence": 9}


@pytest.mark.parametrize(
    "record",
    [
        {"sequence": 2**63 - 1},
        {"sequence": 2**70},
        {"sequence": -1},
        {"note": "\ud800"},
        {"anchor": {"start": 1}},
        event("redirect", {"a": 1}),
        event("forget", {"informants": 5}),
        event("quote", {"quote": 5}),
        event("assign", {"coder": [5]}),
        event("privacy", {}),
        {"kind": ["x"]},
        "[" * 200_000,
        '{"kind": "memo", "sequence": ' + "9" * 6000 + "}",
    ],
    ids=str,
)
def test_nothing_of_a_file_with_a_bad_record_is_taken_in(record: Any, folder: Path, tmp_path: Path) -> None:
    whole = decision(folder)
    if isinstance(record, dict):
        record = json.dumps(record if "event" in record else {**whole["decision"], "id": "new", **record})
    good = json.dumps({**whole["decision"], "id": "good"})
    (tmp_path / "bad.jsonl").write_text(f"{whole['head']}\n{good}\n{record}\n", "utf-8")

    with Store.open(folder) as store:
        with pytest.raises(ProjectError, match=r"bad\.jsonl: line 3"):
            store.merging.merge(tmp_path / "bad.jsonl")
        assert len(list(store.log.decisions())) == 1
        store.log.append_all([make_decision()])


def test_a_database_with_a_bad_record_is_not_merged(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    write(tmp_path / "copy", "UPDATE decisions SET sequence = 9223372036854775807, id = 'new'")
    with Store.open(tmp_path / "copy"):
        pass

    with Store.open(folder) as store, pytest.raises(DamagedError, match="decisions, 'new'"):
        store.merging.merge(tmp_path / "copy" / "project.db")


def test_a_study_whose_secrets_cannot_be_read_forgets_nobody_and_restores_only_as_damaged(folder: Path) -> None:
    with Store.open(folder) as store:
        backup = Path(shutil.copy(store.path, store.folder / "whole.db"))
    write(folder, "UPDATE meta SET value = '{' WHERE key = 'secrets'")

    with Store.open(folder) as store, pytest.raises(DamagedError, match="'secrets'"):
        store.forgetting.forget("i1")
    with pytest.raises(ProjectError, match="who withdrew consent"):
        restore(folder, backup)
    restore(folder, backup, damaged=True)
    with Store.open(folder) as store:
        store.check()


def test_a_tombstone_that_cannot_be_read_stops_restoring_unless_told_that_the_study_is_damaged(folder: Path) -> None:
    with Store.open(folder) as store:
        backup = store.folder / "whole.db"
        shutil.copy(store.path, backup)
        store.log.add_event(Event(id="e2", kind=EventKind.FORGET, target="x", detail={"informants": ["h2"]}))
    write(folder, "UPDATE events SET detail = '{\"informants\": 5}' WHERE id = 'e'")

    with pytest.raises(ProjectError, match="who withdrew consent"):
        restore(folder, backup)
    restore(folder, backup, damaged=True)

    with Store.open(folder) as store:
        assert "h2" in store.forgetting.forgotten().informants
