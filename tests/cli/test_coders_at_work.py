"""Interviews given to coders, audits of what the rules miss, memos, and the log of it all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from qualcode.readers.coding_sheet import read_coding_sheet
from qualcode.store import Store
from tests.cli.conftest import ROOT, Command, Done

CODINGS = ROOT / "transcripts_sample" / "human_coding.csv"


def rows(done: Done) -> list[dict[str, str]]:
    assert done.code == 0, done.err
    return done.cells


def test_a_share_of_every_type_is_given_to_both_coders_and_drawn_alike_again(sample: Path, qualcode: Command) -> None:
    def assign(*options: str) -> list[dict[str, str]]:
        return rows(qualcode("assign", *options, "--project", sample, "--format", "json"))

    both = ("--coder", "amal", "--coder", "omar")
    first = assign(*both, "--share", "0.2")
    assert {word for row in first for word in row["type"].split(", ")} == {
        "CSO",
        "Ministry of Health",
        "UN agency",
        "International NGO",
    }
    assert all("amal" in row["coders"] and "omar" in row["coders"] for row in first)
    assert assign(*both, "--share", "0.2") == first
    more = [row["document"] for row in assign(*both, "--share", "0.6")]
    assert {row["document"] for row in first} < set(more)
    assert len(rows(qualcode("log", "--what", "assign", "--project", sample, "--format", "json"))) == 2 * len(more)

    assert assign(*both, "--undo") == []


def test_each_coder_is_offered_what_the_other_has_decided_in_a_shared_interview(small: Path, qualcode: Command) -> None:
    qualcode("import", small / "transcripts", "--project", small)
    qualcode("suggest", "--project", small)
    qualcode("assign", "--coder", "amal", "--coder", "omar", "--document", "carol", "--project", small)
    listed = json.loads(qualcode("suggestions", "--project", small, "--format", "json").out)["rows"]
    for row in listed:
        qualcode("decide", row["key"], "accept", "--coder", "amal", "--project", small)

    left = rows(qualcode("suggestions", "--coder", "omar", "--project", small, "--format", "json"))

    assert {row["where"].split(":")[0] for row in left} == {"carol"}


@pytest.mark.parametrize(
    "options",
    [
        ("--coder", "amal"),
        ("--coder", "amal", "--document", "nobody"),
        ("--coder", "a", "--coder", "b", "--share", "2"),
    ],
)
def test_an_assignment_that_makes_no_sense_is_refused(
    sample: Path, qualcode: Command, options: tuple[str, ...]
) -> None:
    assert qualcode("assign", *options, "--project", sample).code == 2


def test_an_audit_starts_with_nothing_judged_and_says_how_many_are_needed(sample: Path, qualcode: Command) -> None:
    done = qualcode("audit", "hr_turnover", "--size", "5", "--project", sample, "--format", "json")

    assert len(rows(done)) == 5
    assert "Nothing is judged yet: 60 without a miss show less than 5%" in done.out
    assert rows(qualcode("audit", "hr_turnover", "--size", "5", "--project", sample, "--format", "json")) == rows(done)
    assert qualcode("audit", "nothing", "--project", sample).code == 2


def test_an_audit_is_judged_one_by_one_or_in_a_spreadsheet(sample: Path, qualcode: Command, tmp_path: Path) -> None:
    audit = ("audit", "hr_turnover", "--size", "5", "--coder", "amal", "--project", sample)
    passages = [row["passage"] for row in rows(qualcode(*audit, "--format", "json"))]
    decide = ("--code", "hr_turnover", "--coder", "amal", "--project", sample)
    assert qualcode("decide", passages[0], "add", *decide).code == 0
    assert qualcode("decide", passages[1], "reject", *decide).code == 0
    path = tmp_path / "audit.xlsx"
    assert qualcode(*audit, "--to", path).code == 0
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    column = {cell.value: cell.column for cell in page[1]}["Decision"]
    for line, verdict in enumerate(("reject", "reject", "accept"), start=2):
        page.cell(line, column).value = verdict
    book.save(path)
    assert qualcode("review", "--from", path, "--project", sample).code == 0

    done = qualcode(*audit, "--format", "json")

    assert rows(done) == []
    assert "Of 5 drawn at random and judged, missed in 2: 40.0%" in done.out
    assert qualcode("review", "--from", path, "--project", sample).err.count("0 rows changed") == 1


def test_whoever_read_the_whole_study_has_judged_the_sample(sample: Path, qualcode: Command) -> None:
    qualcode("merge", CODINGS, "--project", sample)

    done = qualcode("audit", "registration", "--size", "100", "--project", sample, "--format", "json")

    assert rows(done) == []
    assert "100 of 100 passages judged" in json.loads(done.out)["title"]
    someone_else = qualcode("audit", "registration", "--coder", "zeynep", "--project", sample, "--format", "json")
    assert len(rows(someone_else)) == 60


def test_memos_are_written_listed_corrected_and_exported(sample: Path, qualcode: Command) -> None:
    def write(text: str, *options: str) -> Done:
        return qualcode("memos", "--add", text, "--coder", "amal", "--project", sample, *options)

    assert write("Start with kii-02.").code == 0
    assert write("He hesitates.", "--on", "kii-02:4").code == 0
    assert write("Only money.", "--on", "funding").code == 0
    listed = rows(qualcode("memos", "--project", sample, "--format", "json"))
    assert [row["about"] for row in listed] == ["study", "kii-02:4", "funding"]
    assert write("He waits.", "--replaces", listed[1]["id"]).code == 0

    about = rows(qualcode("memos", "--on", "kii-02", "--project", sample, "--format", "json"))
    assert [row["memo"] for row in about] == ["He waits."]
    assert "| Only money. |" in qualcode("memos", "--format", "md", "--project", sample).out
    assert [
        row["detail"] for row in rows(qualcode("log", "--what", "memo", "--project", sample, "--format", "json"))
    ] == [
        "Start with kii-02.",
        "He hesitates.",
        "Only money.",
        "He waits.",
    ]


@pytest.mark.parametrize(
    "options", [("--add", " "), ("--add", "x", "--on", "kii-99"), ("--add", "x", "--replaces", "z")]
)
def test_a_memo_about_nothing_is_refused(sample: Path, qualcode: Command, options: tuple[str, ...]) -> None:
    assert qualcode("memos", *options, "--coder", "amal", "--project", sample).code == 2


def test_the_log_holds_commands_decisions_and_events_in_order(small: Path, qualcode: Command) -> None:
    qualcode("import", small / "transcripts", "--project", small)
    qualcode("suggest", "--project", small)
    ids = [row["id"] for row in rows(qualcode("suggestions", "--project", small, "--format", "json"))]
    qualcode("decide", ids[0], "accept", "--coder", "amal", "--note", "clear", "--project", small)
    qualcode("exclude", "carol", "--reason", "pilot", "--project", small)
    qualcode("decide", ids[0], "reject", "--coder", "omar", "--project", small)

    def log(*options: str) -> list[dict[str, str]]:
        return rows(qualcode("log", "--project", small, "--format", "json", *options))

    entries = log()
    assert [row["what"] for row in entries if row["what"] not in ("init", "suggest")] == [
        "import",
        "accept",
        "exclude",
        "reject",
    ]
    numbers = [int(row["no"]) for row in entries if row["no"]]
    assert numbers == sorted(numbers)
    assert [row["detail"] for row in log("--coder", "AMAL")] == ["clear"]
    assert [row["detail"] for row in log("--what", "exclude")] == ["reason: pilot"]
    assert len(log("--last", "1")) == 1
    assert log("--since", "2999-01-01") == []
    assert {row["where"].split(":")[0] for row in log("--document", "amira")} == {"amira"}
    assert qualcode("log", "--since", "yesterday", "--project", small).code == 2


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("amira:1", "add", "--code", "funding"), "only what informants say is coded"),
        (("amira:2", "withdraw", "--code", "access"), "amal has decided nothing on access at amira:2"),
        (("amira:2", "reject", "--code", "access", "--mark", "contrary"), "a mark needs a code on the passage"),
    ],
)
def test_what_would_say_nothing_is_refused(
    arguments: tuple[str, ...], why: str, small: Path, qualcode: Command
) -> None:
    prepared(small, qualcode)

    done = qualcode("decide", *arguments, "--coder", "amal", "--project", small)

    assert (done.code, why in done.err) == (2, True)
    with Store.open(small, read_only=True) as store:
        assert list(store.log.decisions()) == []


def test_codings_of_an_interviewers_words_are_refused(small: Path, qualcode: Command, tmp_path: Path) -> None:
    prepared(small, qualcode)
    table = tmp_path / "codings.csv"
    table.write_text("document,segment,code,coder\namira,1,funding,amal\namira,2,funding,amal\n", encoding="utf-8")

    done = qualcode("merge", table, "--project", small)

    assert "line 2: the passage is not an informant's" in done.err
    with Store.open(small, read_only=True) as store:
        assert {decision.anchor.segment_id for decision in store.log.decisions()} == {"amira:2"}


def test_status_lists_what_one_coder_says_in_two_copies(small: Path, qualcode: Command, tmp_path: Path) -> None:
    prepared(small, qualcode)
    other = Path(shutil.copytree(small, tmp_path / "other"))
    decide = ("--code", "funding", "--coder", "amal", "--project")
    assert qualcode("decide", "amira:2", "accept", *decide, small).code == 0
    assert "every decision counts" in qualcode("status", "--uncounted", "--project", small).err
    assert qualcode("decide", "amira:2", "reject", *decide, other).code == 0

    merged = qualcode("merge", other, "--project", small)
    assert "1 decision; here already: 0 records" in merged.err
    assert "1 time one coder said different things in two copies" in merged.err
    listed = rows(qualcode("status", "--uncounted", "--format", "json", "--project", small))
    assert [(row["where"], row["coder"]) for row in listed] == [("amira:2", "amal")]


def prepared(study: Path, qualcode: Command) -> None:
    """The small study with suggestions."""
    assert qualcode("import", study / "transcripts", "--project", study).code == 0
    assert qualcode("suggest", "--project", study).code == 0


def test_status_says_who_decided_how_much_and_where_coders_disagree(small: Path, qualcode: Command) -> None:
    prepared(small, qualcode)
    decide = ("--code", "funding", "--project", small)
    assert qualcode("decide", "amira:2", "accept", "--coder", "amal", *decide).code == 0
    alone = qualcode("status", "--project", small).out
    assert ("Decided by" in alone, "disagree" in alone) == (False, False)

    assert qualcode("decide", "amira:2", "reject", "--coder", "omar", *decide).code == 0
    both = " ".join(qualcode("status", "--project", small).out.split())
    assert "Decided by amal 1, omar 1." in both
    assert "Coders disagree 1 time on whether a code is on a passage" in both
    assert "`qualcode adjudicate` settles them" in both


def test_a_coder_is_one_person_however_the_name_is_written(small: Path, qualcode: Command, tmp_path: Path) -> None:
    prepared(small, qualcode)
    for coder, verdict in {"Nour": "accept", "NOUR ": "reject"}.items():
        who = ("--code", "funding", "--coder", coder, "--project", small)
        assert qualcode("decide", "amira:2", verdict, *who).code == 0
    table = tmp_path / "codings.csv"
    table.write_text("document,segment,code,coder\namira,2,access,nour\namira,2,access,Nour\n", encoding="utf-8")
    assert qualcode("merge", table, "--project", small).code == 0
    given = rows(qualcode("assign", "--coder", "nour", "--document", "amira", "--project", small, "--format", "json"))

    with Store.open(small, read_only=True) as store:
        assert store.log.coders() == ("Nour",)
    assert given[0]["coders"] == "Nour (1 passage)"


@pytest.mark.parametrize("command", [["review"], ["audit", "funding"]])
def test_a_sheet_is_for_the_coder_of_the_settings(sample: Path, qualcode: Command, command: list[str]) -> None:
    settings = sample / "qualcode.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\n[review]\ncoder = "Amal"\n', encoding="utf-8")

    done = qualcode(*command, "--to", sample / "sheet.xlsx", "--project", sample)

    assert done.code == 0, done.err
    assert read_coding_sheet(sample / "sheet.xlsx").coder.casefold() == "amal"
