"""Files that people edit count as they were last read, and every table says so once they were changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command

ROSTER = "informants.csv changed since it was read: run `qualcode informants`"
CODEBOOK = "codebook.yaml changed since it was applied: run `qualcode suggest`"
TABLES = (["frequencies"], ["quotes"], ["report", "--draft", "--format", "md"], ["status"], ["trace", "F-aaaaaaaaaa"])


@pytest.fixture
def study(coded: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(coded)
    return coded


def _replace(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("command", TABLES[:-1], ids=lambda words: words[0])
def test_nothing_is_said_of_files_that_were_read_as_they_are(
    command: list[str], study: Path, qualcode: Command
) -> None:
    assert "changed since" not in qualcode(*command).err


@pytest.mark.parametrize("command", TABLES[:-1], ids=lambda words: words[0])
def test_an_edited_list_of_informants_and_codebook_are_told_until_they_are_read(
    command: list[str], study: Path, qualcode: Command
) -> None:
    _replace(study / "informants.csv", "basim,CSO", "basim,UN agency")
    _replace(study / "codebook.yaml", "[checkpoint]", "[checkpoint, medicine]")

    edited = qualcode(*command, *(["--quiet"] if command[0] != "status" else []))
    assert qualcode("informants").code == 0
    assert ROSTER not in qualcode(*command).err
    assert ROSTER not in qualcode("suggest").err

    assert ROSTER in edited.err
    assert CODEBOOK in edited.err
    assert "changed since" not in qualcode(*command).err


def test_suggest_says_that_the_list_of_informants_waits_to_be_read(study: Path, qualcode: Command) -> None:
    _replace(study / "informants.csv", "basim,CSO", "basim,UN agency")

    assert ROSTER in qualcode("suggest").err


def test_changes_that_qualcode_makes_itself_are_no_edits(study: Path, qualcode: Command) -> None:
    assert qualcode("codebook", "add", "roads", "--term", "road").code == 0
    assert qualcode("forget", "basim", "--yes", "--roster", "--files").code == 0

    assert "changed since" not in qualcode("frequencies").err


def test_suggest_says_how_much_is_decided(study: Path, qualcode: Command) -> None:
    before = qualcode("suggest").err
    listed = qualcode("suggestions", "--format", "csv").out.splitlines()
    assert qualcode("decide", listed[1].split(",")[0], "accept", "--coder", "ann").code == 0

    assert "Nothing has been reviewed by a person yet" in before
    assert f"1 of {len(listed) - 1} decided" in qualcode("suggest").err


@pytest.mark.parametrize("command", ["frequencies", "suggest", "status", "quotes", "report"])
def test_without_interviews_the_next_step_is_to_import_them(
    command: str, small: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)

    done = qualcode(command)

    assert "o interviews yet" in done.out + done.err
    assert "`qualcode import transcripts`" in done.out + done.err


def test_a_drafted_list_that_nobody_filled_in_is_what_is_told_next(
    small: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)
    (small / "informants.csv").unlink()
    assert qualcode("import").code == 0
    assert qualcode("suggest").code == 0
    assert qualcode("informants", "--draft").code == 0

    done = qualcode("frequencies")

    assert "informants.xlsx: 3 rows have no informant_type: lines 2, 3, 4" in done.err
    assert "fill them in" in done.err
    assert qualcode("informants").err == done.err.split("\n", 2)[2]


def test_a_codebook_that_finds_nothing_says_where_to_look(small: Path, qualcode: Command) -> None:
    (small / "codebook.yaml").write_text("codebook: Other\ncodes:\n  - id: sea\n    terms: [ocean]\n", encoding="utf-8")
    assert qualcode("import", small / "transcripts", "--project", small).code == 0

    done = qualcode("suggest", "--project", small)

    assert "0 suggestions in 3 interviews" in done.err
    assert "`qualcode codebook show --forms`" in done.err
    assert "--explain" in done.err
