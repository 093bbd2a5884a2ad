"""A transcript that is corrected several times: what a coder said last of a passage holds through all of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command

OPENING = "Interviewer: Where did the money go?\n"
CODED = "Amira: Our last short grant ended, and all the donors left Basra for good.\n"
ROADS = (
    "Interviewer: And what about the roads to the villages?\n"
    "Amira: There is one road, and nobody has mended it since the bridge fell two years ago. We carry everything.\n"
    "Interviewer: Who carries it?\nAmira: Whoever can, and the two of us from the office when there is nobody.\n"
)
CLOSING = "Interviewer: Is there more?\nAmira: No.\n"


@pytest.fixture
def amira(coded: Path, qualcode: Command) -> Path:
    """A transcript in a study where nothing was decided yet."""
    path = coded / "transcripts" / "amira.txt"
    correct(path, qualcode, OPENING, CODED, ROADS)
    return path


def correct(path: Path, qualcode: Command, *turns: str) -> None:
    path.write_text("".join(turns), encoding="utf-8")
    assert qualcode("import", path, "--project", path.parent.parent).code == 0


def decide(path: Path, qualcode: Command, verdict: str) -> str:
    """Settle the one suggestion of short grants in the transcript; returns the number of its passage."""
    study = path.parent.parent
    options = ("--document", "amira", "--code", "short_term", "--decided", "--coder", "amal")
    [row] = qualcode("suggestions", *options, "--project", study, "-f", "json").cells
    assert qualcode("decide", row["id"], verdict, "--coder", "amal", "--project", study).code == 0
    return str(row["where"])


def table_of(path: Path, qualcode: Command) -> list[dict[str, Any]]:
    return qualcode("frequencies", "--project", path.parent.parent, "-f", "json").cells


def raised(table: list[dict[str, Any]]) -> str:
    """How many informants raised short grants."""
    return str(next(row["total.n_informants"]["shown"] for row in table if row["theme"] == "Short-term funding"))


def test_a_rejected_code_does_not_come_back_after_a_further_correction(amira: Path, qualcode: Command) -> None:
    coded_on = decide(amira, qualcode, "accept")
    assert raised(table_of(amira, qualcode)) == "1 of 3"
    correct(amira, qualcode, ROADS, OPENING, CODED)
    rejected_on = decide(amira, qualcode, "reject")
    assert rejected_on != coded_on
    rejected = table_of(amira, qualcode)
    assert raised(rejected) == "0 of 3"

    correct(amira, qualcode, ROADS, OPENING, CODED, CLOSING)

    assert table_of(amira, qualcode) == rejected
