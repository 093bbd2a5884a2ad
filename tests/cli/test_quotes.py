"""`qualcode quotes`: what editors do to quotes is kept, checked, and can be taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Command


def rows(study: Path, qualcode: Command, *options: str) -> list[dict[str, Any]]:
    done = qualcode("quotes", "--project", study, "--format", "json", *options)
    assert done.code == 0
    return done.cells


def access(study: Path, qualcode: Command) -> dict[str, Any]:
    (row,) = rows(study, qualcode, "--code", "access")
    return row


def test_an_edit_is_printed_and_can_be_taken_back(coded: Path, qualcode: Command) -> None:
    quote = access(coded, qualcode)
    edited = "We pass two checkpoints […] with the [boxes of] medicines."

    done = qualcode("quotes", "edit", quote["id"], edited, "--project", coded)

    assert (done.code, done.out) == (0, edited + "\n")
    assert access(coded, qualcode)["quote"] == f"“{edited}”"
    assert qualcode("quotes", "restore", quote["id"], "--project", coded).code == 0
    assert access(coded, qualcode) == quote


def test_a_translation_says_by_whom_and_when(coded: Path, qualcode: Command) -> None:
    quote = access(coded, qualcode)

    arguments = [quote["id"], "Nous passons deux barrages.", "--by", "Amal", "--date", "2024-05-06"]
    assert qualcode("quotes", "translate", *arguments, "--project", coded).code == 0

    shown = access(coded, qualcode)["quote"]
    assert shown.startswith("“Nous passons deux barrages.” (translated from")


def test_a_quote_is_dropped_for_a_reason_released_and_pinned(coded: Path, qualcode: Command) -> None:
    quote = access(coded, qualcode)

    assert qualcode("quotes", "drop", quote["id"], "--project", coded, "--reason", "too telling").code == 0
    assert rows(coded, qualcode, "--code", "access") == []
    assert qualcode("quotes", "release", quote["id"], "--project", coded).code == 0
    assert access(coded, qualcode) == quote
    assert qualcode("quotes", "pin", quote["id"], "--project", coded).code == 0
    (row,) = rows(coded, qualcode, "--code", "access", "--why")
    assert row["why"] == "pinned by an editor"


def test_what_cannot_be_done_to_a_quote_is_refused_and_the_words_not_repeated(coded: Path, qualcode: Command) -> None:
    quote = access(coded, qualcode)

    for id, text in ((quote["id"], "We pass three checkpoints"), ("Q-aaaaaaaaaa", "x")):
        done = qualcode("quotes", "edit", id, text, "--project", coded)
        assert done.code == 2
        assert "checkpoints" not in done.err
    assert "qualcode quotes --all" in done.err
    assert access(coded, qualcode) == quote


def test_where_there_is_no_quote_the_reason_stands_alone(coded: Path, qualcode: Command) -> None:
    said = " ".join(qualcode("quotes", "--code", "funding", "--contrary", "--project", coded).out.split())

    assert "No quotes of that kind; there are others on the theme." in said
    assert "Verbatim" not in said


def test_a_matrix_sets_types_side_by_side(sample: Path, qualcode: Command) -> None:
    done = qualcode("quotes", "--project", sample, "--matrix", "--code", "funding", "--quiet", "--format", "json")

    assert done.code == 0
    table = json.loads(done.out)
    assert [column["label"] for column in table["columns"]][:2] == ["Theme", "CSO"]
    assert table["rows"][0]["key"] == "funding"
