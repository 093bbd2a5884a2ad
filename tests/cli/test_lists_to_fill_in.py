"""Quotes and names as spreadsheets to fill in, from the command line: written, taken in, exit code 4 where refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from qualcode.study.results import protecting
from tests.cli.conftest import Command


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where no language model is installed, which is quick."""
    monkeypatch.setattr(protecting, "_recogniser", lambda _: (None, ("No language model.",)))


def fill_in(path: Path, page: str, column: str, answer: str) -> None:
    book = load_workbook(path)
    places = {cell.value: cell.column for cell in book[page][1]}
    book[page].cell(2, places[column]).value = answer
    book.save(path)


def test_all_quotes_are_settled_in_a_spreadsheet(coded: Path, qualcode: Command, tmp_path: Path) -> None:
    path = tmp_path / "quotes.xlsx"
    written = qualcode("quotes", "--to", path, "--project", coded)
    assert (written.code, written.out) == (0, "")
    assert "qualcode quotes --from" in written.err

    fill_in(path, "Quotes", "Order", "one")
    refused = qualcode("quotes", "--from", path, "--project", coded)
    assert (refused.code, "no place among the quotes" in " ".join(refused.out.split())) == (4, True)

    fill_in(path, "Quotes", "Order", "1")
    assert "1 row changed" in qualcode("quotes", "--from", path, "--project", coded).err


def test_names_nobody_listed_are_proposed_and_ticked(coded: Path, qualcode: Command, tmp_path: Path) -> None:
    path = tmp_path / "names.xlsx"
    asked = qualcode("check-privacy", "--project", coded)
    shown = qualcode("check-privacy", "--candidates", "--project", coded, "--format", "csv").out
    assert "0 names in protect.csv" in asked.err
    assert "qualcode check-privacy --candidates" in asked.err
    assert "Basra" in shown

    assert qualcode("check-privacy", "--to", path, "--project", coded).code == 0
    fill_in(path, "Names", "Protect", "[a town]")
    assert qualcode("check-privacy", "--from", path, "--project", coded).code == 0

    assert "Basra,[a town]" in (coded / "protect.csv").read_text("utf-8")
    assert "Basra" not in qualcode("quotes", "--project", coded).out
