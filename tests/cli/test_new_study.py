"""A study folder is made from what the evaluator has: a codebook in YAML, CSV or Excel, or none yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.readers.codebooks import codebook_file, read_codebook
from tests.cli.conftest import Command


@pytest.fixture
def codebook(small: Path) -> Path:
    return small / "codebook.yaml"


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_codebook_from_a_spreadsheet_becomes_yaml_that_can_be_edited(
    ending: str, codebook: Path, tmp_path: Path, qualcode: Command
) -> None:
    table, study = tmp_path / f"themes{ending}", tmp_path / "made"
    table.write_bytes(codebook_file(read_codebook(codebook), table.name))

    done = qualcode("init", study, "--no-input", "--codebook", table)

    assert done.code == 0
    assert f"a copy of {table}" in done.err
    assert "  - id: funding\n" in (study / "codebook.yaml").read_text(encoding="utf-8")
    assert qualcode("codebook", "test", "--project", study).code == 0
    assert qualcode("codebook", "add", "roads", "--term", "road", "--project", study).code == 0


def test_run_takes_a_codebook_in_excel_and_the_same_one_again(small: Path, tmp_path: Path, qualcode: Command) -> None:
    table, out = tmp_path / "themes.xlsx", tmp_path / "out"
    table.write_bytes(codebook_file(read_codebook(small / "codebook.yaml"), table.name))
    order = ["run", small / "transcripts", "--codebook", table, "--informants", small / "informants.csv", "--out", out]

    first, again = qualcode(*order), qualcode(*order)

    assert first.code == again.code == 0
    assert "Funding" in first.out
    assert first.out == again.out


@pytest.mark.parametrize("content", [b"PK\x03\x04 Excel under another name", b"codes:\n  - id: a\n   name: b\n"])
def test_a_codebook_that_cannot_be_used_stops_before_anything_is_made(
    content: bytes, small: Path, tmp_path: Path, qualcode: Command
) -> None:
    broken = tmp_path / "themes.yaml"
    broken.write_bytes(content)

    init = qualcode("init", tmp_path / "made", "--no-input", "--codebook", broken)
    run = qualcode("run", small / "transcripts", "--codebook", broken, "--out", tmp_path / "made")

    assert (init.code, run.code) == (3, 3)
    assert not (tmp_path / "made").exists()


def test_init_says_what_the_codebook_is_and_a_second_time_changes_nothing(tmp_path: Path, qualcode: Command) -> None:
    first, again = (qualcode("init", tmp_path / "study", "--no-input") for _ in range(2))

    assert "codebook.yaml: a copy of cso_health, to edit or replace (others: cso_functions, csosi, empty)" in first.err
    assert again.err == f"{tmp_path / 'study'} is there already; nothing changed\n"


def test_an_empty_codebook_is_one_theme_to_write_ones_own_after(tmp_path: Path, qualcode: Command) -> None:
    assert (
        qualcode("init", tmp_path / "study", "--no-input", "--name", 'The "water" study', "--codebook", "empty").code
        == 0
    )

    checked = qualcode("codebook", "check", "--project", tmp_path / "study")

    assert "1 code, 0 errors, 0 warnings" in checked.err
    assert qualcode("codebook", "test", "--project", tmp_path / "study").code == 0


def test_run_gives_the_study_a_title(small: Path, tmp_path: Path, qualcode: Command) -> None:
    out = tmp_path / "out"
    order = ["run", small / "transcripts", "--codebook", small / "codebook.yaml", "--out", out]

    assert qualcode(*order, "--informants", small / "informants.csv", "--title", "Health in Basra").code == 0

    assert "Health in Basra" in (out / "reports" / "report.html").read_text(encoding="utf-8")
    assert "Health in Basra" in qualcode("status", "--project", out).out


def test_suggest_takes_a_codebook_by_the_name_qualcode_gives_it(small: Path, qualcode: Command) -> None:
    assert qualcode("import", small / "transcripts", "--project", small).code == 0

    assert qualcode("suggest", "--codebook", "cso_health", "--project", small).code == 0
    assert "csosi" in qualcode("suggest", "--codebook", "cso_helth", "--project", small).err


def test_suggest_warns_of_a_codebook_that_is_applied_only_once(small: Path, qualcode: Command) -> None:
    assert qualcode("import", small / "transcripts", "--project", small).code == 0

    once = qualcode("suggest", "--codebook", "cso_health", "--project", small).err
    own = qualcode("suggest", "--codebook", small / "codebook.yaml", "--project", small).err

    assert "the next `qualcode suggest` applies codebook.yaml again" in once
    assert "is not the study's own" not in own


def test_run_takes_the_list_of_informants_after_it_stopped_without_one(
    small: Path, tmp_path: Path, qualcode: Command
) -> None:
    empty, out = tmp_path / "empty", tmp_path / "out"
    empty.mkdir()
    codebook = ("--codebook", small / "codebook.yaml", "--out", out)
    stopped = qualcode("run", empty, *codebook)

    done = qualcode("run", small / "transcripts", "--informants", small / "informants.csv", *codebook)

    assert (stopped.code, done.code) == (4, 0)
    assert "empty: no files there" in stopped.err
    assert (out / "informants.csv").read_bytes() == (small / "informants.csv").read_bytes()


def test_import_where_there_is_nothing_says_what_to_do(tmp_path: Path, qualcode: Command) -> None:
    assert qualcode("init", tmp_path / "study", "--no-input").code == 0

    done = qualcode("import", "--project", tmp_path / "study")

    assert "no files there" in done.err
    assert "qualcode import FOLDER" in done.err


def test_run_with_an_empty_codebook_says_where_to_write_one(small: Path, tmp_path: Path, qualcode: Command) -> None:
    done = qualcode("run", small / "transcripts", "--codebook", "empty", "--out", tmp_path / "out")

    assert done.code == 2
    assert "qualcode init my-study --codebook empty" in done.err
    assert not (tmp_path / "out").exists()


def test_a_template_is_a_workbook_to_fill_in_that_the_study_reads(tmp_path: Path, qualcode: Command) -> None:
    study = tmp_path / "made"

    done = qualcode("init", study, "--no-input", "--codebook", "template")

    assert "headings and a few themes" in done.err
    assert not (study / "codebook.yaml").exists()
    assert [code.name for code in read_codebook(study / "codebook.xlsx").codes] == [
        "Funding",
        "Short-term funding",
        "Staff",
    ]
    assert qualcode("codebook", "check", "--project", study).code == 0


BROKEN = """\
codebook: t
version: "1"
languages: [en]
codes:
  - id: a
    name: A
    terms: [fund]
    unless: [fund]
"""


def test_what_makes_the_check_fail_is_said_by_init_and_suggest_and_why_nothing_is_found(
    small: Path, tmp_path: Path, qualcode: Command
) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN, encoding="utf-8")

    made = qualcode("init", tmp_path / "made", "--no-input", "--codebook", path)
    (small / "codebook.yaml").write_text(BROKEN, encoding="utf-8")
    qualcode("import", small / "transcripts", "--no-input", "--project", small)
    suggested = qualcode("suggest", "--project", small)

    assert "broken.yaml: line 5: a: the term 'fund' can never match" in made.err
    assert "codebook.yaml: line 5: a: the term 'fund' can never match" in suggested.err
    assert "no term of 1 theme can match: line 5: a: the term 'fund' can never match" in suggested.err


def test_run_says_why_a_codebook_finds_nothing(small: Path, tmp_path: Path, qualcode: Command) -> None:
    path = tmp_path / "bare.csv"
    path.write_text("Theme,Definition\nFunding,Money\n", encoding="utf-8")
    order = ["--codebook", path, "--informants", small / "informants.csv", "--out", tmp_path / "out"]

    done = qualcode("run", small / "transcripts", *order)

    assert "no term of 1 theme can match: none of them has any" in done.err
