"""A list to tick comes back from a spreadsheet as it went out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qualcode.errors import ReadError
from qualcode.model.ticks import TickList, TickRow, take_in_ticks
from qualcode.readers.tick_list import read_tick_list
from qualcode.reports.tick_list import write_tick_list

LABELS = ["Dana", "=HYPERLINK(1)", "أمينة", "Two\nlines \u202e", "-5", "0012"]
TICKS = TickList(
    kind="labels",
    id="1",
    study="s",
    columns=("Label", "Words"),
    question="It is",
    answers=("interviewer", "other"),
    rows=tuple(TickRow(id=f"L-{n}", shown=(label, "12")) for n, label in enumerate(LABELS)),
    n_rows=len(LABELS),
    help=("Choose.",),
    is_open=True,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / "labels.xlsx"
    write_tick_list(TICKS, written)
    return written


def edit(path: Path, change: Callable[[Any], None]) -> None:
    book = openpyxl.load_workbook(path)
    change(book["Labels"])
    book.save(path)


def test_lists_side_by_side_ask_several_things_of_each_row(tmp_path: Path) -> None:
    beside = replace(
        TICKS, question="Note", answers=(), rows=tuple(replace(row, answer="n", written="n") for row in TICKS.rows)
    )
    path = tmp_path / "several.xlsx"
    write_tick_list(TICKS, path, beside)

    def answer(page: Any) -> None:
        places = {cell.value: cell.column for cell in page[1]}
        page.cell(2, places["It is"]).value = "other"
        page.cell(3, places["Note"]).value = "asked twice"

    edit(path, answer)

    first, second = (take_in_ticks(read_tick_list(path, each), each, str).answers for each in (TICKS, beside))
    assert (first, second) == ({"L-0": "other"}, {"L-1": "asked twice"})


def test_a_row_whose_hidden_cells_were_changed_is_refused(tmp_path: Path) -> None:
    secret, path = "ab" * 32, tmp_path / "sealed.xlsx"
    beside = replace(TICKS, question="Note", answers=())
    write_tick_list(TICKS, path, beside, secret=secret)

    def answer(page: Any) -> None:
        places = {cell.value: cell.column for cell in page[1]}
        for line in (2, 3, 4):
            page.cell(line, places["It is"]).value = "other"
        page.cell(3, places["As written: Note"]).value = "x"
        page.cell(4, places["Id"]).value = "L-5"

    edit(path, answer)

    came_back = read_tick_list(path, TICKS)
    found = take_in_ticks(came_back, TICKS, str, secrets=("cd" * 32, secret))
    assert found.answers == {"L-0": "other"}
    assert [row.line for row in found.refused] == [3, 4]
    assert take_in_ticks(came_back, TICKS, str, secrets=("cd" * 32,)).answers == {}


def test_a_list_nobody_filled_in_says_nothing(path: Path) -> None:
    came_back = read_tick_list(path, replace(TICKS, id="", study="", rows=(), n_rows=0))

    assert (came_back.id, came_back.study, came_back.n_rows) == ("1", "s", len(LABELS))
    assert take_in_ticks(came_back, TICKS, str).n_unchanged == len(LABELS)


def test_answers_come_back_whatever_a_label_looks_like(path: Path) -> None:
    def answer(page: Any) -> None:
        for line in range(2, len(LABELS) + 2):
            page.cell(line, 6).value = " Interviewer "

    edit(path, answer)
    found = take_in_ticks(read_tick_list(path, TICKS), TICKS, str)

    assert (found.answers, found.refused) == ({row.id: "Interviewer" for row in TICKS.rows}, ())


def test_cells_sorted_apart_are_refused_by_line(path: Path) -> None:
    def swap(page: Any) -> None:
        page["D2"].value, page["D7"].value = page["D7"].value, page["D2"].value
        page["F2"].value = "other"

    edit(path, swap)

    assert [(row.line, row.about) for row in take_in_ticks(read_tick_list(path, TICKS), TICKS, str).refused] == [
        (2, "0012")
    ]


def test_no_cell_runs_as_a_formula(path: Path) -> None:
    assert {cell.data_type for row in openpyxl.load_workbook(path)["Labels"] for cell in row} <= {"s", "n"}


def test_another_file_is_no_list(tmp_path: Path) -> None:
    book, text = tmp_path / "other.xlsx", tmp_path / "labels.csv"
    openpyxl.Workbook().save(book)
    text.write_text("Label\nDana\n")

    for path, said in ((book, "is no list of labels"), (text, "is no Excel file")):
        with pytest.raises(ReadError, match=said):
            read_tick_list(path, TICKS)
