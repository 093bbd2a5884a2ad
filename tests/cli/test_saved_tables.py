"""Tables saved with `--to`: whole or not at all, the same figures in every format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import typer.main

from qualcode.cli.app import app
from qualcode.cli.terminal import OutputFormat
from tests.cli.conftest import Command
from tests.cli.test_whole import LOOKING

OWN_SHEET = {
    "audit",
    "check-draft",
    "check-privacy",
    "codebook suggest-terms",
    "framework",
    "quotes",
    "review",
    "roles",
}
"""Commands whose `--to` writes a sheet to fill in, or a draft with comments."""


def with_tables(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """The commands that show a table, by name."""
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        if any(each.type_descriptor.annotation is OutputFormat for each in command.params if each.name == "format"):
            yield before + name, command
        if hasattr(command, "commands"):
            yield from with_tables(command, f"{before}{name} ")


SHOWING = dict(with_tables(typer.main.get_command(app)))


@pytest.mark.parametrize("name", SHOWING)
def test_every_table_can_be_saved(name: str) -> None:
    assert [option for each in SHOWING[name].params for option in each.opts].count("--to") == 1


@pytest.mark.parametrize("name", sorted(set(SHOWING) & set(LOOKING) - OWN_SHEET - {"codebook diff"}))
def test_what_is_saved_is_what_is_printed(name: str, coded: Path, tmp_path: Path, qualcode: Command) -> None:
    words = [*name.split(), *LOOKING[name], "--project", coded]
    printed = qualcode(*words, "--format", "csv")

    saved = qualcode(*words, "--to", tmp_path / "table.csv")

    if printed.out:
        assert (saved.code, saved.out) == (printed.code, "")
        assert (tmp_path / "table.csv").read_bytes().decode("utf-8-sig") == printed.out
    else:
        assert saved.code != 0


def cells_of(path: Path) -> str:
    if path.suffix == ".xlsx":
        rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
        return "\n".join(" ".join(map(str, filter(lambda cell: cell is not None, row))) for row in rows)
    return path.read_text("utf-8-sig")


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".md", ".json", ".html", ".XLSX"])
def test_every_format_holds_the_table(ending: str, coded: Path, tmp_path: Path, qualcode: Command) -> None:
    path = tmp_path / f"table{ending}"

    done = qualcode("frequencies", "--to", path, "--project", coded)

    assert (done.code, done.out, f"wrote {path}" in done.err) == (0, "", True)
    held = cells_of(path.rename(path.with_suffix(ending.lower())))
    assert "Funding" in held
    assert "not reviewed" in held


def test_figures_saved_as_json_and_csv_are_those_printed(coded: Path, tmp_path: Path, qualcode: Command) -> None:
    printed = json.loads(qualcode("frequencies", "--format", "json", "--project", coded).out)
    for ending in ("json", "csv"):
        assert qualcode("frequencies", "--to", tmp_path / f"t.{ending}", "--project", coded).code == 0

    assert json.loads((tmp_path / "t.json").read_text("utf-8")) == printed
    rows = list(csv.DictReader(io.StringIO((tmp_path / "t.csv").read_text("utf-8-sig"))))
    assert [row["Theme"] for row in rows] == [row["cells"]["theme"] for row in printed["rows"]]


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("table.doc", "no table is written so"),
        ("table", "no table is written so"),
        (".", "no table is written so"),
        ("informants.csv", "is not overwritten"),
        ("transcripts/table.csv", "is not overwritten"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is_done(
    to: str, says: str, small: Path, qualcode: Command
) -> None:
    before = (small / "informants.csv").read_bytes()

    done = qualcode("import", small / "transcripts", "--to", small / to, "--project", small)

    assert (done.code, says in done.err) == (2, True)
    assert (small / "informants.csv").read_bytes() == before
    assert "No interviews yet" in qualcode("status", "--project", small).out


def test_a_table_that_cannot_be_saved_leaves_the_older_one(
    coded: Path, tmp_path: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "table.csv"
    path.write_text("older")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    done = qualcode("doctor", "--project", coded, "--to", path)

    assert (done.code, path.read_text()) == (7, "older")


def test_a_file_is_not_said_to_be_written_where_there_is_no_table(
    coded: Path, tmp_path: Path, qualcode: Command
) -> None:
    done = qualcode("memos", "--add", "A note.", "--coder", "amal", "--to", tmp_path / "t.csv", "--project", coded)

    assert (done.code, "showed no table" in done.err) == (2, True)
    assert list(tmp_path.glob("t.csv")) == []
    assert qualcode("status", "--project", coded).out
