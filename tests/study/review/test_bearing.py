"""Passages marked for and against findings: kept like decisions, counted by person, and gone with who withdraws."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from qualcode.errors import UsageError
from qualcode.model.coding import Mark, Verdict
from qualcode.model.finding import Stance
from qualcode.model.journal import EventKind
from qualcode.model.report import Audience
from qualcode.model.table import Table
from qualcode.study.keeping.forgetting import forget
from qualcode.study.keeping.merging import export_records, merge_files
from qualcode.study.report.tables import report_tables
from qualcode.study.results.finding_sheet import read_finding_sheet, write_finding_sheet
from qualcode.study.review.bearing import bearings_in, finding_named, informants_passage, mark_passages
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study
from tests.study.make import cells

FINDINGS = """\
findings:
  - id: F1
    statement: Money has become scarce.
    codes: [funding]
  - id: F2
    statement: Checkpoints stop work.
    codes: [access]
"""


@pytest.fixture
def found(coded: Study) -> Study:
    """The small study with two findings; two people are coded with the theme of the first."""
    (coded.folder / "findings.yaml").write_text(FINDINGS, encoding="utf-8")
    for passage, code in (("amira:2", "funding"), ("amira:2", "short_term"), ("carol:2", "funding")):
        decide(coded, "amal", passage, Verdict.ACCEPT, code=code)
    decide(coded, "amal", "basim:2", Verdict.ACCEPT, code="access")
    return coded


def mark(study: Study, passage: str, stance: Stance, *, finding: str = "F1", coder: str = "amal") -> None:
    mark_passages(study, coder, finding_named(study, finding), [(informants_passage(study, passage), stance)])


def of_all(table: Table, finding: str = "F1") -> list[str]:
    """For, against, both, spoke on the theme, silent, open; of everyone."""
    row = next(row for row in cells(table) if row["group"] == "All" and f"{finding}:" in row["finding"])
    return [row[name] for name in ("for", "against", "both", "spoke", "silent", "open")]


def test_until_a_passage_is_marked_a_theme_is_no_evidence(found: Study) -> None:
    table = found.results().findings()

    assert of_all(table) == ["–", "–", "–", "2", "1", "0"]
    assert any("No passage is marked for or against F1, F2 yet" in note for note in table.notes)


def test_supporters_dissenters_and_those_who_only_spoke_on_the_theme_are_told_apart(found: Study) -> None:
    mark(found, "amira:2", Stance.FOR)
    assert of_all(found.results().findings()) == ["1", "0", "0", "1", "1", "0"]
    mark(found, "carol:2", Stance.AGAINST)

    table = found.results().findings()

    assert of_all(table) == ["1", "1", "0", "0", "1", "0"]
    first = cells(table)[0]
    assert "short grant ended" in first["quotes_for"]
    assert "There is always some grant" in first["quotes_against"]
    assert of_all(table, "F2") == ["–", "–", "–", "1", "2", "0"]
    for row in (row for row in cells(table) if row["group"] != "All"):
        assert row["quotes_for"] == row["strength"] == ""


def test_a_report_for_a_client_quotes_what_is_marked_out_of_its_selection(found: Study) -> None:
    mark(found, "carol:2", Stance.AGAINST)
    results = replace(found.results(), for_client=True)

    printed = {quote.segment_id for quote in results.selection.quotes}
    assert "carol:2" in printed
    assert "There is always some grant" in cells(results.findings())[0]["quotes_against"]
    [table] = [table for table in report_tables(results, Audience.CLIENT) if table.name == "findings"]
    assert len(table.rows) > 1


def test_quotes_of_a_finding_are_on_its_themes_whatever_else_the_passage_says(found: Study) -> None:
    decide(found, "amal", "amira:2", Verdict.ADD, code="access", marks=(Mark.GOOD_QUOTE,))
    mark(found, "amira:2", Stance.FOR)
    results = found.results()

    codes = {quote.code_id for quote in results.selection.quotes if quote.segment_id == "amira:2"}
    assert codes == {"funding", "short_term", "access"}
    on_it = {quote.printed for quote in results.selection.quotes if quote.code_id in ("funding", "short_term")}
    [words] = [row["quotes_for"] for row in cells(results.findings()) if row["quotes_for"]]
    assert any(words.startswith(printed) for printed in on_it)
    assert "access" not in {
        quote.code_id
        for quote in results.selection.quotes
        if quote.segment_id == "amira:2" and quote.why == "its passage is marked for or against a finding"
    }


def test_of_one_coder_the_latest_mark_holds_and_coders_who_differ_are_counted_for_neither(found: Study) -> None:
    mark(found, "amira:2", Stance.AGAINST)
    mark(found, "amira:2", Stance.FOR)
    assert of_all(found.results().findings())[:2] == ["1", "0"]
    mark(found, "amira:2", Stance.AGAINST, coder="omar")

    table = found.results().findings()
    assert of_all(table)[:2] == ["–", "–"]
    assert any("1 passage that coders marked both for and against" in note for note in table.notes)
    mark(found, "amira:2", Stance.NEITHER, coder="omar")
    assert of_all(found.results().findings())[:2] == ["1", "0"]


def test_a_mark_follows_its_words_and_is_named_when_they_are_gone(found: Study) -> None:
    mark(found, "amira:2", Stance.FOR)
    transcript = found.folder / "transcripts" / "amira.txt"
    whole = transcript.read_text("utf-8")
    transcript.write_text(f"Interviewer: Hello.\nAmira: Good morning to you.\n{whole}", "utf-8")
    found.import_transcripts(transcript)
    [moved] = bearings_in(found).marks
    assert (moved.segment_id, moved.informant_id) == ("amira:2", "amira")

    transcript.write_text(whole.replace("donors left", "donors stayed"), "utf-8")
    found.import_transcripts(transcript)
    assert (bearings_in(found).marks, bearings_in(found).n_lost) == ((), 1)


def test_marks_go_to_another_copy_and_go_with_whoever_withdraws(found: Study, tmp_path: Path) -> None:
    mark(found, "amira:2", Stance.FOR)
    mark(found, "carol:2", Stance.AGAINST)
    export_records(found, tmp_path / "out.jsonl")
    forget(found, "amira")

    assert [event.target for event in found.store.log.events(EventKind.FINDING)] == ["carol:2"]
    merge_files(found, [tmp_path / "out.jsonl"])
    assert [event.target for event in found.store.log.events(EventKind.FINDING)] == ["carol:2"]


def test_passages_are_marked_in_a_spreadsheet(found: Study, tmp_path: Path) -> None:
    mark(found, "amira:2", Stance.FOR)
    path = tmp_path / "marks.xlsx"
    write_finding_sheet(found, found.results(), path, coder="amal")
    book = openpyxl.load_workbook(path)
    page = book["Findings"]
    column = {cell.value: cell.column for cell in page[1]}
    lines = {
        (page.cell(line, column["Passage"]).value, page.cell(line, column["Finding"]).value): line
        for line in range(2, page.max_row + 1)
    }
    assert page.cell(lines["amira:2", "F1"], column["Says"]).value == "for"
    page.cell(lines["amira:2", "F1"], column["Says"]).value = None
    page.cell(lines["carol:2", "F1"], column["Says"]).value = "Against"
    page.cell(lines["basim:2", "F2"], column["Says"]).value = "perhaps"
    book.save(path)

    done = read_finding_sheet(found, found.results(), path, coder="amal")

    assert done.n_refused == 1
    assert of_all(found.results().findings())[:2] == ["0", "1"]
    assert read_finding_sheet(found, found.results(), path, coder="amal").said[0].endswith("1 refused")


@pytest.mark.parametrize(
    ("passage", "finding", "says"),
    [
        ("amira:1", "F1", "only what informants say"),
        ("nobody:1", "F1", "no such passage"),
        ("amira:2", "F9", "no such"),
    ],
)
def test_what_cannot_be_marked_is_refused(found: Study, passage: str, finding: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        mark(found, passage, Stance.FOR, finding=finding)


def test_a_study_without_findings_says_how_to_write_them(coded: Study) -> None:
    with pytest.raises(UsageError, match="no findings yet"):
        finding_named(coded, "F1")
