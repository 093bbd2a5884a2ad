"""`qualcode report`: files, audiences, privacy, templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command

SUFFIXES = (".docx", ".xlsx", ".html", ".md", ".csv", ".json")


def test_a_report_is_written_in_every_format(sample: Path, qualcode: Command) -> None:
    for path in (sample / "reports").iterdir():
        path.unlink()

    done = qualcode("report", "--project", sample)

    assert done.code == 0, done.err
    assert {path.suffix for path in (sample / "reports").glob("report.*")} >= set(SUFFIXES)
    assert done.out.splitlines() == [str(sample / "reports" / f"report{suffix}") for suffix in (*SUFFIXES, ".lock")]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (("--format", "md", "--format", "csv"), {"report.md", "report.csv"}),
        (("--format", "md", "--for", "team"), {"report-team.md"}),
        (("--format", "md", "--draft"), {"report-draft.md"}),
        (("--to", "{out}/annex.md"), {"annex.md"}),
    ],
    ids=["two formats", "for the team", "a draft", "a file"],
)
def test_formats_and_places_are_chosen(
    options: tuple[str, ...], names: set[str], sample: Path, tmp_path: Path, qualcode: Command
) -> None:
    out = tmp_path / "out"
    options = tuple(option.format(out=out) for option in options)

    done = qualcode("report", "--project", sample, *(() if "--to" in options else ("--to", out)), *options)

    assert done.code == 0, done.err
    assert {path.name for path in out.iterdir() if path.suffix != ".lock"} == names


def test_an_ending_that_is_no_format_is_refused(sample: Path, tmp_path: Path, qualcode: Command) -> None:
    done = qualcode("report", "--project", sample, "--to", tmp_path / "report.pages")

    assert done.code == 2
    assert ".docx" in done.err


def test_a_name_in_a_quote_stops_the_report_but_not_a_draft(small: Path, qualcode: Command) -> None:
    roster = small / "informants.csv"
    lines = roster.read_text("utf-8").splitlines()
    named = [f"{line},{place}" for line, place in zip(lines, ("organisation", "Basra", "", ""), strict=True)]
    roster.write_text("\n".join(named), "utf-8")
    assert qualcode("import", small / "transcripts", "--project", small).code == 0
    assert qualcode("suggest", "--project", small).code == 0

    stopped = qualcode("report", "--project", small, "--format", "md")
    draft = qualcode("report", "--project", small, "--format", "md", "--draft")

    assert stopped.code == 6
    assert "privacy question" in stopped.err
    assert "Basra" not in stopped.err
    assert not (small / "reports" / "report.md").exists()
    assert draft.code == 0
    assert "Do not pass on" in (small / "reports" / "report-draft.md").read_text("utf-8")


def test_a_title_is_taken_over(sample: Path, qualcode: Command) -> None:
    done = qualcode("report", "--project", sample, "--format", "md", "--title", "Annex 4")

    assert done.code == 0
    assert (sample / "reports" / "report.md").read_text("utf-8").startswith("# Annex 4\n")
