from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from qualcode.errors import ProjectError, UsageError
from qualcode.model.finding import Stance
from qualcode.review.queue import Wanted
from qualcode.study.review.bearing import informants_passage, keep_marks, mark_of_coder
from qualcode.study.review.coding_sheet import fill_sheet, read_sheet
from qualcode.study.study import Study
from tests.study.make import Heard


def test_a_sheet_that_comes_back_as_it_went_out_changes_nothing(coded: Study, heard: Heard, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    fill_sheet(coded, sheet, Wanted(), coder="amal", blind=False, suggestions=True)
    assert heard.notes[0] == f"4 rows written to {sheet}; it holds words of the interviews"

    done = read_sheet(coded, sheet, coder="AMAL")

    assert (done.table.rows, done.n_refused) == ((), 0)
    assert done.said == (
        f"{sheet}, amal: 0 rows changed, 4 unchanged, 0 refused; 0 decisions saved",
        "4 rows still without a decision",
    )


def test_a_sheet_is_for_one_coder_and_one_study(coded: Study, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    fill_sheet(coded, sheet, Wanted(), coder="amal", blind=False, suggestions=True)

    with pytest.raises(UsageError, match="the sheet was written for amal, not for omar"):
        read_sheet(coded, sheet, coder="omar")
    with pytest.raises(UsageError, match="there is such a file"):
        fill_sheet(coded, sheet, Wanted(), coder="amal", blind=False, suggestions=True)
    coded.store.facts.set_setting("study", "another")
    with pytest.raises(ProjectError, match="written by another study"):
        read_sheet(coded, sheet, coder="amal")


FINDINGS = """\
findings:
  - {id: F1, statement: Money has become scarce., codes: [funding]}
  - {id: F2, statement: Checkpoints stop work., codes: [access]}
"""


def filled_in(path: Path, said: dict[tuple[str, str], str], *, code: str = "Funding") -> Path:
    """The sheet with cells written into, by passage and heading, in the row of one code."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    headings = [cell.value for cell in page[1]]
    at = {name: headings.index(name) + 1 for name in ("Where", "Suggested code")}
    for line in range(2, page.max_row + 1):
        for (where, heading), words in said.items():
            row = (page.cell(line, at["Where"]).value, page.cell(line, at["Suggested code"]).value)
            if row == (where, code):
                page.cell(line, headings.index(heading) + 1).value = words
    book.save(path)
    return path


def written(study: Study, tmp_path: Path, name: str = "sheet.xlsx") -> Path:
    fill_sheet(study, tmp_path / name, Wanted(), coder="amal", blind=False, suggestions=True)
    return tmp_path / name


def test_a_study_without_findings_has_no_columns_for_them(coded: Study, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(coded, tmp_path))

    assert "For finding" not in [cell.value for cell in book.worksheets[0][1]]
    assert "Findings" not in book.sheetnames


def test_passages_are_marked_for_and_against_findings_in_the_sheet(coded: Study, tmp_path: Path) -> None:
    (coded.folder / "findings.yaml").write_text(FINDINGS, encoding="utf-8")
    sheet = written(coded, tmp_path)
    assert "Findings" in openpyxl.load_workbook(sheet).sheetnames
    filled_in(
        sheet,
        {("amira:2", "For finding"): "f1", ("amira:2", "Against finding"): "F2", ("amira:2", "Decision"): "accept"},
    )
    done = read_sheet(coded, sheet, coder="amal")

    assert mark_of_coder(coded, "amal") == {("F1", "amira:2"): Stance.FOR, ("F2", "amira:2"): Stance.AGAINST}
    assert "2 marks for or against findings saved" in done.said
    assert [row.cells[3] for row in done.table.rows] == ["accept funding, for F1, against F2"]
    assert [decision.code_id for decision in coded.store.log.decisions()] == ["funding"]
    assert read_sheet(coded, sheet, coder="amal").table.rows == ()


def test_a_mark_alone_decides_nothing_and_one_taken_out_is_taken_back(coded: Study, tmp_path: Path) -> None:
    (coded.folder / "findings.yaml").write_text(FINDINGS, encoding="utf-8")
    read_sheet(coded, filled_in(written(coded, tmp_path), {("amira:2", "For finding"): "F1, F2"}), coder="amal")
    assert not [*coded.store.log.decisions()]

    again = written(coded, tmp_path, "again.xlsx")
    read_sheet(coded, filled_in(again, {("amira:2", "For finding"): "F2"}), coder="amal")
    assert mark_of_coder(coded, "amal") == {("F1", "amira:2"): Stance.NEITHER, ("F2", "amira:2"): Stance.FOR}


def test_a_sheet_whose_columns_for_findings_were_deleted_takes_no_mark_back(coded: Study, tmp_path: Path) -> None:
    (coded.folder / "findings.yaml").write_text(FINDINGS, encoding="utf-8")
    passage = informants_passage(coded, "amira:2")
    keep_marks(coded, "amal", [(passage, "F1", Stance.FOR)])
    sheet = written(coded, tmp_path)
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    place = [cell.value for cell in page[1]].index("For finding") + 1
    page.delete_cols(place, 2)
    book.save(sheet)

    assert read_sheet(coded, sheet, coder="amal").table.rows == ()
    assert mark_of_coder(coded, "amal") == {("F1", "amira:2"): Stance.FOR}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({("amira:2", "For finding"): "F9"}, "'F9': there is no such finding in findings.yaml"),
        (
            {("amira:2", "For finding"): "F1", ("amira:2", "Against finding"): "F1"},
            "the passage speaks both for F1 and against it: leave one of them",
        ),
    ],
)
def test_marks_that_make_no_sense_are_refused(
    coded: Study, tmp_path: Path, said: dict[tuple[str, str], str], why: str
) -> None:
    (coded.folder / "findings.yaml").write_text(FINDINGS, encoding="utf-8")
    done = read_sheet(coded, filled_in(written(coded, tmp_path), said), coder="amal")

    assert [row.cells[3] for row in done.table.rows] == [why]
    assert mark_of_coder(coded, "amal") == {}


def test_rows_of_one_passage_that_say_opposite_things_of_a_finding_are_refused(coded: Study, tmp_path: Path) -> None:
    (coded.folder / "findings.yaml").write_text(FINDINGS, encoding="utf-8")
    sheet = written(coded, tmp_path)
    page = openpyxl.load_workbook(sheet).worksheets[0]
    headings = [cell.value for cell in page[1]]
    rows = [
        (row[headings.index("Where")], row[headings.index("Suggested code")])
        for row in page.iter_rows(min_row=2, values_only=True)
    ]
    [where] = {where for where, _ in rows if sum(each == where for each, _ in rows) > 1}
    first, second = (code for each, code in rows if each == where)
    filled_in(sheet, {(where, "For finding"): "F1"}, code=first)
    filled_in(sheet, {(where, "Against finding"): "F1"}, code=second)
    done = read_sheet(coded, sheet, coder="amal")

    assert {row.cells[3] for row in done.table.rows} == {"two rows say opposite things of a finding"}
    assert done.n_refused == 2
    assert mark_of_coder(coded, "amal") == {}
