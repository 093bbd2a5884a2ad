"""Copies of a study's database, and whether all of it is whole."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from qualcode.errors import ProjectError
from qualcode.model.coding import Verdict
from qualcode.store.backup import backups
from qualcode.study.keeping.copies import Checked, check_study, copy_study, put_back
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study


def test_a_backup_that_is_put_back_brings_the_decisions_it_had_and_keeps_those_that_stood_there(coded: Study) -> None:
    decide(coded, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    copy = copy_study(coded)
    decide(coded, "amal", "basim:2", Verdict.ACCEPT, code="access")
    coded.close()

    done = put_back(coded.folder)

    assert (done.n_before, done.n_now) == (2, 1)
    assert done.kept is not None
    again = put_back(coded.folder, done.kept)
    assert (again.n_before, again.n_now) == (1, 2)
    assert copy in backups(coded.folder)


def test_where_there_is_no_backup_nothing_is_put_back(coded: Study) -> None:
    coded.close()

    with pytest.raises(ProjectError, match="no good backup was found"):
        put_back(coded.folder)


def test_a_database_beyond_reading_is_replaced_and_kept(coded: Study) -> None:
    decide(coded, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    copy_study(coded)
    coded.close()
    coded.store.path.write_bytes(b"no database at all")

    done = put_back(coded.folder, damaged=True)

    assert (done.n_before, done.n_now) == (None, 1)
    assert done.kept is not None
    assert done.kept.read_bytes() == b"no database at all"


def test_a_whole_study_passes_its_check_and_a_bad_backup_is_named(coded: Study) -> None:
    assert check_study(coded) == Checked(n_documents=3, bad_backups=())
    bad = copy_study(coded)
    bad.chmod(0o600)
    bad.write_bytes(bad.read_bytes()[: bad.stat().st_size // 2])

    assert check_study(coded) == Checked(n_documents=3, bad_backups=(bad,))


def test_a_transcript_that_is_not_what_was_imported_is_found(coded: Study) -> None:
    altered(coded.store.path)

    with pytest.raises(ProjectError, match="carol: the text is not what was imported"):
        check_study(coded)


def altered(database: Path) -> None:
    """Write other words into a transcript past qualcode."""
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE documents SET text = replace(text, 'grant', 'grand') WHERE id = 'carol'")
    connection.close()
