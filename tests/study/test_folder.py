"""Study folders are found, made, and what they rest on is not overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import CodebookError, ProjectError, UsageError
from qualcode.readers.codebooks import codebook_file, read_codebook
from qualcode.settings import SETTINGS_NAME, read_settings
from qualcode.store import DATABASE
from qualcode.study.folder import (
    find_codebook,
    find_study,
    has_database,
    new_study,
    refuse_own_files,
    shipped_codebooks,
)
from qualcode.study.study import Study
from tests.study.make import CODEBOOK


def made(folder: Path, codebook: str = "cso_health") -> list[str]:
    return [path.name for path in new_study(folder, name="Mine", codebook=codebook)]


def test_a_new_study_is_whole_and_made_again_changes_nothing(tmp_path: Path) -> None:
    assert made(tmp_path / "new") == [SETTINGS_NAME, "codebook.yaml", "informants.csv", DATABASE]
    (tmp_path / "new" / "informants.csv").write_text("mine")

    assert made(tmp_path / "new", "empty") == []

    assert (tmp_path / "new" / "informants.csv").read_text() == "mine"
    assert read_settings(tmp_path / "new").study.name == "Mine"
    assert has_database(tmp_path / "new")


@pytest.mark.parametrize("ending", [".yaml", ".xlsx", ".csv"])
def test_a_codebook_of_ones_own_becomes_yaml_whatever_it_is_kept_in(ending: str, tmp_path: Path) -> None:
    own = tmp_path / f"themes{ending}"
    (tmp_path / "small.yaml").write_text(CODEBOOK, "utf-8")
    content = codebook_file(read_codebook(tmp_path / "small.yaml"), own.name)
    own.write_bytes(CODEBOOK.encode() if ending == ".yaml" else content)

    made(tmp_path / "new", str(own))

    assert "  - id: funding\n" in (tmp_path / "new" / "codebook.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("codebook", "file", "themes"),
    [
        ("empty", "codebook.yaml", ["Funding"]),
        ("template", "codebook.xlsx", ["Funding", "Short-term funding", "Staff"]),
    ],
)
def test_to_start_ones_own_there_is_one_theme_or_a_workbook_to_fill_in(
    codebook: str, file: str, themes: list[str], tmp_path: Path
) -> None:
    assert file in made(tmp_path / "new", codebook)

    with Study.open(tmp_path / "new") as study:
        assert study.codebook_path.name == file
        assert [code.name for code in read_codebook(study.codebook_path).codes] == themes


@pytest.mark.parametrize("content", [b"PK\x03\x04 Excel under another name", b"codes:\n  - id: a\n   name: b\n"])
def test_a_codebook_that_cannot_be_used_stops_before_anything_is_made(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "themes.yaml").write_bytes(content)

    with pytest.raises(CodebookError):
        made(tmp_path / "new", str(tmp_path / "themes.yaml"))
    with pytest.raises(UsageError, match=r"themes\.yaml: is a file"):
        made(tmp_path / "themes.yaml")

    assert not (tmp_path / "new").exists()


def test_a_codebook_is_named_by_its_file_or_as_qualcode_calls_it(tmp_path: Path) -> None:
    assert find_codebook("cso_health").name == "cso_health.yaml"
    with pytest.raises(UsageError) as refused:
        find_codebook("cso_helth")
    assert all(name in refused.value.hint for name in shipped_codebooks())
    with pytest.raises(UsageError, match="an empty codebook finds nothing yet"):
        find_codebook("empty")


def test_a_study_is_found_from_inside_it_and_from_outside_it_is_said_where_one_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "one")
    monkeypatch.chdir(tmp_path / "one" / "transcripts")
    assert find_study(None) == tmp_path / "one"
    assert find_study(tmp_path / "one") == tmp_path / "one"

    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProjectError, match="neither this folder nor one above it") as alone:
        find_study(None)
    assert alone.value.hint == "one/ is a study: cd one, or --project one"
    made(tmp_path / "two")
    with pytest.raises(ProjectError) as several:
        find_study(None)
    assert several.value.hint == "studies here: one, two; for example: cd one, or --project one"
    with pytest.raises(ProjectError, match="not a study folder"):
        find_study(tmp_path / "one" / "transcripts")


@pytest.mark.parametrize(
    ("path", "what"),
    [
        (DATABASE, "the database"),
        (f"{DATABASE}-wal", "the database"),
        (SETTINGS_NAME, "the settings file"),
        ("reports/../codebook.yaml", "the codebook"),
        ("informants.csv", "the list of informants"),
        ("link", "the list of informants"),
        ("transcripts/amira.md", "in the transcripts folder"),
        ("backups/x", "in the backups folder"),
        (".cache/x", "in the .cache folder"),
    ],
)
def test_what_a_study_rests_on_is_not_overwritten(path: str, what: str, written: Study) -> None:
    (written.folder / "link").symlink_to(written.roster_path)

    with pytest.raises(UsageError, match=f"this is {what} of the study"):
        refuse_own_files(written.folder / path)


@pytest.mark.parametrize("path", ["reports/report.docx", "mine.csv", "guide.yaml", "../elsewhere.csv"])
def test_anything_else_may_be_written(path: str, written: Study) -> None:
    refuse_own_files(written.folder / path)
