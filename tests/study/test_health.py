"""What is wrong with a study or with what is installed."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from qualcode import __version__
from qualcode.study.health import LIBRARIES, _access, copies_beside, health_table, synced_by, warn_of_copies
from qualcode.study.keeping.copies import copy_study
from qualcode.study.study import Study
from tests.study.make import Heard


def told(folder: Path | None) -> dict[str, tuple[str, str]]:
    return {
        str(what): (str(state), str(advice)) for what, state, advice in (r.cells for r in health_table(folder).rows)
    }


def test_versions_and_the_state_of_the_study_are_listed(coded: Study) -> None:
    coded.folder.chmod(0o700)

    found = told(coded.folder)

    assert found["qualcode"] == (__version__, "")
    assert found.keys() >= {"Python", "SQLite", "English model", "Your settings", "Free space", *LIBRARIES}
    assert found["Study"] == (str(coded.folder), "")
    assert found["Database"] == ("whole, 3 interviews", "")
    assert found["Access"] == ("yours alone", "")


def test_where_there_is_no_study_the_next_step_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    found = told(None)

    assert found["Study"][0] == "none here"
    assert "qualcode init" in found["Study"][1]
    assert "Database" not in found


def test_a_damaged_database_and_a_folder_others_can_read_are_told_with_the_remedy(coded: Study) -> None:
    backup = copy_study(coded)
    coded.close()
    coded.store.path.write_bytes(b"no database at all")
    coded.folder.chmod(0o755)

    found = told(coded.folder)

    assert "whole" not in found["Database"][0]
    assert str(backup) in found["Database"][1]
    assert found["Access"] == (
        "others on this machine can read it",
        f"interviews are confidential: chmod 700 {coded.folder}",
    )


def test_a_copy_that_a_syncing_program_left_beside_the_database_is_named(coded: Study, heard: Heard) -> None:
    copy = coded.folder / "project (conflict).db"
    shutil.copy(copy_study(coded), copy)
    (coded.folder / "notes.db").write_text("no database")

    assert copies_beside(coded.folder) == [copy]
    warn_of_copies(coded)
    assert heard.warnings == ["project (conflict).db: another copy of the study lies beside it"]
    assert f'`qualcode merge "{copy}"`' in heard.hints[0]
    assert told(coded.folder)["Another copy"][0] == copy.name


def test_a_folder_that_is_synced_is_told(coded_once: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(coded_once, tmp_path / "Dropbox" / "study"))

    assert told(folder)["Folder"][0] == "inside dropbox"


@pytest.mark.parametrize(
    ("folder", "by"),
    [
        (PureWindowsPath(r"D:\Work\study"), "onedrive"),
        (PureWindowsPath(r"C:\Users\Ana\OneDrive - Agency\study"), "onedrive"),
        (PureWindowsPath(r"G:\My Drive\study"), "google drive"),
        (PureWindowsPath(r"C:\Users\Ana\iCloudDrive\study"), "icloud"),
        (PureWindowsPath(r"C:\Users\Ana\Agency\Health team - Documents\study"), "sharepoint"),
        (PureWindowsPath(r"C:\Users\Ana\Box\study"), "box"),
        (PurePosixPath("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/study"), "icloud"),
        (PurePosixPath("/Users/ana/Library/CloudStorage/GoogleDrive-ana@un.example/study"), "google drive"),
        (PurePosixPath("/Users/ana/Library/CloudStorage/Box-Box/study"), "box"),
        (PureWindowsPath(r"C:\Users\Ana\Documents\toolbox\study"), ""),
        (PurePosixPath("/home/ana/study"), ""),
    ],
)
def test_what_copies_a_folder_elsewhere_is_known_by_path_and_variables(folder: PurePath, by: str) -> None:
    assert synced_by(folder, {"OneDriveCommercial": r"D:\Work", "OneDrive": "", "PATH": "/home/ana"}) == by


def test_where_files_have_no_rights_of_their_own_those_of_the_folder_are_named(coded: Study) -> None:
    state, advice = _access(coded.folder, has_modes=False)

    assert "whoever may read the folder" in state
    assert "Security" in advice
