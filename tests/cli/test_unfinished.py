"""A study half reviewed: its tables and reports say so until the last suggestion is decided."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import docx
import pytest

from qualcode.cli.terminal import open_study
from qualcode.model.coding import Verdict
from qualcode.study.review.sessions import open_session
from tests.cli.conftest import Command
from tests.study.make import accept_all

CAVEAT = "review unfinished"


@pytest.fixture
def begun(coded: Path) -> Path:
    """Amal decided the first suggestion and no other."""
    with open_study(coded) as study:
        session = open_session(study, "amal")
        session.decide(next(iter(session.items())), Verdict.ACCEPT)
    return coded


@pytest.mark.parametrize("command", [("frequencies",), ("quotes",)], ids=" ".join)
def test_every_table_says_so_until_the_last_suggestion_is_decided(
    command: tuple[str, ...], begun: Path, qualcode: Command
) -> None:
    unfinished = json.loads(qualcode(*command, "--project", begun, "--format", "json").out)
    assert CAVEAT in unfinished["title"]
    assert unfinished["reviewed"] == CAVEAT

    with open_study(begun) as study:
        accept_all(study)

    finished = json.loads(qualcode(*command, "--project", begun, "--format", "json").out)
    assert CAVEAT not in finished["title"]
    assert finished["reviewed"] == "reviewed"


def test_every_file_of_the_report_says_so(begun: Path, qualcode: Command) -> None:
    done = qualcode("report", "--project", begun, "--draft")

    assert done.code == 0
    assert "1 of 4 suggestions decided" in done.err
    reports = begun / "reports"
    document = docx.Document(str(reports / "report-draft.docx"))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Review unfinished: 1 of 4 suggestions decided" in said
    assert "1 of 4 proposals is accepted or rejected so far" in said
    assert CAVEAT in "".join(paragraph.text for paragraph in document.sections[0].footer.paragraphs)
    assert "Review unfinished:" in (reports / "report-draft.html").read_text("utf-8")
    assert "Review unfinished:" in (reports / "report-draft.md").read_text("utf-8")
    with (reports / "report-draft.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert {row["basis"] for row in csv.DictReader(stream)} <= {CAVEAT, ""}
