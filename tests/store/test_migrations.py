"""Older studies become newer ones, whole or not at all."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import struct
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from qualcode.errors import ProjectError
from qualcode.model.coding import Mark, Verdict
from qualcode.store import Store, check, schema, upgrade
from qualcode.store.backup import backups, is_good, make_file
from qualcode.store.check import known_things
from qualcode.store.engines.sqlite import open_engine, writing

FIXTURES = Path(__file__).parent / "fixtures"
NEXT = f"m{int(schema.SCHEMA[1:]) + 1:03}"
"""The step after the newest."""

NEXT_STEP = """
import time

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "NEXT", "NEWEST", None, None


def upgrade():
    op.create_table("extra", sa.Column("id", sa.String(), primary_key=True))
    with op.batch_alter_table("informants") as informants:
        informants.add_column(sa.Column("colour", sa.String(), nullable=False, server_default="grey"))
    time.sleep(PAUSE)
    BREAK
"""


def load_fixture(folder: Path, name: str = "schema_1.sql") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    make_file(folder / "project.db")
    with closing(sqlite3.connect(folder / "project.db")) as connection:
        connection.executescript((FIXTURES / name).read_text(encoding="utf-8"))
    return folder


def add_next_step(folder: Path, *, pause: float = 0, breaks: str = "pass") -> Path:
    folder.mkdir()
    step = NEXT_STEP.replace("NEXT", NEXT).replace("NEWEST", schema.SCHEMA)
    (folder / f"{NEXT}_more.py").write_text(step.replace("PAUSE", str(pause)).replace("BREAK", breaks))
    return folder


def shape(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return {name: re.sub(r"\s+", " ", sql).replace(" ,", ",") for name, sql in rows}


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A qualcode that knows one more step."""
    monkeypatch.setattr(check, "SCHEMA", NEXT)
    monkeypatch.setattr(check, "known_things", lambda: known_things() | {("table", "extra")})
    monkeypatch.setattr(upgrade, "VERSIONS", (*upgrade.VERSIONS, add_next_step(tmp_path / "steps")))
    return load_fixture(tmp_path / "study")


def test_a_new_study_has_the_shape_that_all_migrations_make(tmp_path: Path) -> None:
    Store.create(tmp_path / "new", name="New").close()
    migrated = tmp_path / "migrated.db"
    make_file(migrated)
    engine = open_engine(migrated)
    with writing(engine, migrated) as connection:
        upgrade.migrate(connection)
    engine.dispose()

    new, grown = shape(tmp_path / "new" / "project.db"), shape(migrated)

    assert new.keys() == grown.keys()
    assert {name: sorted(re.split("[(), ]+", sql)) for name, sql in new.items()} == {
        name: sorted(re.split("[(), ]+", sql)) for name, sql in grown.items()
    }


def test_the_newest_migration_is_the_schema_a_new_study_carries() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(upgrade.__file__).parent / "migrations"))

    assert ScriptDirectory.from_config(config).get_current_head() == schema.SCHEMA


@pytest.mark.parametrize("fixture", sorted(path.name for path in FIXTURES.glob("schema_*.sql")))
def test_a_study_of_every_released_schema_opens_with_all_it_held(fixture: str, tmp_path: Path) -> None:
    with Store.open(load_fixture(tmp_path / "study", fixture)) as store:
        assert store.name == "Fixture"
        assert [document.id for document in store.documents.all()] == ["kii-01", "kii-02"]
        assert [segment.ordinal for segment in store.documents.segments("kii-01")] == [1, 2, 3, 4]
        assert [(d.coder, d.verdict, d.marks) for d in store.log.decisions()] == [
            ("amal", Verdict.ACCEPT, (Mark.GOOD_QUOTE,)),
            ("amal", Verdict.REJECT, ()),
            ("omar", Verdict.ADD, ()),
        ]
        assert [suggestion.code_id for suggestion in store.suggestions.of("kii-01")] == ["funding"]
        assert store.sources.roster().informant_types == ("CSO", "UN agency")
        assert [memo.text for memo in store.log.memos()] == ["Ask about timing."]
        assert store.log.excluded() == {"i2": "pilot"}
        assert len(store.log.read_marks()) == 1
        assert store.facts.figure("F-abcdefghij") == {"measure": "n_informants", "code": "funding"}
        assert store.documents.places(["kii-01", "kii-02"]) == []
        assert json.loads(store.facts.setting("secrets"))


@pytest.mark.parametrize("fixture", sorted(path.name for path in FIXTURES.glob("schema_*.sql")))
def test_a_copy_of_an_older_schema_is_cleaned_and_kept_when_somebody_withdraws(fixture: str, tmp_path: Path) -> None:
    study = load_fixture(tmp_path / "study", fixture)
    load_fixture(tmp_path / "old", fixture)
    (study / "backups").mkdir(exist_ok=True)
    kept = (tmp_path / "old" / "project.db").rename(study / "backups" / "project-20260101T000000Z-by-hand.db")
    with Store.open(study) as store:
        before = {document.id for document in store.documents.all()}
        removed = store.forgetting.forget("kii-01")

    assert kept in removed.cleaned
    assert removed.deleted == []
    with closing(sqlite3.connect(kept)) as connection:
        assert {row[0] for row in connection.execute("SELECT id FROM documents")} == before - {"kii-01"}


def test_an_older_study_is_backed_up_then_upgraded(newer: Path) -> None:
    before = shape(newer / "project.db")

    with Store.open(newer) as store:
        assert len(list(store.log.decisions())) == 3
        with store.reading() as connection:
            assert connection.exec_driver_sql("SELECT colour FROM informants").scalars().all() == ["grey", "grey"]
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1

    [kept] = backups(newer)
    assert kept.name.endswith("before-upgrade.db")
    assert shape(kept) == before


def test_an_upgraded_study_is_not_upgraded_again(newer: Path) -> None:
    Store.open(newer).close()
    Store.open(newer).close()

    assert len(backups(newer)) == 1


def test_an_older_study_that_cannot_be_written_is_refused(newer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.store.store.may_write", lambda path: False)
    before = shape(newer / "project.db")

    with pytest.raises(ProjectError, match="older qualcode"):
        Store.open(newer, read_only=True)

    assert shape(newer / "project.db") == before
    assert backups(newer) == []


def test_who_only_reads_an_older_study_need_not_open_it_otherwise_first(newer: Path) -> None:
    with Store.open(newer, read_only=True) as store:
        assert len(list(store.log.decisions())) == 3
        with pytest.raises(ProjectError):
            store.facts.record_run("test", {})

    assert len(backups(newer)) == 1


def test_a_step_that_fails_leaves_the_study_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = load_fixture(tmp_path / "study")
    steps = add_next_step(tmp_path / "steps", breaks='op.execute("SELECT * FROM nowhere")')
    monkeypatch.setattr(check, "SCHEMA", NEXT)
    monkeypatch.setattr(upgrade, "VERSIONS", (*upgrade.VERSIONS, steps))
    before = shape(study / "project.db")

    with pytest.raises(RuntimeError):
        Store.open(study)

    assert shape(study / "project.db") == before


def test_a_step_that_breaks_references_leaves_the_study_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = load_fixture(tmp_path / "study")
    broken = """for step in ("CREATE TABLE child (id REFERENCES extra (id))", "INSERT INTO child VALUES ('x')"):
        op.execute(step)"""
    monkeypatch.setattr(check, "SCHEMA", NEXT)
    steps = add_next_step(tmp_path / "steps", breaks=broken)
    monkeypatch.setattr(upgrade, "VERSIONS", (*upgrade.VERSIONS, steps))
    before = shape(study / "project.db")

    with pytest.raises(ProjectError, match="lead nowhere"):
        Store.open(study)

    assert shape(study / "project.db") == before


UPGRADE = """
import sys
from pathlib import Path
from qualcode.store import Store, check, upgrade
check.SCHEMA = sys.argv[3]
upgrade.VERSIONS = (*upgrade.VERSIONS, Path(sys.argv[2]))
print("ready", flush=True)
Store.open(Path(sys.argv[1])).close()
"""


@pytest.mark.parametrize("moment", [0.05, 0.3, 0.6])
def test_an_upgrade_that_is_killed_leaves_the_study_and_its_backup_whole(tmp_path: Path, moment: float) -> None:
    study, steps = load_fixture(tmp_path / "study"), add_next_step(tmp_path / "steps", pause=5)
    process = subprocess.Popen([sys.executable, "-c", UPGRADE, study, steps, NEXT], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()

    with Store.open(study) as store:
        assert len(list(store.log.decisions())) == 3
    assert check.SCHEMA == schema.SCHEMA
    assert "extra" not in shape(study / "project.db")
    assert all(is_good(path) for path in backups(study))


Piece = tuple[str, str, int, int, int, str, str]
"""Document, code, passage, start, end, suggester and rule of a piece of evidence."""


def pieces_in_schema_1(path: Path) -> list[Piece]:
    """The evidence as the first schema keeps it: a row per document and code."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT document_id, code_id, found, columns FROM suggestions").fetchall()
    return sorted(
        (document_id, code_id, *numbers[:3], *json.loads(found)[numbers[3]][:2])
        for document_id, code_id, found, columns in rows
        for numbers in struct.iter_unpack("<4i", columns)
    )


def pieces(store: Store) -> list[Piece]:
    return sorted(
        (found.document_id, found.code_id, int(found.segment_id.split(":")[1]), each.start, each.end, *rule)
        for document_id in store.documents.ids()
        for found in store.suggestions.of(document_id)
        for each in found.evidence
        for rule in [(each.suggester, each.rule)]
    )


def test_suggestions_are_the_same_after_they_were_split_by_suggester(tmp_path: Path) -> None:
    study = load_fixture(tmp_path / "study", "patterns_1.sql")
    before = pieces_in_schema_1(study / "project.db")

    with Store.open(study) as store:
        assert pieces(store) == before
        assert len({each[:3] for each in before}) == 11
        assert {rule for *_, rule, _ in before} == {"keywords", "patterns"}
        assert [(d.code_id, d.verdict) for d in store.log.decisions()] == [
            ("funding", Verdict.ACCEPT),
            ("waiting", Verdict.REJECT),
            ("short_grants", Verdict.ACCEPT),
        ]


def test_only_where_a_pattern_fired_suggestions_are_found_again(tmp_path: Path) -> None:
    study = load_fixture(tmp_path / "study", "patterns_1.sql")
    with closing(sqlite3.connect(study / "project.db")) as connection:
        rows = connection.execute("SELECT document_id, code_id, key, found FROM suggestions").fetchall()
    fired = {(document_id, code_id) for document_id, code_id, _, found in rows if "patterns" in found}

    with Store.open(study) as store:
        keys = store.suggestions.keys()

    assert {slot[:2] for slot in keys if slot[2] == "patterns"} == fired
    assert {slot: key for slot, key in keys.items() if slot[2] == "keywords"} == {
        (document_id, code_id, "keywords"): "" if (document_id, code_id) in fired else key
        for document_id, code_id, key, _ in rows
    }


@pytest.mark.parametrize(
    ("column", "value"),
    [("found", "'[['"), ("found", "X'00'"), ("columns", "X'0001'"), ("columns", "'text'")],
)
def test_a_damaged_suggestion_does_not_stop_the_upgrade_and_is_named_by_the_check(
    column: str, value: str, tmp_path: Path
) -> None:
    study = load_fixture(tmp_path / "study", "patterns_1.sql")
    with closing(sqlite3.connect(study / "project.db")) as connection, connection:
        here = "document_id = 'kii-01' AND code_id = 'funding'"
        connection.execute(f"UPDATE suggestions SET {column} = {value} WHERE {here}")

    with Store.open(study) as store:
        assert len(list(store.log.decisions())) == 3
        assert store.suggestions.of("kii-02")
        with pytest.raises(ProjectError, match="suggestions, 'kii-01 funding'"):
            store.suggestions.of("kii-01")
