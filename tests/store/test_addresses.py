from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from qualcode.store.engines.sqlite import database_uri, file_uri


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PureWindowsPath(r"C:\Users\Ana\study\project.db"), "file:///C:/Users/Ana/study/project.db"),
        (PureWindowsPath(r"\\srv\share\study\project.db"), "file:////srv/share/study/project.db"),
        (PureWindowsPath(r"\\?\C:\study\project.db"), "file:///C:/study/project.db"),
        (PureWindowsPath(r"\\?\UNC\srv\share\project.db"), "file:////srv/share/project.db"),
        (PureWindowsPath("H:\\Étude #1 100%\\project.db"), "file:///H:/%C3%89tude%20%231%20100%25/project.db"),
        (PurePosixPath("/home/ana/what?/project.db"), "file:///home/ana/what%3F/project.db"),
    ],
)
def test_a_database_has_an_address_that_names_no_server(path: PurePath, address: str) -> None:
    assert file_uri(path) == address


@pytest.mark.parametrize("name", ["plain", "a #1", "what?", "100%", "café", "a%20b", "a&b=c", "\udcff"])
def test_a_database_is_opened_whatever_its_folder_is_called(name: str, tmp_path: Path) -> None:
    path = tmp_path / name / "project.db"
    path.parent.mkdir()
    sqlite3.connect(path).close()

    with closing(sqlite3.connect(database_uri(path, read_only=True), uri=True)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)


def test_two_strokes_at_the_beginning_lead_where_one_does(tmp_path: Path) -> None:
    path = tmp_path / "project.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE here (x)")

    with closing(sqlite3.connect(f"file:///{path}?mode=ro", uri=True)) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchone() == ("here",)
