"""Interviews given to coders, audits, memos and the log, as commands; their rules are tested in tests/study."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qualcode.readers.coding_sheet import read_coding_sheet
from qualcode.store import Store
from tests.cli.conftest import Command, Done


def rows(done: Done) -> list[dict[str, str]]:
    assert done.code == 0, done.err
    return done.cells


def test_interviews_are_given_to_coders_and_taken_back(coded: Path, qualcode: Command) -> None:
    def assign(*options: str) -> list[dict[str, str]]:
        return rows(qualcode("assign", *options, "--project", coded, "--format", "json"))

    both = ("--coder", "amal", "--coder", "omar")
    given = assign(*both, "--share", "1", "--seed", "2")
    assert [row["document"] for row in given] == ["amira", "basim", "carol"]
    assert all("amal" in row["coders"] and "omar" in row["coders"] for row in given)

    assert assign(*both, "--undo") == assign() == []


@pytest.mark.parametrize(
    "options",
    [
        ("--coder", "amal"),
        ("--coder", "amal", "--document", "nobody"),
        ("--coder", "a", "--coder", "b", "--share", "2"),
    ],
)
def test_an_assignment_that_makes_no_sense_is_refused(coded: Path, qualcode: Command, options: tuple[str, ...]) -> None:
    assert qualcode("assign", *options, "--project", coded).code == 2


def test_an_audit_shows_what_is_left_to_judge(sample: Path, qualcode: Command) -> None:
    audit = ("audit", "hr_turnover", "--size", "5", "--project", sample, "--format", "json")
    done = qualcode(*audit)

    assert len(rows(done)) == 5
    assert "Nothing is judged yet: 60 without a miss show less than 5%" in done.out
    assert rows(qualcode(*audit)) == rows(done)
    assert qualcode("audit", "nothing", "--project", sample).code == 2


def test_memos_are_written_corrected_and_printed(coded: Path, qualcode: Command) -> None:
    def write(text: str, *options: str) -> Done:
        return qualcode("memos", "--add", text, "--coder", "amal", "--project", coded, *options)

    assert write("Only money.", "--on", "funding").code == 0
    assert write("She hesitates.", "--on", "carol:2").code == 0
    [memo] = rows(qualcode("memos", "--on", "carol", "--project", coded, "--format", "json"))
    assert write("She waits.", "--replaces", memo["id"]).code == 0

    printed = qualcode("memos", "--format", "md", "--project", coded).out
    assert ("| Only money. |" in printed, "hesitates" in printed) == (True, False)


@pytest.mark.parametrize(
    "options", [("--add", " "), ("--add", "x", "--on", "kii-99"), ("--add", "x", "--replaces", "z")]
)
def test_a_memo_about_nothing_is_refused(coded: Path, qualcode: Command, options: tuple[str, ...]) -> None:
    assert qualcode("memos", *options, "--coder", "amal", "--project", coded).code == 2


def test_the_log_is_printed_as_far_as_it_is_asked_for(coded: Path, qualcode: Command) -> None:
    decide = ("decide", "amira:2", "accept", "--code", "funding", "--note", "clear")
    assert qualcode(*decide, "--coder", "amal", "--project", coded).code == 0
    assert qualcode("exclude", "carol", "--reason", "pilot", "--project", coded).code == 0

    def log(*options: str) -> list[dict[str, str]]:
        return rows(qualcode("log", "--project", coded, "--format", "json", *options))

    assert [row["what"] for row in log() if row["what"] not in ("init", "suggest")] == ["import", "accept", "exclude"]
    assert [row["detail"] for row in log("--coder", "AMAL")] == ["clear"]
    assert [row["what"] for row in log("--last", "1")] == ["exclude"]
    assert log("--since", "2999-01-01") == []
    assert qualcode("log", "--since", "yesterday", "--project", coded).code == 2


def test_what_would_say_nothing_is_refused(coded: Path, qualcode: Command) -> None:
    done = qualcode("decide", "amira:1", "add", "--code", "funding", "--coder", "amal", "--project", coded)

    assert (done.code, "only what informants say is coded" in done.err) == (2, True)


def test_status_lists_what_one_coder_says_in_two_copies(coded: Path, qualcode: Command, tmp_path: Path) -> None:
    other = Path(shutil.copytree(coded, tmp_path / "other"))
    decide = ("--code", "funding", "--coder", "amal", "--project")
    assert qualcode("decide", "amira:2", "accept", *decide, coded).code == 0
    assert "every decision counts" in qualcode("status", "--uncounted", "--project", coded).err
    assert qualcode("decide", "amira:2", "reject", *decide, other).code == 0

    merged = qualcode("merge", other, "--project", coded)
    assert "1 decision; here already: 0 records" in merged.err
    assert "1 time one coder said different things in two copies" in merged.err
    listed = rows(qualcode("status", "--uncounted", "--format", "json", "--project", coded))
    assert [(row["where"], row["coder"]) for row in listed] == [("amira:2", "amal")]


def test_a_coder_is_one_person_however_the_name_is_written(coded: Path, qualcode: Command) -> None:
    for coder, verdict in {"Nour": "accept", "NOUR ": "reject"}.items():
        who = ("--code", "funding", "--coder", coder, "--project", coded)
        assert qualcode("decide", "amira:2", verdict, *who).code == 0

    with Store.open(coded, read_only=True) as store:
        assert store.log.coders() == ("Nour",)


@pytest.mark.parametrize("command", [["review"], ["audit", "funding"]])
def test_a_sheet_is_for_the_coder_of_the_settings(sample: Path, qualcode: Command, command: list[str]) -> None:
    settings = sample / "qualcode.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\n[review]\ncoder = "Amal"\n', encoding="utf-8")

    done = qualcode(*command, "--to", sample / "sheet.xlsx", "--project", sample)

    assert done.code == 0, done.err
    assert read_coding_sheet(sample / "sheet.xlsx").coder.casefold() == "amal"
