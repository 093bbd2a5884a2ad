"""Review in a spreadsheet, from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qualcode.store import Store
from tests.cli.conftest import Command


def write(study: Path, path: Path, qualcode: Command, *options: str) -> Any:
    done = qualcode("review", "--to", path, "--coder", "amal", "--project", study, *options)
    assert done.code == 0, done.err
    return openpyxl.load_workbook(path)


def answer(book: Any, path: Path, **cells: str) -> None:
    """Write `decision="accept"` into every row."""
    page = book.worksheets[0]
    headings = {cell.value: cell.column for cell in page[1]}
    for line in range(2, page.max_row + 1):
        for heading, value in cells.items():
            page.cell(line, headings[heading.replace("_", " ")]).value = value
    book.save(path)


def left(study: Path, qualcode: Command) -> int:
    return len(json.loads(qualcode("suggestions", "--project", study, "--format", "json").out)["rows"])


def test_suggestions_are_decided_in_a_sheet_and_reading_it_twice_changes_nothing(
    coded: Path, qualcode: Command, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.xlsx"
    answer(write(coded, path, qualcode), path, Decision="accept")
    assert left(coded, qualcode) > 0

    first = qualcode("review", "--from", path, "--project", coded, "--format", "csv")
    again = qualcode("review", "--from", path, "--project", coded)

    assert (first.code, again.code) == (0, 0)
    assert left(coded, qualcode) == 0
    assert "0 rows changed" in again.err
    assert "accept funding" in first.out
    assert again.out == ""


def test_a_sheet_that_was_filled_in_is_not_written_over(coded: Path, qualcode: Command, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    answer(write(coded, path, qualcode), path, Decision="accept")
    before = path.read_bytes()

    for command in (("review", "--to", path), ("audit", "funding", "--to", path)):
        done = qualcode(*command, "--coder", "amal", "--project", coded)

        assert (done.code, path.read_bytes()) == (2, before)
        assert "review --from" in done.err


def test_what_a_sheet_brought_is_summed_up_with_what_is_left(coded: Path, qualcode: Command, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    write(coded, path, qualcode)
    n_rows = left(coded, qualcode)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    page.cell(2, next(cell.column for cell in page[1] if cell.value == "Decision")).value = "accept"
    book.save(path)

    done = qualcode("review", "--from", path, "--project", coded)

    assert "1 row changed" in done.err
    assert done.err.rstrip().endswith(f"{n_rows - 1} rows still without a decision")


def test_passages_are_read_in_a_sheet(coded: Path, qualcode: Command, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    answer(write(coded, path, qualcode, "--all-passages"), path, Code_1="Access", Note="x")

    done = qualcode("review", "--from", path, "--project", coded, "--format", "json")

    assert [row["cells"]["what"] for row in json.loads(done.out)["rows"]] == [
        "reject funding, reject short_term, add access",
        "accept access",
        "reject funding, add access",
    ]


def test_refused_rows_are_named_and_the_exit_code_says_so(coded: Path, qualcode: Command, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    book = write(coded, path, qualcode)
    answer(book, path, Decision="accept")
    book.worksheets[0]["H2"] = "Something else"
    book.save(path)

    done = qualcode("review", "--from", path, "--project", coded)

    assert done.code == 4
    assert "refused" in done.out
    assert "Something else" not in done.out + done.err
    assert left(coded, qualcode) == 1


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--to", "x.xlsx"), 2),
        (("--to", "x.ods", "--coder", "amal"), 2),
        (("--to", "x.xlsx", "--coder", "amal", "--code", "nothing"), 2),
        (("--to", "x.xlsx", "--coder", "amal", "--document", "nothing"), 2),
        (("--to", "x.xlsx", "--coder", "amal", "--code", "access", "--all-passages"), 2),
        (("--from", "x.xlsx", "--to", "y.xlsx", "--coder", "amal"), 2),
        (("--from", "missing.xlsx"), 4),
    ],
)
def test_what_does_not_fit_together_is_refused(
    options: tuple[str, ...], code: int, coded: Path, qualcode: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert qualcode("review", *options, "--project", coded).code == code


def fact(book: Any, name: str, value: str) -> None:
    page = book["qualcode"]
    line = next(cell.row for cell in page["A"] if cell.value == name)
    page.cell(line, 2).value = value


@pytest.mark.parametrize(
    ("name", "value"),
    [("id", ""), ("coder", "omar"), ("sequence", "99999"), ("n_rows", "1"), ("kind", "passages"), ("seal", "")],
)
def test_a_sheet_whose_hidden_page_was_changed_decides_nothing(
    coded: Path, qualcode: Command, tmp_path: Path, name: str, value: str
) -> None:
    assert qualcode("decide", "basim:2", "add", "--code", "funding", "--coder", "amal", "--project", coded).code == 0
    path = tmp_path / "sheet.xlsx"
    book = write(coded, path, qualcode)
    fact(book, name, value)
    answer(book, path, Decision="accept")
    with Store.open(coded) as store:
        before = list(store.log.decisions())

    assert qualcode("review", "--from", path, "--project", coded).code in (3, 4)

    with Store.open(coded) as store:
        assert list(store.log.decisions()) == before


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Id", ""),
        ("Id", "0123456789abcdef"),
        ("Text hash", "0"),
        ("As written", '{"note": "x"}'),
        ("Suggested ids", "a"),
    ],
)
def test_a_row_whose_hidden_cells_were_changed_is_refused(
    coded: Path, qualcode: Command, tmp_path: Path, heading: str, value: str
) -> None:
    path = tmp_path / "sheet.xlsx"
    answer(write(coded, path, qualcode), path, Decision="accept", **{heading.replace(" ", "_"): value})
    n_rows = left(coded, qualcode)

    done = qualcode("review", "--from", path, "--project", coded, "--format", "json")

    assert (done.code, left(coded, qualcode)) == (4, n_rows)
    assert {row["cells"]["what"] for row in json.loads(done.out)["rows"]} == {
        "its hidden cells were changed: write a new sheet"
    }


def test_cells_nested_beyond_measure_are_named_as_changed(coded: Path, qualcode: Command, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    answer(write(coded, path, qualcode), path, As_written="[" * 20_000)

    done = qualcode("review", "--from", path, "--project", coded)

    assert (done.code, "its hidden cells were changed" in done.err) == (4, True)


@pytest.mark.parametrize(("says", "n_left"), [(True, 0), (False, 4)])
def test_at_a_terminal_it_is_asked_whose_sheet_it_is(
    coded: Path, qualcode: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: bool, n_left: int
) -> None:
    path = tmp_path / "sheet.xlsx"
    answer(write(coded, path, qualcode), path, Decision="accept")
    asked: list[str] = []
    monkeypatch.setattr("qualcode.cli.terminal.may_ask", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda question, **_: asked.append(question) or says)

    done = qualcode("review", "--from", path, "--project", coded)

    assert asked == ["The sheet is amal's. Take it in as decisions of amal?"]
    assert (done.code, left(coded, qualcode)) == (0 if says else 2, n_left)


def test_a_sheet_is_read_for_the_coder_and_the_study_it_was_written_for(
    coded: Path, qualcode: Command, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.xlsx"
    write(coded, path, qualcode)
    other = tmp_path / "other"
    assert qualcode("init", other, "--no-input", "--name", "Other").code == 0

    assert qualcode("review", "--from", path, "--coder", "omar", "--project", coded).code == 2
    assert qualcode("review", "--from", path, "--project", other).code == 3


def test_a_sheet_holds_what_is_asked_for_and_says_when_nothing_is_left(
    coded: Path, qualcode: Command, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.xlsx"
    all_of_it = write(coded, path, qualcode).worksheets[0].max_row
    some = write(coded, tmp_path / "some.xlsx", qualcode, "--sample", "1")
    assert some.worksheets[0].max_row == 2 < all_of_it
    answer(openpyxl.load_workbook(path), path, Decision="accept")
    assert qualcode("review", "--from", path, "--project", coded).code == 0
    path.unlink()

    nothing = qualcode("review", "--to", path, "--coder", "omar", "--project", coded)
    assert (nothing.code, "nothing is left for omar" in nothing.err, "--blind" in nothing.err) == (0, True, True)
    assert not path.exists()

    blind = qualcode("review", "--to", path, "--coder", "omar", "--blind", "--project", coded)
    assert (blind.code, openpyxl.load_workbook(path).worksheets[0].max_row) == (0, all_of_it)


def test_without_the_rules_a_sheet_has_every_passage_and_no_suggestion(
    coded: Path, qualcode: Command, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.xlsx"
    page = write(coded, path, qualcode, "--hide-suggestions").worksheets[0]
    headings = {cell.value: cell.column for cell in page[1]}

    assert page.title == "Passages"
    assert {page.cell(line, headings["Suggested codes"]).value for line in range(2, page.max_row + 1)} == {None}


@pytest.mark.parametrize("option", [("--blind",), ("--code", "funding"), ("--all-passages",), ("--sample", "3")])
def test_what_would_change_nothing_is_refused(
    option: tuple[str, ...], coded: Path, qualcode: Command, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.xlsx"
    write(coded, path, qualcode)

    refused = qualcode("review", "--from", path, *option, "--project", coded)
    assert (refused.code, "read as a whole" in refused.err) == (2, True)


def test_a_sheet_of_passages_is_for_all_codes(coded: Path, qualcode: Command, tmp_path: Path) -> None:
    done = qualcode(
        "review", "--to", tmp_path / "x.xlsx", "--all-passages", "--order", "code", "--coder", "a", "--project", coded
    )
    assert (done.code, "for all codes" in done.err) == (2, True)
