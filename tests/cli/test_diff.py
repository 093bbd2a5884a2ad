"""`qualcode diff`: what moved since a report, and why."""

from __future__ import annotations

import json
from pathlib import Path

from qualcode.reports.lock import read_lock
from tests.cli.conftest import Command


def report(study: Path, qualcode: Command) -> Path:
    assert qualcode("report", "--project", study, "--format", "md").code == 0
    return study / "reports" / "report.lock"


def test_nothing_moves_while_nothing_is_done(sample: Path, qualcode: Command) -> None:
    lock = report(sample, qualcode)

    done = qualcode("diff", lock, "--project", sample)

    assert done.code == 0
    assert "0 figures moved" in done.out


def test_an_informant_of_another_type_moves_figures_and_is_named(sample: Path, qualcode: Command) -> None:
    lock = report(sample, qualcode)
    roster = sample / "informants.csv"
    roster.write_text(roster.read_text("utf-8").replace("cso-2,CSO,", "cso-2,UN agency,"), "utf-8")
    assert qualcode("informants", "--project", sample).code == 0

    rows = json.loads(qualcode("diff", lock, "--project", sample, "--format", "json").out)["rows"]

    moved = {(row["cells"]["row"], row["cells"]["was"], row["cells"]["is"]): row["cells"] for row in rows}
    assert moved["Funding", "3 of 3", "4 of 4"]["why"] == "list of informants: cso-2"


def test_decisions_made_since_are_the_reason(sample: Path, qualcode: Command) -> None:
    lock = report(sample, qualcode)
    listed = json.loads(qualcode("suggestions", "--project", sample, "--format", "json").out)["rows"]
    suggestion = listed[0]["cells"]["id"]
    assert qualcode("decide", suggestion, "accept", "--coder", "amal", "--project", sample).code == 0

    done = qualcode("diff", lock, "--project", sample)

    assert "counted from decisions, before from" in " ".join(done.out.split())


def test_a_code_that_only_stands_in_another_line_is_no_reason(sample: Path, qualcode: Command) -> None:
    lock = report(sample, qualcode)
    codebook = sample / "codebook.yaml"
    codebook.write_text("# argued over on Monday\n" + codebook.read_text("utf-8"), "utf-8")
    assert qualcode("suggest", "--project", sample).code == 0

    said = qualcode("diff", lock, "--project", sample).out

    assert "0 figures moved" in said
    assert "changed, no code." in said


def test_a_guide_that_is_gone_is_the_reason_why_nobody_is_not_asked(sample: Path, qualcode: Command) -> None:
    lock = report(sample, qualcode)
    (sample / "guide.yaml").unlink()

    cells = [
        row["cells"] for row in json.loads(qualcode("diff", lock, "--project", sample, "--format", "json").out)["rows"]
    ]

    assert any("not asked" in cell["was"] for cell in cells)
    assert all(cell["why"].startswith("interview guide: who was asked about ") for cell in cells)


def test_two_locks_are_compared_without_a_study(sample: Path, qualcode: Command) -> None:
    lock = report(sample, qualcode)

    done = qualcode("diff", lock, lock)

    assert done.code == 0
    assert f"{len({figure.id for figure in read_lock(lock).figures})} are as they were" in done.out


def test_every_id_of_a_report_can_be_traced(sample: Path, qualcode: Command) -> None:
    figures = read_lock(report(sample, qualcode)).figures

    for figure in figures[:: max(1, len(figures) // 8)]:
        assert qualcode("trace", figure.id, "--project", sample).code == 0
