"""`qualcode check-draft`: exit codes, what is printed, and the copy with comments."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.drafts.make import write_docx

RIGHT = "Access was raised by one of three informants."
WRONG = "Access was raised by two of three informants."
NAMING = "Write to amira@example.org."


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (RIGHT, ["--strict"], 0),
        (WRONG, [], 0),
        (WRONG, ["--strict"], 5),
        (NAMING, [], 6),
        (NAMING, ["--only", "counts"], 0),
    ],
)
def test_the_exit_code_tells_findings_and_names(
    text: str, options: list[str], code: int, coded: Path, tmp_path: Path, qualcode: Command
) -> None:
    (tmp_path / "draft.md").write_text(text, encoding="utf-8")

    assert qualcode("check-draft", tmp_path / "draft.md", *options, "--project", coded).code == code


@pytest.mark.parametrize(("name", "code"), [("draft.pdf", 4), ("missing.docx", 2)])
def test_what_cannot_be_read_is_refused(name: str, code: int, coded: Path, tmp_path: Path, qualcode: Command) -> None:
    (tmp_path / "draft.pdf").write_bytes(b"%PDF")

    done = qualcode("check-draft", tmp_path / name, "--project", coded)

    assert (done.code, done.out) == (code, "")
    assert name in done.err


def test_rows_have_the_same_columns_in_json_and_the_coverage_is_always_said(
    coded: Path, tmp_path: Path, qualcode: Command
) -> None:
    (tmp_path / "draft.md").write_text(f"{WRONG} Five informants raised the weather.", encoding="utf-8")
    asked = ["check-draft", tmp_path / "draft.md", "--project", coded]

    told = json.loads(qualcode(*asked, "--format", "json").out)

    first = told["rows"][0]["cells"]
    assert list(first) == ["kind", "verdict", "finding", "words", "place", "today", "hint"]
    assert (first["kind"], first["verdict"], first["finding"]) == ("counts", "differs", "yes")
    assert [row["cells"]["finding"] for row in told["rows"]] == ["yes", "no"]
    said = "2 counted statements (1 held against a figure, 1 could not be linked to one"
    assert said in told["notes"][0]
    assert said in " ".join(qualcode(*asked).out.split())
    assert said in qualcode(*asked, "--format", "csv").err


def test_words_for_a_group_are_kept_and_a_copy_is_written(coded: Path, tmp_path: Path, qualcode: Command) -> None:
    draft = write_docx(tmp_path / "draft.docx", "# Access", "Both of the locals spoke of it.")

    done = qualcode(
        "check-draft", draft, "--group", "the locals=CSO", "--to", tmp_path / "checked.docx", "--project", coded
    )

    assert (done.code, "written: " in done.err) == (0, True)
    assert (tmp_path / "checked.docx").is_file()
    assert '"the locals" = "CSO"' in (coded / "qualcode.toml").read_text(encoding="utf-8")


def test_what_is_wrong_can_be_saved_as_any_other_table(coded: Path, tmp_path: Path, qualcode: Command) -> None:
    (tmp_path / "draft.md").write_text(f"{WRONG} {NAMING}", encoding="utf-8")
    asked = ["check-draft", tmp_path / "draft.md", "--project", coded]
    printed = qualcode(*asked, "--format", "csv")

    saved = qualcode(*asked, "--to", tmp_path / "found.csv")

    assert (saved.code, saved.out) == (printed.code, "") == (6, "")
    assert (tmp_path / "found.csv").read_bytes().decode("utf-8-sig") == printed.out
    assert qualcode(*asked, "--to", tmp_path / "found.doc").code == 2
