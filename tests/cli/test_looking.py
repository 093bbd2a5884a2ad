"""Which interviews to look at: in the table of the import, in `status`, and under every table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

FEW = f"Interviewer: {'And what of the grants there? ' * 20}\nAmira: A grant.\n"
HARDLY = "amira: hardly a word is an informant's: look at it (`qualcode roles amira --turns`)."


@pytest.fixture
def doubtful(small: Path, qualcode: Command) -> Path:
    """The small study, in which hardly a word of one interview is an informant's."""
    (small / "transcripts" / "amira.txt").write_text(FEW, "utf-8")
    (small / "transcripts" / "basim.txt").write_text("Dana: And?\nSami: No grant.\nDana: Why?\nSami: So.\n", "utf-8")
    return small


def test_the_import_shows_the_doubtful_first_each_with_its_mark_and_reason(doubtful: Path, qualcode: Command) -> None:
    done = qualcode("import", "--project", doubtful, "-f", "json")
    rows = [(row["document"], row["known_by"], row["mark"], row["reason"]) for row in done.cells]

    assert [row[:3] for row in rows] == [
        ("amira", "list", "wrong"),
        ("basim", "guess", "look"),
        ("carol", "list", "sure"),
    ]
    assert rows[1][3] == "who speaks is a guess: Dana asks, Sami answers"
    assert f"look at amira: {rows[0][3]}" in done.err


def test_a_table_for_people_shows_shares_of_the_words_and_the_mark(doubtful: Path, qualcode: Command) -> None:
    shown = " ".join(qualcode("import", "--project", doubtful).out.split())

    assert "Mark" in shown
    assert "Sami → basim (" in shown


@pytest.mark.parametrize("command", [["status"], ["frequencies"], ["quotes", "--all"]])
def test_status_and_every_table_name_an_interview_of_which_hardly_a_word_is_an_informants(
    command: list[str], doubtful: Path, qualcode: Command
) -> None:
    qualcode("import", "--project", doubtful)
    qualcode("suggest", "--project", doubtful)

    table = json.loads(qualcode(*command, "--project", doubtful, "-f", "json").out)

    assert HARDLY in table["notes"]


@pytest.mark.parametrize(("audience", "named"), [("team", True), ("client", False)])
def test_a_report_names_it_to_the_team_alone(audience: str, named: bool, doubtful: Path, qualcode: Command) -> None:
    qualcode("import", "--project", doubtful)
    qualcode("suggest", "--project", doubtful)
    path = doubtful / "r.md"

    qualcode("report", "--project", doubtful, "--for", audience, "--to", path)
    written = path.read_text("utf-8")

    assert ("amira: hardly a word is an informant's" in written) is named
    assert ("In 1 interview hardly a word is an informant's" in written) is not named
