"""Decisions from the command line: made, sent, taken in, copied, put back, forgotten."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.store import Store
from tests.cli.conftest import Command, Done


def ids(study: Path, qualcode: Command) -> list[str]:
    done = qualcode("suggestions", "--project", study, "--format", "json")
    assert done.code == 0
    return [row["key"] for row in json.loads(done.out)["rows"]]


def test_decisions_on_words_that_a_changed_rule_finds_otherwise_are_named(coded: Path, qualcode: Command) -> None:
    for suggestion in ids(coded, qualcode):
        assert qualcode("decide", suggestion, "accept", "--coder", "amal", "--project", coded).code == 0
    codebook = coded / "codebook.yaml"
    before = codebook.read_text("utf-8")

    codebook.write_text(before.replace("terms: [checkpoint]", "terms: [checkpoint, medicine]"), "utf-8")
    changed = qualcode("suggest", "--project", coded)
    codebook.write_text(before.replace("terms: [checkpoint]", "terms: [bridge]"), "utf-8")
    gone = qualcode("suggest", "--project", coded)
    codebook.write_text(before, "utf-8")
    back = qualcode("suggest", "--project", coded)

    assert "0 new, 0 no longer made" in changed.err
    assert "1 decision made on words the rules no longer find as they were: basim:2 access" in changed.err
    assert "0 new, 1 no longer made" in gone.err
    assert "basim:2 access" in gone.err
    assert "1 new, 0 no longer made" in back.err
    assert "made on words" not in back.err


def test_a_suggestion_is_settled_without_the_screen(coded: Path, qualcode: Command) -> None:
    before = ids(coded, qualcode)

    assert qualcode("decide", before[0], "accept", "--coder", "amal", "--project", coded).code == 0

    assert ids(coded, qualcode) == before[1:]


def test_an_unknown_suggestion_is_refused(coded: Path, qualcode: Command) -> None:
    assert qualcode("decide", "nothing", "accept", "--coder", "amal", "--project", coded).code == 2


def test_merging_an_export_twice_changes_nothing(coded: Path, qualcode: Command, tmp_path: Path) -> None:
    qualcode("decide", ids(coded, qualcode)[0], "reject", "--coder", "amal", "--project", coded)
    path = tmp_path / "decisions.jsonl"

    assert qualcode("export", "--decisions", path, "--project", coded).code == 0
    merged = qualcode("merge", path, "--project", coded)

    assert merged.code == 0
    assert "nothing new" in merged.err
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "command",
    [
        *(["report", "--draft", "--format", ending] for ending in ("md", "docx", "xlsx", "html")),
        *(["status"], ["log"], ["log", "--since", "2026-01-01"], ["frequencies"], ["trace", "basim:2"], ["backup"]),
        ["decide", "basim:2", "reject", "--code", "access", "--coder", "amal"],
    ],
)
def test_a_time_that_is_none_keeps_no_command_from_its_work(
    coded: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    qualcode("decide", ids(coded, qualcode)[0], "accept", "--coder", "amal", "--project", coded)
    with Store.open(coded) as store:
        decision = next(store.log.decisions())
        store.log.append(replace(decision, id="another", sequence=0, decided_at="garbage", coder="omar"))
        store.facts.set_setting("created_at", "garbage")
    monkeypatch.chdir(coded)

    assert qualcode(*command).code in (0, 6)


@pytest.mark.parametrize("command", ["merge", "restore"])
@pytest.mark.parametrize("kind", ["pipe", "device", "folder of nothing"])
def test_what_is_no_file_is_refused_at_once(
    coded: Path, qualcode: Command, tmp_path: Path, command: str, kind: str
) -> None:
    path = tmp_path / "given"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path = Path("/dev/zero")
    else:
        path.mkdir()

    done = qualcode(command, path, "--project", coded)

    assert done.code in (2, 3)
    assert str(path) in done.err


def test_a_pipe_beside_the_study_keeps_no_command_waiting(coded: Path, qualcode: Command) -> None:
    os.mkfifo(coded / "copy.db")
    os.mkfifo(coded / "transcripts" / "notes.txt")

    assert qualcode("status", "--project", coded).code == 0
    assert qualcode("forget", "amira", "--yes", "--project", coded).code == 0


@pytest.mark.parametrize("line", ['{"kind": "memo", "text": "' + "x" * 11_000_000, "[" * 200_000])
def test_a_line_longer_than_any_record_is_refused(coded: Path, qualcode: Command, tmp_path: Path, line: str) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text(line, "utf-8")

    done = qualcode("merge", path, "--project", coded)

    assert (done.code, "line 1" in done.err) == (3, True)


def test_a_conflicted_copy_beside_the_study_is_named_with_what_to_do(coded: Path, qualcode: Command) -> None:
    copy = coded / "project (Omar's conflicted copy).db"
    copy.write_bytes((coded / "project.db").read_bytes())
    (coded / "notes.db").write_bytes(b"no database")

    said = qualcode("status", "--project", coded).err
    asked = qualcode("doctor", "--project", coded, "--format", "json").out
    copy.unlink()

    assert said.count("another copy of the study lies beside it") == 1
    assert f'`qualcode merge "{copy}"`' in said
    assert "Another copy" in asked
    assert "another copy" not in qualcode("status", "--project", coded).err


def test_status_sends_on_to_review_until_nothing_waits(coded: Path, qualcode: Command) -> None:
    first, *others = ids(coded, qualcode)
    qualcode("decide", first, "accept", "--coder", "amal", "--project", coded)
    begun = qualcode("status", "--project", coded).out
    for suggestion in others:
        qualcode("decide", suggestion, "reject", "--coder", "amal", "--project", coded)

    assert f"Next: `qualcode review`, {len(others)} wait" in begun
    assert "`qualcode review`" not in qualcode("status", "--project", coded).out


def test_a_backup_is_put_back(coded: Path, qualcode: Command) -> None:
    before = ids(coded, qualcode)
    backup = qualcode("backup", "--project", coded).out.strip()
    qualcode("decide", before[0], "accept", "--coder", "amal", "--project", coded)

    assert qualcode("restore", backup, "--project", coded).code == 0

    assert ids(coded, qualcode) == before
    assert qualcode("check", "--project", coded).code == 0


def counts(study: Path, qualcode: Command) -> Done:
    done = qualcode("frequencies", "--project", study, "--format", "json")
    assert done.code == 0
    return done


def test_restoring_an_older_copy_says_how_many_decisions_are_in_each(coded: Path, qualcode: Command) -> None:
    backup = qualcode("backup", "--project", coded).out.strip()
    qualcode("decide", ids(coded, qualcode)[0], "accept", "--coder", "amal", "--project", coded)

    said = qualcode("restore", backup, "--project", coded).err
    back = said.partition("To go back: qualcode restore ")[2].strip().strip('"')

    assert "decisions in it: 0; before: 1" in said
    assert "decisions in it: 1; before: 0" in qualcode("restore", back, "--project", coded).err


def test_an_informant_is_left_out_with_a_reason_and_brought_back(coded: Path, qualcode: Command) -> None:
    before = counts(coded, qualcode)
    assert qualcode("exclude", "amira", "--project", coded).code == 2
    assert qualcode("exclude", "amira", "--reason", "pilot", "--project", coded).code == 0
    assert json.loads(before.out)["rows"] != json.loads(counts(coded, qualcode).out)["rows"]
    assert qualcode("exclude", "amira", "--undo", "--project", coded).code == 0
    assert json.loads(before.out) == json.loads(counts(coded, qualcode).out)
    assert qualcode("exclude", "nobody", "--reason", "x", "--project", coded).code == 2


def test_forgetting_asks_and_then_removes_the_words(coded: Path, qualcode: Command) -> None:
    assert qualcode("forget", "amira", "--no-input", "--project", coded).code == 2
    done = qualcode("forget", "amira", "--yes", "--project", coded)

    assert done.code == 0
    assert "delete it" in done.err
    assert not any(row.startswith("amira") for row in qualcode("suggestions", "--project", coded).out.splitlines())
