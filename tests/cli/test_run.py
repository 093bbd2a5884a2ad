"""`qualcode run`: from files to a report in one go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qualcode.files import write
from qualcode.store import Store
from tests.cli.conftest import Command, Done
from tests.readers.files import write as write_file
from tests.readers.files import xlsx

Run = Callable[..., Done]


@pytest.fixture
def run(small: Path, qualcode: Command) -> Run:
    """Runs on the files of the small study, or with another codebook."""

    def call(*, out: Path, codebook: Path | str = small / "codebook.yaml") -> Done:
        informants = small / "informants.csv"
        return qualcode("run", small / "transcripts", "--codebook", codebook, "--informants", informants, "--out", out)

    return call


def test_run_ends_in_files_a_person_opens_and_a_study_every_command_opens(
    tmp_path: Path, qualcode: Command, run: Run
) -> None:
    out = tmp_path / "out"

    done = run(out=out)

    assert done.code == 0
    assert "not reviewed" in done.out
    assert (out / "reports" / "report.xlsx").exists()
    html = (out / "reports" / "report.html").read_text("utf-8")
    assert "suggestions, not reviewed" in html
    for command in (["status"], ["frequencies"], ["quotes"], ["informants"], ["codebook", "show"], ["suggest"]):
        assert qualcode(*command, "--project", out).code == 0, command


@pytest.mark.parametrize(("ending", "is_drafted"), [("csv", False), ("xlsx", False), ("xlsx", True)])
def test_a_list_of_informants_is_counted_whatever_its_format(
    ending: str, is_drafted: bool, small: Path, tmp_path: Path, qualcode: Command
) -> None:
    rows = [line.split(",") for line in (small / "informants.csv").read_text("utf-8-sig").splitlines()]
    given = write_file(tmp_path, "people.xlsx", xlsx(*rows)) if ending == "xlsx" else small / "informants.csv"
    options = [small / "transcripts", "--codebook", small / "codebook.yaml", "--out", tmp_path / "out"]
    if is_drafted:
        assert qualcode("run", *options).code == 2

    done = qualcode("run", *options, "--informants", given)

    assert (done.code, "Funding" in done.out) == (0, True)
    assert len(qualcode("informants", "--project", tmp_path / "out", "-f", "json").cells) == len(rows) - 1


def test_run_names_an_unreadable_file_and_goes_on(small: Path, tmp_path: Path, run: Run) -> None:
    (small / "transcripts" / "scan.pdf").write_bytes(b"%PDF-1.4 broken")

    done = run(out=tmp_path / "out")

    assert done.code == 4
    assert "scan.pdf" in done.err
    assert "Funding" in done.out


@pytest.mark.parametrize("occupied", ["a file", "another folder"])
def test_run_does_not_write_among_other_peoples_files(occupied: str, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "out"
    if occupied == "a file":
        out.write_text("mine", "utf-8")
    else:
        out.mkdir()
        (out / "thesis.txt").write_text("mine", "utf-8")

    done = run(codebook="cso_health", out=out)

    assert done.code == 2
    assert not (out / "project.db").exists()


def test_a_bad_codebook_stops_run_before_anything_is_made(tmp_path: Path, run: Run) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("codebook: Bad\ncodes:\n  - {id: a, name: A}\n  - {id: a, name: B}\n", "utf-8")

    done = run(codebook=bad, out=tmp_path / "out")

    assert done.code == 3
    assert "line 4" in done.err
    assert not (tmp_path / "out").exists()


def test_a_list_to_fill_in_is_drafted_where_none_is_given(small: Path, qualcode: Command, tmp_path: Path) -> None:
    command = ("run", small / "transcripts", "--codebook", small / "codebook.yaml", "--out", tmp_path / "out")

    asked = qualcode(*command)
    path = tmp_path / "out" / "informants.xlsx"
    drafted = openpyxl.load_workbook(path)
    rows = [[cell.value or "" for cell in row[:3]] for row in drafted.active.iter_rows(min_row=2)]
    unfilled = qualcode(*command)
    drafted.active["B2"] = "CSO"
    drafted.save(path)
    partly = qualcode(*command)
    for cell in ("B3", "B4"):
        drafted.active[cell] = "CSO"
    drafted.save(path)
    done = qualcode(*command)

    assert asked.code == 2
    assert rows == [["amira", "", "amira.txt"], ["basim", "", "basim.txt"], ["carol", "", "carol.txt"]]
    assert unfilled.code == partly.code == 3
    assert "2 rows have no informant_type: lines 3, 4" in partly.err
    assert done.code == 0
    assert "CSO (n = 3)" in done.out


def test_run_does_not_go_on_with_another_codebook_in_silence(tmp_path: Path, run: Run) -> None:
    assert run(out=tmp_path / "out").code == 0

    done = run(codebook="cso_health", out=tmp_path / "out")

    assert done.code == 2
    assert "is not the same as" in done.err


@pytest.mark.parametrize("done_first", [False, True])
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_a_run_that_was_stopped_at_any_file_goes_on_when_it_is_given_again(
    tmp_path: Path, run: Run, qualcode: Command, monkeypatch: pytest.MonkeyPatch, number: int, done_first: bool
) -> None:
    whole, calls = write._write, [0]

    def stopped(*arguments: Any) -> None:
        calls[0] += 1
        if calls[0] == number and not done_first:
            raise KeyboardInterrupt
        whole(*arguments)
        if calls[0] == number:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(write, "_write", stopped)
        assert run(out=tmp_path / "out").code == 130
    (tmp_path / "out" / f".qualcode-{2**22 + 1}-half.tmp").write_bytes(b"hal")

    assert run(out=tmp_path / "out").code == 0
    assert qualcode("check", "--project", tmp_path / "out").code == 0


def test_a_study_that_was_stopped_half_made_is_made_by_init(
    tmp_path: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    command = ("init", tmp_path / "new", "--no-input")
    with monkeypatch.context() as patch:
        patch.setattr(Store, "create", stopped)
        assert qualcode(*command).code == 130

    assert qualcode(*command).code == 0
    assert qualcode("status", "--project", tmp_path / "new").code == 0
