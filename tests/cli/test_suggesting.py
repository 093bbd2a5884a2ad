"""Applying the codebook to a study that an earlier version left."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from qualcode.store import Store
from tests.cli.conftest import Command
from tests.store.test_migrations import load_fixture, pieces, pieces_in_schema_1


def test_a_study_of_the_first_schema_holds_the_same_suggestions_after_the_next_suggest(
    tmp_path: Path, qualcode: Command
) -> None:
    folder = load_fixture(tmp_path / "study", "patterns_1.sql")
    (folder / "codebook.yaml").write_text(kept_codebook(folder), encoding="utf-8")
    before = pieces_in_schema_1(folder / "project.db")

    done = qualcode("suggest", "--project", folder)

    assert "11 suggestions in 3 interviews: 0 new, 0 no longer made, 11 as before" in done.err
    assert "no longer find" not in done.err
    with Store.open(folder, read_only=True) as store:
        assert pieces(store) == before
        found_with = store.suggestions.keys()
    assert "0 new, 0 no longer made, 11 as before" in qualcode("suggest", "--project", folder).err
    with Store.open(folder, read_only=True) as store:
        assert store.suggestions.keys() == found_with
    assert "" not in found_with.values()


def kept_codebook(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "project.db")) as connection:
        return str(connection.execute("SELECT source FROM codebooks").fetchone()[0])
