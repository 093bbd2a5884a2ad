"""`qualcode quotes`: what editors do to quotes is kept, checked, and can be taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

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
    assert access(coded, qualcode)["id"] == quote["id"]
    assert qualcode("quotes", "restore", quote["id"], "--project", coded).code == 0
    assert access(coded, qualcode)["quote"] == quote["quote"]


@pytest.mark.parametrize("text", ["We pass three checkpoints", "checkpoints two", "[…]", ""])
def test_words_nobody_said_are_refused_and_not_repeated(text: str, coded: Path, qualcode: Command) -> None:
    quote = access(coded, qualcode)

    done = qualcode("quotes", "edit", quote["id"], text, "--project", coded)

    assert done.code == 2
    assert "checkpoints" not in done.err
    assert access(coded, qualcode) == quote


def test_a_translation_is_marked_and_the_original_stays(coded: Path, qualcode: Command) -> None:
    quote = access(coded, qualcode)

    arguments = [quote["id"], "Nous passons deux barrages.", "--by", "Amal", "--date", "2024-05-06"]
    assert qualcode("quotes", "translate", *arguments, "--project", coded).code == 0

    shown = access(coded, qualcode)["quote"]
    assert shown.startswith("“Nous passons deux barrages.” (translated from")


def test_a_dropped_quote_is_never_printed_and_still_counts(coded: Path, qualcode: Command) -> None:
    quote = access(coded, qualcode)

    assert qualcode("quotes", "drop", quote["id"], "--project", coded, "--reason", "too telling").code == 0

    assert rows(coded, qualcode, "--code", "access") == []
    table = json.loads(qualcode("frequencies", "--project", coded, "--format", "json").out)
    (access_row,) = [row for row in table["rows"] if row["key"] == "access"]
    assert access_row["cells"]["total.n_informants"]["value"] == 1
    assert qualcode("quotes", "release", quote["id"], "--project", coded).code == 0
    assert access(coded, qualcode) == quote


def test_a_pinned_quote_says_so(coded: Path, qualcode: Command) -> None:
    quote = access(coded, qualcode)

    assert qualcode("quotes", "pin", quote["id"], "--project", coded).code == 0

    (row,) = rows(coded, qualcode, "--code", "access", "--why")
    assert row["why"] == "pinned by an editor"


def test_an_unknown_quote_is_refused_with_the_place_where_ids_are_listed(coded: Path, qualcode: Command) -> None:
    for command in (["pin", "Q-aaaaaaaaaa"], ["edit", "Q-aaaaaaaaaa", "x"]):
        done = qualcode("quotes", *command, "--project", coded)
        assert done.code == 2
        assert "qualcode quotes --all" in done.err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--code", "turnover"), "No quotes: nothing is coded so."),
        (("--code", "funding", "--contrary"), "No quotes of that kind; there are others on the theme."),
    ],
    ids=str,
)
def test_where_there_is_no_quote_the_reason_is_said(
    options: tuple[str, ...], says: str, coded: Path, qualcode: Command
) -> None:
    book = coded / "codebook.yaml"
    book.write_text(book.read_text("utf-8") + "  - {id: turnover, name: Turnover, terms: [resign]}\n", "utf-8")
    assert qualcode("suggest", "--project", coded).code == 0

    said = " ".join(qualcode("quotes", *options, "--project", coded).out.split())

    assert says in said
    assert "Verbatim" not in said


def test_a_matrix_sets_types_side_by_side(sample: Path, qualcode: Command) -> None:
    done = qualcode("quotes", "--project", sample, "--matrix", "--code", "funding", "--quiet", "--format", "json")

    assert done.code == 0
    table = json.loads(done.out)
    assert [column["label"] for column in table["columns"]][:2] == ["Theme", "CSO"]
    assert table["rows"][0]["key"] == "funding"


@pytest.mark.parametrize(
    ("words", "options"),
    [("", ("--by", "A. Karim")), ("La route.", ("--by", " ")), ("La route.", ("--by", "A", "--date", "2024-13-45"))],
    ids=["no words", "nobody", "no day"],
)
def test_a_translation_says_what_was_said_by_whom_and_when(
    words: str, options: tuple[str, ...], coded: Path, qualcode: Command
) -> None:
    quote = access(coded, qualcode)

    done = qualcode("quotes", "translate", quote["id"], words, *options, "--project", coded)

    assert done.code == 2
    assert access(coded, qualcode)["quote"] == quote["quote"]
