from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import ProjectError, UsageError
from qualcode.review.queue import Wanted
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
